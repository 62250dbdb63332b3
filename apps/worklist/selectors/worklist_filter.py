"""What a worklist is narrowed to and how it is ordered."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import timedelta
from uuid import UUID

DEFAULT_ORDERING = "priority"


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What a worklist is narrowed to; an empty collection or None narrows nothing."""

    states: Collection[str] = ()
    priorities: Collection[str] = ()
    pathways: Collection[str] = ()
    sites: Collection[str] = ()
    modalities: Collection[str] = ()
    procedure_groups: Collection[str] = ()
    body_parts: Collection[str] = ()
    read_types: Collection[str] = ()
    pools: Collection[str] = ()
    claimed_by: UUID | None = None
    assigned_to: UUID | None = None
    eligible_for: UUID | None = None
    held: bool | None = None
    overdue: bool = False
    due_within: timedelta | None = None
    search: str = ""
    ordering: str = DEFAULT_ORDERING

    @property
    def narrows_kinds(self) -> bool:
        return bool(
            self.sites
            or self.modalities
            or self.procedure_groups
            or self.body_parts
            or self.read_types
            or self.pools
        )

    @property
    def looks_at_the_clock(self) -> bool:
        """Whether the passing of time alone changes what it lets through."""
        return self.overdue or self.due_within is not None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for filters that say the same in the same words."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(tuple(one) if isinstance(one, (list, set)) else one for one in values)
