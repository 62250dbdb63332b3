"""Reading the archive: what other apps may call."""

from apps.archive.selectors.care import (
    NotInCare,
    PatientRule,
    access_patient,
    are_images_open,
    blinded_studies,
    blinds_studies,
    care_links,
    is_bound_to_care,
    is_open,
    open_studies,
    opens_patients,
    patients_known_as,
    shows_images,
)
from apps.archive.selectors.exam_end import exam_end_of
from apps.archive.selectors.objects import (
    access_instance,
    access_series,
    access_study,
    visible_instances,
    visible_series,
    visible_studies,
)

__all__ = [
    "NotInCare",
    "PatientRule",
    "access_instance",
    "access_patient",
    "access_series",
    "access_study",
    "are_images_open",
    "blinded_studies",
    "blinds_studies",
    "care_links",
    "exam_end_of",
    "is_bound_to_care",
    "is_open",
    "open_studies",
    "opens_patients",
    "patients_known_as",
    "shows_images",
    "visible_instances",
    "visible_series",
    "visible_studies",
]
