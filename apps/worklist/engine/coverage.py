"""How many readers a site has at every hour. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from apps.worklist.engine.eligibility import eligible_classes
from apps.worklist.engine.facts import ReaderFacts, ShiftFacts, WorkClass

HOUR = timedelta(hours=1)
Key = TypeVar("Key")
Stretch = tuple[datetime, datetime]


def for_planning(
    reader: ReaderFacts, *, location: str | None, modality: str, procedure_group: str
) -> ReaderFacts:
    """The reader as one plans with them: at ``location`` whenever they are on duty.

    A modality or procedure group that is not asked for is not held against anybody: the limits that privileges set
    on it are left out.
    """
    privileges = tuple(
        replace(
            one,
            modalities=one.modalities if modality else frozenset(),
            procedure_groups=one.procedure_groups if procedure_group else frozenset(),
        )
        for one in reader.privileges
    )
    return replace(reader, location=location, location_ends_at=None, privileges=privileges)


def reading_stretches(
    shifts: Iterable[ShiftFacts], start: datetime, end: datetime
) -> list[Stretch]:
    """When a reader is on duty to read between ``start`` and ``end``; shifts that overlap or touch are one."""
    stretches: list[Stretch] = []
    for shift in sorted(shifts, key=lambda one: one.starts_at):
        begins, ends = max(shift.starts_at, start), min(shift.ends_at, end)
        if shift.role != "reading" or begins >= ends:
            continue
        if stretches and begins <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], ends))
        else:
            stretches.append((begins, ends))
    return stretches


def covered_stretches(
    classes: Mapping[Key, WorkClass], reader: ReaderFacts, start: datetime, end: datetime
) -> dict[Key, list[Stretch]]:
    """When, while on duty, the reader may read each class.

    A credential that begins or ends within the time counts to the instant.
    """
    covered: defaultdict[Key, list[Stretch]] = defaultdict(list)
    for begins, ends in reading_stretches(reader.shifts, start, end):
        at = begins
        while at < ends:
            keys, changes = eligible_classes(classes, reader, at)
            until = min(changes or ends, ends)
            for key in keys:
                covered[key].append((at, until))
            at = until
    return dict(covered)


def fewest_per_hour(stretches: Iterable[Stretch], start: datetime, hours: int) -> list[int]:
    """For each hour from ``start`` the fewest stretches that hold at any one instant of it."""
    end = start + hours * HOUR
    changes: Counter[datetime] = Counter({start + number * HOUR: 0 for number in range(hours)})
    for begins, ends in stretches:
        if max(begins, start) < min(ends, end):
            changes[max(begins, start)] += 1
            changes[min(ends, end)] -= 1
    fewest: list[int | None] = [None] * hours
    present = 0
    for moment in sorted(changes):
        present += changes[moment]
        hour = (moment - start) // HOUR
        if hour < hours:
            known = fewest[hour]
            fewest[hour] = present if known is None else min(known, present)
    return [number or 0 for number in fewest]
