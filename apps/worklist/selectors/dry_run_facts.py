"""What a dry run knows of readers and of clocks beside the rules."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.worklist.engine.clocks import Pause
from apps.worklist.engine.coverage import Stretch, reading_stretches
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.models import ClockPause, Milestone, ReadingTask


class Rostered:
    """A reader at their usual place, and when they were on duty to read."""

    def __init__(
        self, facts: ReaderFacts, location: str | None, start: datetime, end: datetime
    ) -> None:
        self.facts = replace(facts, location=location or facts.location, location_ends_at=None)
        self._stretches: list[Stretch] = reading_stretches(facts.shifts, start, end)
        self._starts = [begins for begins, _ in self._stretches]

    def is_on_duty(self, at: datetime) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._stretches[place][1]


class Times:
    """When the tasks' clocks start, and when they stood."""

    def __init__(self, tasks: Sequence[ReadingTask]) -> None:
        ids = [task.id for task in tasks]
        rows = Milestone.objects.filter(
            Q(task=None) | Q(task_id__in=ids), study_id__in=[task.study_id for task in tasks]
        )
        self._reached: dict[tuple[UUID, UUID | None, str], datetime] = {
            (row.study_id, row.task_id, row.name): row.at for row in rows
        }
        self._pauses: defaultdict[UUID, list[Pause]] = defaultdict(list)
        for pause in ClockPause.objects.filter(task_id__in=ids).order_by("started_at"):
            self._pauses[pause.task_id].append(Pause(pause.started_at, pause.ended_at))

    def start(self, task: ReadingTask, milestone: str) -> datetime:
        """When it was reached; a task whose clock still waits is due as if it had begun when it was listed."""
        for task_id in (task.id, None):
            reached = self._reached.get((task.study_id, task_id, milestone))
            if reached:
                return reached
        return task.received_at

    def pauses(self, task: ReadingTask) -> tuple[Pause, ...]:
        return tuple(self._pauses[task.id])
