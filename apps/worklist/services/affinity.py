"""One patient, one reader: who takes a study is offered the patient's other waiting studies."""

from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.engine.eligibility import Standing
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.eligibility import facts_of_reader
from apps.worklist.selectors.facts import task_facts
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
            work_class__isnull=False,
        )
        .exclude(id=task.id)
        .order_by("queue_rank", "due_at", "id")[:MOST]
    )
    waiting = list(others)
    reader = facts_of_reader(reader_id) if waiting else None
    if reader is None:
        return 0
    standing, given = Standing(reader, now()), 0
    for other in waiting:
        verdict = standing.of_task(task_facts(other))
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
