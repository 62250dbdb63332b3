"""What readers took and left, as facts for the manager and for the reader concerned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import PermissionRefused
from apps.staffing.selectors import reader_facts, reader_memberships
from apps.worklist.engine.coverage import HOUR, reading_stretches
from apps.worklist.engine.eligibility import eligible_classes
from apps.worklist.engine.facts import ReaderFacts, WorkClass
from apps.worklist.engine.fairness import (
    KindShare,
    MixLine,
    Work,
    case_mix,
    count_kinds,
    kind_shares,
    per_hour,
)
from apps.worklist.selectors.coverage import usual_locations
from apps.worklist.selectors.fairness_rows import Completion, ReaderRows, Rows, rows_between
from apps.worklist.selectors.work_classes import work_classes

Kinds = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReaderFairness:
    """One reader's period. Numbers of tasks unless the name says minutes, RVU or hours; None where none was worked."""

    reader: ReaderFacts
    opened: int
    opened_and_left: int
    skipped: int
    released: int
    handed_back: int
    expired: int
    completed: int
    minutes: float
    rvu: float
    hours_on_shift: float
    hours_active: int
    rvu_per_hour_on_shift: float | None
    rvu_per_active_hour: float | None
    minutes_per_hour_on_shift: float | None
    minutes_per_case: float | None
    minutes_per_case_around: float | None
    kinds: list[KindShare]
    case_mix: list[MixLine]


def fairness(
    *, actor: Actor, start: datetime, end: datetime, reader_id: UUID | None = None
) -> list[ReaderFairness]:
    """Each reader's facts from ``start`` up to ``end``, by name; with ``reader_id`` that reader's alone.

    Who may not see all sees their own; raises ``PermissionRefused`` for another's.
    """
    if not actor.can("fairness.view"):
        own = actor.require_user()
        if reader_id not in (None, own):
            raise PermissionRefused("You see your own numbers; your manager sees everybody's.")
        reader_id = own
    rows = rows_between(start, min(end, now()))
    practice = _Practice(rows, start, min(end, now()))
    wanted = {reader_id} if reader_id else practice.reader_ids()
    return [practice.of(reader) for reader in _readers(wanted, start, min(end, now()))]


class _Practice:
    """The period of the whole practice, counted once and asked per reader."""

    def __init__(self, rows: Rows, start: datetime, end: datetime) -> None:
        self._rows, self._start, self._end = rows, start, end
        self._classes = work_classes()
        self._by_hour: defaultdict[datetime, list[Completion]] = defaultdict(list)
        for completion in rows.completions:
            self._by_hour[_hour(completion.at)].append(completion)
        self._taken = {
            reader_id: count_kinds(self._works(of_reader.completed))
            for reader_id, of_reader in rows.by_reader.items()
        }
        self._left = {
            reader_id: count_kinds(self._works(of_reader.passed_over()))
            for reader_id, of_reader in rows.by_reader.items()
        }
        self._all_taken = _sum(self._taken.values())
        self._all_left = _sum(self._left.values())

    def reader_ids(self) -> set[UUID]:
        present = reader_memberships().values_list("user_id", flat=True)
        return set(self._rows.by_reader) | set(present)

    def of(self, reader: ReaderFacts) -> ReaderFairness:
        rows = self._rows.by_reader.get(reader.reader_id) or ReaderRows()
        done = self._works(rows.completed)
        around = self._around(reader, rows)
        minutes, rvu = sum(work.minutes for work in done), sum(work.rvu for work in done)
        on_shift = _hours(reading_stretches(reader.shifts, self._start, self._end))
        active = len(_hours_touched(rows.held))
        return ReaderFairness(
            reader=reader,
            opened=len(rows.opened),
            opened_and_left=len(rows.opened_and_left()),
            skipped=len(rows.skipped),
            released=len(rows.released),
            handed_back=len(rows.handed_back),
            expired=len(rows.expired),
            completed=len(rows.completed),
            minutes=minutes,
            rvu=rvu,
            hours_on_shift=on_shift,
            hours_active=active,
            rvu_per_hour_on_shift=per_hour(rvu, on_shift),
            rvu_per_active_hour=per_hour(rvu, active),
            minutes_per_hour_on_shift=per_hour(minutes, on_shift),
            minutes_per_case=per_hour(minutes, len(done)),
            minutes_per_case_around=_mean_minutes(around),
            kinds=kind_shares(
                taken=done,
                passed_over=self._works(rows.passed_over()),
                colleagues_taken=self._all_taken - self._taken.get(reader.reader_id, Counter()),
                colleagues_passed_over=self._all_left - self._left.get(reader.reader_id, Counter()),
            ),
            case_mix=case_mix(done, around),
        )

    def _works(self, task_ids: Iterable[UUID]) -> list[Work]:
        return [self._rows.works[task_id] for task_id in task_ids]

    def _around(self, reader: ReaderFacts, rows: ReaderRows) -> Counter[Work]:
        """What colleagues completed, in the hours in which the reader read, that the reader might have read."""
        around: Counter[Work] = Counter()
        readable = _Readable(self._classes, reader)
        for hour in sorted(_hours_touched(rows.held)):
            for one in self._by_hour.get(hour, ()):
                if one.reader_id != reader.reader_id and readable.at(hour, one.work_class_id):
                    around[self._rows.works[one.task_id]] += 1
        return around


class _Readable:
    """Which kinds of work the reader might have read, asked in the order of time."""

    def __init__(self, classes: Mapping[UUID, WorkClass], reader: ReaderFacts) -> None:
        self._classes, self._reader = classes, reader
        self._until: datetime | None = None
        self._ids: frozenset[UUID] | None = None

    def at(self, moment: datetime, work_class_id: UUID | None) -> bool:
        if self._ids is None or (self._until is not None and moment >= self._until):
            self._ids, self._until = eligible_classes(self._classes, self._reader, moment)
        return work_class_id in self._ids


def _readers(reader_ids: set[UUID], start: datetime, end: datetime) -> list[ReaderFacts]:
    """The readers with their shifts in the period and at their usual place, past ones as they were: reading."""
    usual = usual_locations()
    return [
        replace(
            reader,
            active=True,
            location=usual.get(reader.reader_id, reader.location),
            location_ends_at=None,
        )
        for reader in reader_facts(reader_ids, at=start, shifts_until=end)
    ]


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _hours_touched(spans: Sequence[tuple[datetime, datetime]]) -> set[datetime]:
    touched: set[datetime] = set()
    for begins, ends in spans:
        hour = _hour(begins)
        touched.add(hour)
        while (hour := hour + HOUR) < ends:
            touched.add(hour)
    return touched


def _hours(spans: Iterable[tuple[datetime, datetime]]) -> float:
    return sum((ends - begins) / HOUR for begins, ends in spans)


def _sum(counters: Iterable[Kinds]) -> Kinds:
    total: Kinds = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _mean_minutes(around: Mapping[Work, int]) -> float | None:
    number = sum(around.values())
    return per_hour(sum(work.minutes * times for work, times in around.items()), number)
