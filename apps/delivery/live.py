"""What open portals are told. Best effort: ids only, the browser asks again."""

from uuid import UUID

from apps.archive.models import Study
from apps.common.push import push

EVERY_SITE_TOPIC = "portal"


def site_topic(site_id: UUID) -> str:
    return f"portal.{site_id.hex}"


def tell_site_study_changed(*, study_id: UUID) -> None:
    """Tells the study's own site, and those who see all sites."""
    site_id = Study.objects.filter(id=study_id).values_list("site_id", flat=True).first()
    if site_id is None:
        return
    message = {"type": "site_study.changed", "id": str(study_id)}
    push(site_topic(site_id), message)
    push(EVERY_SITE_TOPIC, message)
