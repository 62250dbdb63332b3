"""What is promised for a task: one promise for each of its clocks. Pure: matrix, pathway and rule in, promises out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.worklist.engine.sla import (
    DEFAULT_MINUTES,
    SIGNED,
    PolicyRow,
    SlaFacts,
    end_milestone,
    resolve_all,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one clock of a task is to be: ``own`` is the one for the task's own report."""

    milestone_from: str
    milestone_to: str
    minutes: int
    own: bool
    policy_id: UUID | None = None
    calendar_id: UUID | None = None


def promised(
    matrix: Iterable[PolicyRow],
    facts: SlaFacts,
    received_at: datetime,
    *,
    pathway_row: PolicyRow | None = None,
    minutes: int | None = None,
) -> list[Promise]:
    """Every clock the task is to have, its own first.

    For its own report a rule's ``minutes`` stand above the matrix and count round the clock. The pathway's own target
    is a row that names the pathway alone, and no policy of the matrix. Where no row matches, the shipped minutes hold.
    """
    rows = [*matrix, *([pathway_row] if pathway_row else [])]
    found = resolve_all(rows, facts, received_at)
    own_end = end_milestone(SIGNED, facts.read_type)
    own = found.pop(own_end, None)
    others = [_promise(row, milestone, pathway_row) for milestone, row in found.items()]
    start = own.clock_from if own else "complete"
    if minutes:
        return [Promise(start, own_end, minutes, own=True), *others]
    if own is None:
        return [Promise(start, own_end, DEFAULT_MINUTES[facts.priority], own=True), *others]
    return [_promise(own, own_end, pathway_row, own=True), *others]


def _promise(
    row: PolicyRow, milestone: str, pathway_row: PolicyRow | None, *, own: bool = False
) -> Promise:
    policy_id = None if row is pathway_row else row.id
    return Promise(row.clock_from, milestone, row.minutes, own, policy_id, row.calendar_id)
