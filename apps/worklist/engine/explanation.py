"""Why a task went to whom: every reader with every reason, ready to be shown."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from apps.worklist.engine.candidates import on_reading_shift
from apps.worklist.engine.eligibility import verdict
from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import (
    NO_LOAD,
    NO_POLICY,
    PoolPolicy,
    ReaderLoad,
    has_room,
    kept_for_others,
)
from apps.worklist.engine.scoring import score

DECIMALS = 2


def candidate_rows(
    task: TaskFacts,
    readers: Iterable[ReaderFacts],
    loads: Mapping[UUID, ReaderLoad],
    policy: PoolPolicy = NO_POLICY,
    *,
    at: datetime,
    cap_exempt_pathways: Collection[str] = frozenset(),
) -> list[dict[str, Any]]:
    """One JSON row per reader: whoever would be given the task first, the excluded last.

    ``reader`` (``id``, ``name``), ``eligible``, ``exclusions`` (``code``, ``detail``), ``until`` (ISO 8601 or
    None), ``available``, ``on_shift``, ``has_room`` (below the caps), ``kept_for_others`` (too far ahead of the
    team for work that can wait), and for the eligible ``score`` and its ``parts``, else None and nothing.
    Give the loads as :func:`loads.with_team_rate` makes them, as for assignment.
    """
    rows = [
        _row(task, reader, loads.get(reader.reader_id, NO_LOAD), policy, at, cap_exempt_pathways)
        for reader in readers
    ]
    return sorted(rows, key=_best_first)


def candidate_counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a reader may know of the others: how many are ``eligible``, how many each code ``excluded``.

    ``can_be_given`` counts those of the eligible who are available, on shift, below the caps and not too far ahead.
    """
    excluded = Counter(
        code for row in rows for code in {exclusion["code"] for exclusion in row["exclusions"]}
    )
    return {
        "readers": len(rows),
        "eligible": sum(row["eligible"] for row in rows),
        "can_be_given": sum(_could_be_given(row) for row in rows),
        "excluded": dict(sorted(excluded.items())),
    }


def _row(
    task: TaskFacts,
    reader: ReaderFacts,
    load: ReaderLoad,
    policy: PoolPolicy,
    at: datetime,
    cap_exempt_pathways: Collection[str],
) -> dict[str, Any]:
    found = verdict(task, reader, at)
    points = score(task, reader, load, policy, at) if found.eligible else None
    return {
        "reader": {"id": str(reader.reader_id), "name": reader.name},
        "eligible": found.eligible,
        "exclusions": [{"code": one.code, "detail": one.detail} for one in found.exclusions],
        "until": found.until.isoformat() if found.until else None,
        "available": reader.available,
        "on_shift": on_reading_shift(reader, at),
        "has_room": has_room(load, task, policy, cap_exempt_pathways),
        "kept_for_others": kept_for_others(load, task, policy, at),
        "score": round(points.total, DECIMALS) if points else None,
        "parts": {name: round(value, DECIMALS) + 0.0 for name, value in points.parts.items()}
        if points
        else {},
    }


def _could_be_given(row: Mapping[str, Any]) -> bool:
    on_duty = row["available"] and row["on_shift"]
    return bool(row["eligible"] and on_duty and row["has_room"] and not row["kept_for_others"])


def _best_first(row: Mapping[str, Any]) -> tuple[bool, bool, float, str]:
    score_or_last = -row["score"] if row["score"] is not None else 0.0
    return not _could_be_given(row), not row["eligible"], score_or_last, row["reader"]["id"]
