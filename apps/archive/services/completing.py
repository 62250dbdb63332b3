"""The end of a study's arrival."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.events import StudyCompleted
from apps.archive.models import Study
from apps.archive.states import STUDY_TRANSITIONS
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.common.outbox import publish
from apps.common.states import advance


def complete_study(*, actor: Actor, study_id: UUID) -> Study:
    """Says that no more objects are expected; raises `NotFound`, and `IllegalTransition` the second time."""
    study: Study | None = Study.objects.select_for_update(no_key=True).filter(id=study_id).first()
    if study is None or not actor.may_enter_site(study.site_id):
        raise NotFound("There is no such study.")
    advance(study, STUDY_TRANSITIONS, "complete")
    study.completed_at = now()
    study.save(update_fields=["state", "completed_at"])
    record(
        actor=actor,
        action="study.completed",
        object_type="study",
        object_id=study.id,
        site_id=study.site_id,
        detail={"series": study.series_count, "instances": study.instance_count},
    )
    publish(StudyCompleted(study_id=study.id))
    return study
