"""One patient, one reader: who takes a study is offered the patient's other waiting studies."""

from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.eligibility import verdict_on
from apps.worklist.services.assignments import give
from apps.worklist.states import TaskState

OFFERED_FOR = timedelta(minutes=60)
LEAST_OFFER = timedelta(minutes=2)
MOST = 10


def give_patients_other_tasks(*, actor: Actor, task: ReadingTask, reader_id: UUID) -> int:
    """Offers the reader the same patient's waiting, unassigned tasks that they may read; answers how many."""
    others = (
        ReadingTask.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("study")
        .filter(
            study__patient_id=task.study.patient_id,
            state=TaskState.SCHEDULED,
            assigned_to=None,
            held_at=None,
            split_at=None,
            parent=None,
        )
        .exclude(id=task.id)
        .order_by("queue_rank", "due_at", "id")[:MOST]
    )
    given = 0
    for other in others:
        verdict = verdict_on(other, reader_id)
        if verdict.eligible:
            give(
                actor=actor,
                task=other,
                reader_id=reader_id,
                verdict=verdict,
                origin="affinity",
                expires_at=_offer_end(other),
                reason="same patient",
            )
            given += 1
    return given


def _offer_end(task: ReadingTask) -> datetime:
    """An hour, but never more than half of the time that is left: nothing urgent waits for one person."""
    left = (task.due_at - now()) / 2
    return now() + max(LEAST_OFFER, min(OFFERED_FOR, left))
