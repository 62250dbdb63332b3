"""What the practice promised."""

from datetime import datetime

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.models import Pathway, ReadingTask, SlaPolicy
from apps.worklist.sla import due_at


def sla_minutes() -> dict[str, int]:
    """The practice's minutes by priority."""
    return dict(SlaPolicy.objects.values_list("priority", "minutes"))


def promised_at(
    *, task: ReadingTask, facts: StudyFacts, minutes: int | None, pathway: Pathway
) -> datetime:
    """When the task is due: a rule's ``minutes`` before the pathway's before the policies'."""
    fixed = minutes or pathway.minutes
    by_priority = {facts.priority: fixed} if fixed else sla_minutes()
    return due_at(
        received_at=task.received_at, priority=facts.priority, minutes_by_priority=by_priority
    )
