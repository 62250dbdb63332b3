"""One patient, one reader: who takes a study is offered the patient's other waiting studies."""

from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.engine.eligibility import Standing
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.eligibility import facts_of_reader
from apps.worklist.selectors.facts import facts_of_tasks
from apps.worklist.selectors.tasks import free_readings
from apps.worklist.services.assignments import Gift, give
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
            lead=None,
            work_class__isnull=False,
        )
        .exclude(id=task.id)
        .order_by("queue_rank", "due_at", "id")[:MOST]
    )
    waiting = free_readings(list(others))
    reader = facts_of_reader(reader_id) if waiting else None
    if reader is None:
        return 0
    standing = Standing(reader, now())
    verdicts = [
        (other, standing.of_task(facts))
        for other, facts in zip(waiting, facts_of_tasks(waiting), strict=True)
    ]
    gifts = [
        Gift(other, reader_id, verdict, _offer_end(other))
        for other, verdict in verdicts
        if verdict.eligible
    ]
    give(actor=actor, gifts=gifts, origin="affinity", reason="same patient")
    return len(gifts)


def _offer_end(task: ReadingTask) -> datetime:
    """An hour, but never more than half of the time that is left: nothing urgent waits for one person."""
    left = (task.due_at - now()) / 2
    return now() + max(LEAST_OFFER, min(OFFERED_FOR, left))
