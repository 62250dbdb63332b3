"""“Next study”: the reader is handed what is most needed of them."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.worklist.engine.greedy import next_task
from apps.worklist.errors import NothingToRead
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.eligibility import facts_of_reader, readable_class_ids
from apps.worklist.selectors.facts import facts_of_tasks
from apps.worklist.selectors.loads import reader_loads
from apps.worklist.selectors.lookups import one_of
from apps.worklist.selectors.pools import pool_policies
from apps.worklist.services.claims import claim_task
from apps.worklist.states import TaskState

LOOKED_AT = 100


def claim_next_task(*, actor: Actor) -> Claim:
    """Claims for the actor the task with the most points of the most urgent pathway that they may read.

    What waits for the actor already comes first; what another reader takes at that moment is passed over. Raises
    ``NothingToRead``.
    """
    reader_id = actor.require_user()
    for task_id in _in_turn(reader_id):
        try:
            return claim_task(actor=actor, task_id=task_id)
        except Conflict:
            continue
    raise NothingToRead("Nothing that you may read is waiting. New studies appear by themselves.")


def _in_turn(reader_id: UUID) -> list[UUID]:
    reader = facts_of_reader(reader_id)
    if reader is None:
        return []
    at = now()
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
    # An urgent free task goes before an offer that can wait.
    tasks = [task for task in given if not free or task.queue_rank <= free[0].queue_rank]
    load = reader_loads([reader], at)[reader_id]
    facts, policies = facts_of_tasks(free), pool_policies()
    chosen = [task.id for task in tasks]
    while facts and len(chosen) < 5:
        best = next_task(facts, reader, load, policies, at)
        if best is None:
            break
        chosen.append(best[0].task_id)
        facts.remove(best[0])
    return chosen
