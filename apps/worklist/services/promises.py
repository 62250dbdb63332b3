"""What is promised for an open task, asked anew after the matrix, a pathway or contract hours changed."""

from apps.accounts.actors import Actor
from apps.worklist.live import tell_task_changed
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.service_levels import clocks_of
from apps.worklist.services.routing import keep_promises, routing_in_force, write_decision


def renew_promises(*, actor: Actor, task: ReadingTask, cause: str) -> bool:
    """Sets clocks, due time, ladder and the pathway's place anew; whether anything is other than before.

    The task's lock is held. Where it goes stays as it was routed, and it keeps the row of the matrix that was in force
    when it came. What changed leaves a ``Decision`` with the version of the rules that the task carries.
    """
    routing = routing_in_force(task=task, cause=cause)
    before = _promised(task)
    task.queue_rank = routing.pathway.queue_rank
    task.save(update_fields=["queue_rank"])
    keep_promises(actor=actor, task=task, routing=routing)
    if _promised(task) == before:
        return False
    write_decision(actor=actor, task=task, routing=routing)
    tell_task_changed(task)
    return True


def _promised(task: ReadingTask) -> object:
    clocks = [
        (clock.milestone_from, clock.milestone_to, clock.minutes, clock.calendar_id, clock.due_at)
        for clock in clocks_of(task.id)
    ]
    return task.queue_rank, task.due_at, clocks
