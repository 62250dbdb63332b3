"""“Next study”: the reader is handed what is most needed of them."""

from datetime import datetime
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.staffing.selectors import reader_facts, shifts_at
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.greedy import next_task
from apps.worklist.engine.loads import ReaderLoad
from apps.worklist.engine.scoring import Score
from apps.worklist.errors import NothingToRead
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.eligibility import readable_class_ids
from apps.worklist.selectors.facts import facts_of_tasks
from apps.worklist.selectors.loads import team_loads
from apps.worklist.selectors.lookups import one_of
from apps.worklist.selectors.pools import pool_policies
from apps.worklist.services.claims import claim_task
from apps.worklist.states import TaskState

LOOKED_AT = 500
TRIED = 5


def claim_next_task(*, actor: Actor) -> Claim:
    """Claims for the actor the task with the most points of the most urgent pathway that they may read.

    What waits for the actor already comes first; what another reader takes at that moment is passed over. Raises
    ``NothingToRead``.
    """
    reader_id = actor.require_user()
    offered, free = _waiting(reader_id)
    ranked = [task.id for task in offered]
    ranked += [task_id for task_id, _ in points_of_next(reader_id, free)][: TRIED - len(ranked)]
    for task_id in ranked:
        try:
            return claim_task(actor=actor, task_id=task_id)
        except Conflict:
            continue
    raise NothingToRead("Nothing that you may read is waiting. New studies appear by themselves.")


def points_of_next(reader_id: UUID, free: list[ReadingTask]) -> list[tuple[UUID, Score]]:
    """The first few of ``free`` in the order in which the reader is handed them, with the points a push would give."""
    at = now()
    reader, load = _reader_in_team(reader_id, at)
    if reader is None:
        return []
    facts, policies = facts_of_tasks(free), pool_policies()
    chosen: list[tuple[UUID, Score]] = []
    while len(chosen) < TRIED and (best := next_task(facts, reader, load, policies, at)):
        task, points = best
        chosen.append((task.task_id, points))
        facts.remove(task)
    return chosen


def _waiting(reader_id: UUID) -> tuple[list[ReadingTask], list[ReadingTask]]:
    """What was offered to the reader, unless something free is more urgent; and what is free."""
    waiting = (
        ReadingTask.objects.select_related("study")
        .filter(
            one_of("work_class_id", readable_class_ids(reader_id)),
            state=TaskState.SCHEDULED,
            held_at=None,
            split_at=None,
        )
        .exclude(excluded_readers__contains=[reader_id])
    )
    given = list(waiting.filter(assigned_to_id=reader_id).order_by("queue_rank", "due_at")[:1])
    free = list(waiting.filter(assigned_to=None).order_by("queue_rank", "due_at", "id")[:LOOKED_AT])
    return [task for task in given if not free or task.queue_rank <= free[0].queue_rank], free


def _reader_in_team(reader_id: UUID, at: datetime) -> tuple[ReaderFacts | None, ReaderLoad]:
    """The reader, on duty or not, and their load beside that of everybody on duty."""
    on_shift = shifts_at(at).filter(role="reading").values_list("reader_id", flat=True)
    team = reader_facts({reader_id, *on_shift}, at=at)
    loads = team_loads(team, at)
    reader = next((one for one in team if one.reader_id == reader_id), None)
    return reader, loads.get(reader_id, ReaderLoad())
