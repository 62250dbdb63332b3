"""What the screens show of tasks that are read together, and of what could be."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.engine.eligibility import Exclusion, Standing
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.eligibility import facts_of_reader, is_bound_to_eligibility
from apps.worklist.selectors.facts import facts_of_tasks
from apps.worklist.selectors.linking import lead_id_of, of_one_reading, waiting_to_join
from apps.worklist.selectors.listing import with_details
from apps.worklist.selectors.pools import assignment_policy

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Companion:
    """An open task of the same patient; ``exclusions`` say why the reader who asks may not read it. ``near``: made
    within the practice's ``companion_hours`` of the other.
    """

    task: ReadingTask
    same_day: bool
    near: bool
    exclusions: tuple[Exclusion, ...]


def reading_of(task: ReadingTask) -> list[ReadingTask]:
    """The tasks of one reading as rows show them, the lead first; the task alone where it is read alone."""
    if not task.linked:
        return [task]
    return list(with_details(of_one_reading(lead_id_of(task))))


def companions(*, actor: Actor, task: ReadingTask) -> list[Companion]:
    """What could be read together with this task, the nearest in time first; the caller may see the task."""
    others = list(with_details(waiting_to_join(task))[:MOST_SHOWN])
    why: dict[object, tuple[Exclusion, ...]] = {}
    if others and is_bound_to_eligibility(actor):
        reader = facts_of_reader(actor.require_user())
        standing = Standing(reader, now()) if reader else None
        for one, facts in zip(others, facts_of_tasks(others), strict=True):
            none = (Exclusion("reader_inactive"),)
            why[one.id] = standing.of_task(facts).exclusions if standing else none
    day, hours = _day(task), assignment_policy().companion_hours if others else 0
    found = [
        Companion(
            one,
            same_day=day is not None and _day(one) == day,
            near=_apart(task, one) <= timedelta(hours=hours),
            exclusions=why.get(one.id, ()),
        )
        for one in others
    ]
    return sorted(found, key=lambda one: (not one.near, _apart(task, one.task)))


def _apart(task: ReadingTask, other: ReadingTask) -> timedelta:
    """Between the two examinations; of one whose time is not known since it was received."""
    one, two = (each.study.study_at or each.received_at for each in (task, other))
    apart: timedelta = abs(one - two)
    return apart


def _day(task: ReadingTask) -> object:
    """The day of the examination on its site's calendar."""
    at = task.study.study_at
    return at.astimezone(ZoneInfo(task.site.time_zone)).date() if at else None
