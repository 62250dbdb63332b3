"""The rows behind the fairness page, gathered for all readers in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from apps.worklist.engine.fairness import Work
from apps.worklist.models import Claim, Glance

_OF_TASK = (
    "task_id",
    "task__work_class_id",
    "task__study__modalities",
    "task__procedure_group",
    "task__priority",
    "task__minutes",
    "task__rvu",
)


@dataclass(frozen=True, slots=True)
class Completion:
    """One task that a reader signed."""

    reader_id: UUID
    task_id: UUID
    work_class_id: UUID | None
    at: datetime


@dataclass(slots=True)
class ReaderRows:
    """What one reader did in a period; sets hold task ids, so each task counts once."""

    opened: set[UUID] = field(default_factory=set)
    skipped: set[UUID] = field(default_factory=set)
    released: set[UUID] = field(default_factory=set)
    handed_back: set[UUID] = field(default_factory=set)
    expired: set[UUID] = field(default_factory=set)
    completed: set[UUID] = field(default_factory=set)
    read_after_all: set[UUID] = field(default_factory=set)
    held: list[tuple[datetime, datetime]] = field(default_factory=list)

    def opened_and_left(self) -> set[UUID]:
        """Opened, and never read by this reader."""
        return self.opened - self._read()

    def passed_over(self) -> set[UUID]:
        """Opened, skipped, released or handed back, and never read by this reader."""
        return (self.opened | self.skipped | self.released | self.handed_back) - self._read()

    def _read(self) -> set[UUID]:
        return self.completed | self.read_after_all


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of a period: by reader, what each task is, and the completions in order of time."""

    by_reader: Mapping[UUID, ReaderRows]
    works: Mapping[UUID, Work]
    completions: list[Completion]


def rows_between(start: datetime, end: datetime) -> Rows:
    """What readers did from ``start`` up to ``end``."""
    by_reader: defaultdict[UUID, ReaderRows] = defaultdict(ReaderRows)
    works: dict[UUID, Work] = {}
    completions: list[Completion] = []
    for claim in _claims(start, end):
        reader_id, claimed_at, ended_at, end_reason, *of_task = claim
        task_id, work_class_id = of_task[:2]
        works[task_id] = _work(of_task[2:])
        rows = by_reader[reader_id]
        rows.held.append((max(claimed_at, start), min(ended_at or end, end)))
        if ended_at is None:
            rows.read_after_all.add(task_id)
        elif ended_at < end and end_reason in ("released", "handed_back", "expired", "completed"):
            getattr(rows, end_reason).add(task_id)
            if end_reason == "completed":
                completions.append(Completion(reader_id, task_id, work_class_id, ended_at))
    for glance in _glances(start, end):
        reader_id, kind, read, task_id, _, *of_work = glance
        works[task_id] = _work(of_work)
        rows = by_reader[reader_id]
        getattr(rows, kind).add(task_id)
        if read:
            rows.read_after_all.add(task_id)
    completions.sort(key=lambda one: one.at)
    return Rows(by_reader, works, completions)


def _claims(start: datetime, end: datetime) -> Iterable[Any]:
    found: Iterable[Any] = (
        Claim.objects.filter(Q(ended_at=None) | Q(ended_at__gte=start), claimed_at__lt=end)
        .values_list("reader_id", "claimed_at", "ended_at", "end_reason", *_OF_TASK)
        .iterator(chunk_size=5000)
    )
    return found


def _glances(start: datetime, end: datetime) -> Iterable[Any]:
    read = Claim.objects.filter(
        Q(end_reason="completed") | Q(ended_at=None),
        task_id=OuterRef("task_id"),
        reader_id=OuterRef("reader_id"),
    )
    found: Iterable[Any] = (
        Glance.objects.filter(at__gte=start, at__lt=end)
        .annotate(read=Exists(read))
        .values_list("reader_id", "kind", "read", *_OF_TASK)
        .iterator(chunk_size=5000)
    )
    return found


def _work(values: list[Any]) -> Work:
    modalities, procedure_group, priority, minutes, rvu = values
    return Work(tuple(modalities), procedure_group, priority, minutes, rvu)
