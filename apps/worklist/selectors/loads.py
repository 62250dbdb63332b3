"""What readers carry now, and have read in the shift they are on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.worklist.engine.candidates import is_on_duty
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.loads import ReaderLoad, practice_rate, team_rate
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.selectors.recent_work import recent_work


def team_loads(readers: Sequence[ReaderFacts], at: datetime) -> dict[UUID, ReaderLoad]:
    """As ``reader_loads``, each told the hourly average of those of ``readers`` who are on duty.

    Who gives, who asks for the next study and who explains must hand in everybody on duty, so that all three come to
    the same points.
    """
    loads = reader_loads(readers, at)
    team = team_rate(loads[one.reader_id] for one in readers if is_on_duty(one, at))
    return {key: replace(load, team_rvu_per_hour=team) for key, load in loads.items()}


def reader_loads(readers: Sequence[ReaderFacts], at: datetime) -> dict[UUID, ReaderLoad]:
    """By reader id; three queries and those of ``recent_work``. What is on hold is nobody's load."""
    ids = [reader.reader_id for reader in readers]
    starts = {reader.reader_id: _on_since(reader, at) for reader in readers}
    open_ = _open_work(ids)
    done = _done_work(ids, starts, at)
    recent = recent_work(at)
    practice = practice_rate(recent.values())
    return {
        id_: ReaderLoad(
            open_minutes=sum(row[0] for row in open_[id_]),
            open_tasks=len(open_[id_]),
            open_stat=sum(row[2] == 0 for row in open_[id_]),
            shift_minutes_done=sum(row[0] for row in done[id_]),
            shift_rvu_done=sum(row[1] for row in done[id_]),
            shift_hours=_hours(starts[id_], at),
            patients=frozenset(row[3] for row in open_[id_]),
            open_rvu=sum(row[1] for row in open_[id_]),
            recent_rvu_done=recent.get(id_, (0.0, 0.0))[0],
            recent_hours=recent.get(id_, (0.0, 0.0))[1],
            practice_rvu_per_hour=practice,
        )
        for id_ in ids
    }


Row = tuple[float, float, int, UUID]


def _open_work(ids: Iterable[UUID]) -> defaultdict[UUID, list[Row]]:
    work = ("minutes", "rvu", "priority_rank", "study__patient_id")
    waiting = ReadingTask.objects.filter(
        assigned_to_id__in=ids, state__in=OPEN_STATES, held_at=None
    ).values_list("assigned_to_id", *work)
    held = Claim.objects.filter(reader_id__in=ids, ended_at=None).values_list(
        "reader_id", *(f"task__{name}" for name in work)
    )
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for reader_id, *row in (*waiting, *held):
        found[reader_id].append((row[0], row[1], row[2], row[3]))
    return found


def _done_work(
    ids: Sequence[UUID], starts: dict[UUID, datetime | None], at: datetime
) -> defaultdict[UUID, list[tuple[float, float]]]:
    since = [start for start in starts.values() if start]
    found: defaultdict[UUID, list[tuple[float, float]]] = defaultdict(list)
    if not since:
        return found
    rows = Claim.objects.filter(
        Q(end_reason="completed", ended_at__gte=min(since), ended_at__lte=at), reader_id__in=ids
    ).values_list("reader_id", "ended_at", "task__minutes", "task__rvu")
    for reader_id, ended_at, minutes, rvu in rows:
        start = starts[reader_id]
        if start and ended_at >= start:
            found[reader_id].append((minutes, rvu))
    return found


def _on_since(reader: ReaderFacts, at: datetime) -> datetime | None:
    return min(
        (shift.starts_at for shift in reader.shifts if shift.starts_at <= at < shift.ends_at),
        default=None,
    )


def _hours(start: datetime | None, at: datetime) -> float:
    return (at - start).total_seconds() / 3600 if start else 0.0
