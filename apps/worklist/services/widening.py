"""Letting more readers at a task that waits too long."""

from apps.accounts.actors import Actor
from apps.worklist.models import Decision, ReadingTask
from apps.worklist.services.work_classes import reclass

WIDENED_FIELDS = ["pool", "named_reader", "preferred_skills", "work_class"]


def widen(*, actor: Actor, task: ReadingTask, what: str) -> None:
    """Gives up one restriction of a locked task: ``pool:<code>``, ``reader`` or ``preference``; again is no change.

    The Decision says what was given up. A pool that is not the task's any longer is left alone.
    """
    kind, _, value = what.partition(":")
    if kind == "pool" and task.pool == value and value:
        task.pool = ""
        reclass(task)
    elif kind == "reader" and task.named_reader_id:
        task.named_reader = None
    elif kind == "preference" and task.preferred_skills:
        task.preferred_skills = []
    else:
        return
    task.save(update_fields=WIDENED_FIELDS)
    Decision.objects.create(
        task=task,
        kind="widened",
        decided_by=actor.name,
        cause="waited too long",
        rule_set_number=task.rule_set_number,
        outcome={"given_up": what},
    )
