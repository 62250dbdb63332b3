"""Reading the archive: what an actor may see of it.

An identifier from outside enters through one of the ``access_*`` functions. Another tenant's object, and one of a
site the actor does not reach, answer as if they were not there.
"""

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.models import Instance, Series, Study
from apps.common.errors import NotFound


def visible_studies(actor: Actor) -> QuerySet[Study]:
    """The current tenant's studies at the sites the actor reaches. Raises ``PermissionRefused``."""
    actor.require(Capability.IMAGES_VIEW)
    studies: QuerySet[Study] = Study.objects.all()
    return studies if actor.site_ids is None else studies.filter(site_id__in=actor.site_ids)


def visible_series(actor: Actor) -> QuerySet[Series]:
    """As ``visible_studies``, for series."""
    actor.require(Capability.IMAGES_VIEW)
    series: QuerySet[Series] = Series.objects.select_related("study")
    return series if actor.site_ids is None else series.filter(study__site_id__in=actor.site_ids)


def visible_instances(actor: Actor) -> QuerySet[Instance]:
    """As ``visible_studies``, for instances."""
    actor.require(Capability.IMAGES_VIEW)
    found: QuerySet[Instance] = Instance.objects.select_related("study", "series")
    return found if actor.site_ids is None else found.filter(study__site_id__in=actor.site_ids)


def access_study(*, actor: Actor, uid: str) -> Study:
    """The study with this Study Instance UID. Raises ``NotFound``, ``PermissionRefused``."""
    study = visible_studies(actor).filter(study_instance_uid=uid).first()
    if study is None:
        raise NotFound("There is no such study.")
    return study


def access_series(*, actor: Actor, uid: str, study_uid: str | None = None) -> Series:
    """The series with this Series Instance UID, of that study where one is named. Raises as above."""
    found = visible_series(actor).filter(series_instance_uid=uid)
    if study_uid is not None:
        found = found.filter(study__study_instance_uid=study_uid)
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
    found = visible_instances(actor).filter(sop_instance_uid=uid)
    if series_uid is not None:
        found = found.filter(series__series_instance_uid=series_uid)
    if study_uid is not None:
        found = found.filter(study__study_instance_uid=study_uid)
    instance = found.first()
    if instance is None:
        raise NotFound("There is no such instance.")
    return instance
