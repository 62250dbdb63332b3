"""What open portals are told. Best effort: ids only, the browser asks again."""

from uuid import UUID

from apps.archive.models import Study
from apps.common.push import push

EVERY_SITE_TOPIC = "portal"


def site_topic(site_id: UUID) -> str:
    return f"portal.{site_id.hex}"


def tell_study_message(*, study_id: UUID) -> None:
    """Tells both that something was written or read in the talk about the study."""
    _tell(study_id, {"type": "study_message.written", "study": str(study_id)})


def tell_site_study_changed(*, study_id: UUID) -> None:
    """Tells the study's own site, and those who see all sites."""
    _tell(study_id, {"type": "site_study.changed", "id": str(study_id)})


def _tell(study_id: UUID, message: dict[str, str]) -> None:
    site_id = Study.objects.filter(id=study_id).values_list("site_id", flat=True).first()
    if site_id is None:
        return
    push(site_topic(site_id), message)
    push(EVERY_SITE_TOPIC, message)
