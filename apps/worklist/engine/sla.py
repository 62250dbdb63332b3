"""Which service level applies to a task. Pure: rows in, the row that decides out.

A row narrows itself by site, pathway, priority, modality and read type; a column left None takes everything. Of the
rows that match and are in force, this order decides, and it is total:

1. a row that names the pathway before one that does not: a stroke stays a stroke, whatever the site's contract is;
2. the row that names more columns;
3. among equals, the row that names the column further to the left in ``COLUMNS``;
4. the row that came into force later;
5. the row with the greater id (a newer one, ids being ordered by time).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

COLUMNS = ("pathway", "site_id", "priority", "modality", "read_type")
PRIORITY_RANK: Mapping[str, int] = {"STAT": 0, "URGENT": 1, "ROUTINE": 2}
DEFAULT_MINUTES: Mapping[str, int] = {"STAT": 30, "URGENT": 120, "ROUTINE": 24 * 60}
SIGNED = "signed"
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """So many minutes from one milestone to another, for what the row narrows itself to.

    ``clock_to`` is a milestone, or ``signed``: the task's own report, whichever kind it is to be. In force from
    ``effective_from`` until before ``effective_to``; None is without limit.
    """

    id: UUID
    minutes: int
    site_id: UUID | None = None
    pathway: str | None = None
    priority: str | None = None
    modality: str | None = None
    read_type: str | None = None
    calendar_id: UUID | None = None
    clock_from: str = "complete"
    clock_to: str = SIGNED
    effective_from: datetime | None = None
    effective_to: datetime | None = None

    @property
    def named(self) -> tuple[bool, ...]:
        """Which of ``COLUMNS`` the row names."""
        return tuple(getattr(self, column) is not None for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class SlaFacts:
    """What a service level may depend on. A study of several modalities matches a row for any of them."""

    site_id: UUID
    priority: str
    pathway: str = ""
    modalities: frozenset[str] = field(default=frozenset())
    read_type: str = "final"


def end_milestone(clock_to: str, read_type: str) -> str:
    """The milestone at which a clock stops: ``signed`` is ``preliminary`` or ``final``, as the task's report is."""
    if clock_to != SIGNED:
        return clock_to
    return "preliminary" if read_type == "preliminary" else "final"


def in_force(row: PolicyRow, at: datetime) -> bool:
    """Whether the row holds at ``at``."""
    return (row.effective_from is None or row.effective_from <= at) and (
        row.effective_to is None or at < row.effective_to
    )


def matches(row: PolicyRow, facts: SlaFacts, at: datetime) -> bool:
    """Whether the row takes this task and is in force at ``at``."""
    return (
        in_force(row, at)
        and row.site_id in (None, facts.site_id)
        and row.pathway in (None, facts.pathway)
        and row.priority in (None, facts.priority)
        and row.read_type in (None, facts.read_type)
        and (row.modality is None or row.modality in facts.modalities)
    )


def precedence(row: PolicyRow) -> tuple[bool, int, tuple[bool, ...], datetime, UUID]:
    """The sort key of the order above; of two rows that match, the greater decides."""
    names_pathway = row.pathway is not None
    return names_pathway, sum(row.named), row.named, row.effective_from or BEGINNING, row.id


def resolve(policies: Iterable[PolicyRow], facts: SlaFacts, at: datetime) -> PolicyRow | None:
    """The row that says when the task's own report is due; None if no row matches."""
    own = end_milestone(SIGNED, facts.read_type)
    return resolve_all(policies, facts, at).get(own)


def resolve_all(
    policies: Iterable[PolicyRow], facts: SlaFacts, at: datetime
) -> dict[str, PolicyRow]:
    """The deciding row for each milestone that anything is promised for, by that milestone."""
    found: dict[str, PolicyRow] = {}
    for row in sorted((row for row in policies if matches(row, facts, at)), key=precedence):
        found[end_milestone(row.clock_to, facts.read_type)] = row
    return found
