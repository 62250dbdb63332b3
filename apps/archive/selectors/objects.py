"""Reading the archive: what an actor may see of it.

An identifier from outside enters through one of the ``access_*`` functions. Another tenant's object, one of a site
the actor does not reach, and one of a patient that is not in a reader's care answer as if they were not there.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.models import Instance, Series, Study
from apps.archive.selectors.care import (
    are_images_open,
    is_open,
    open_studies,
    sees_every_study,
)
from apps.common.errors import NotFound

# Series of these say who read the study: structured reports, encapsulated documents, key objects, presentation states.
DOCUMENTS = ("SR", "DOC", "KO", "PR")

M = TypeVar("M", bound=Model)


def visible_studies(actor: Actor) -> QuerySet[Study]:
    """The current tenant's studies at the sites and of the patients the actor may see. Raises ``PermissionRefused``."""
    actor.require(Capability.IMAGES_VIEW)
    return _narrowed(Study.objects.all(), actor, "")


def visible_series(actor: Actor, *, study_uid: str | None = None) -> QuerySet[Series]:
    """As ``visible_studies``, for series; of one study where it is named, which is asked about once for them all."""
    actor.require(Capability.IMAGES_VIEW)
    return _of_study(Series.objects.select_related("study"), actor, study_uid)


def visible_instances(actor: Actor, *, study_uid: str | None = None) -> QuerySet[Instance]:
    """As ``visible_series``, for instances."""
    actor.require(Capability.IMAGES_VIEW)
    return _of_study(Instance.objects.select_related("study", "series"), actor, study_uid)


def _of_study(found: QuerySet[M], actor: Actor, study_uid: str | None) -> QuerySet[M]:
    if study_uid is None:
        return _narrowed(found, actor, "study__")
    found = _at_sites(found.filter(study__study_instance_uid=study_uid), actor, "study__")
    if is_open(actor, study_uid):
        return found
    if not are_images_open(actor, study_uid):
        return found.none()
    of_series = "" if found.model is Series else "series__"
    return found.exclude(**{f"{of_series}modality__in": DOCUMENTS})


def _narrowed(found: QuerySet[M], actor: Actor, path: str) -> QuerySet[M]:
    found = _at_sites(found, actor, path)
    return found if sees_every_study(actor) else found.filter(open_studies(actor, path))


def _at_sites(found: QuerySet[M], actor: Actor, path: str) -> QuerySet[M]:
    if actor.site_ids is None:
        return found
    return found.filter(**{f"{path}site_id__in": actor.site_ids})


def access_study(*, actor: Actor, uid: str) -> Study:
    """The study with this Study Instance UID, if only for its images. Raises ``NotFound``, ``PermissionRefused``."""
    actor.require(Capability.IMAGES_VIEW)
    found: QuerySet[Study] = Study.objects.filter(study_instance_uid=uid)
    study = _at_sites(found, actor, "").first()
    if study is None or not are_images_open(actor, uid):
        raise NotFound("There is no such study.")
    return study


def access_series(*, actor: Actor, uid: str, study_uid: str | None = None) -> Series:
    """The series with this Series Instance UID, of that study where one is named. Raises as above."""
    found = visible_series(actor, study_uid=study_uid).filter(series_instance_uid=uid)
    series = found.first()
    if series is None:
        raise NotFound("There is no such series.")
    return series


def access_instance(
    *,
    actor: Actor,
    uid: str,
    series_uid: str | None = None,
    study_uid: str | None = None,
) -> Instance:
    """The instance with this SOP Instance UID, of that series and study where named. Raises as above."""
    found = visible_instances(actor, study_uid=study_uid).filter(sop_instance_uid=uid)
    if series_uid is not None:
        found = found.filter(series__series_instance_uid=series_uid)
    instance = found.first()
    if instance is None:
        raise NotFound("There is no such instance.")
    return instance
