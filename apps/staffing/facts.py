"""What is known of a reader when work is given out: values only, no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Credential:
    """A licence: where, from when, until when. ``ends_at`` is the first instant at which it no longer holds."""

    jurisdiction: str
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrivilegeFacts:
    """What a site lets a reader read. An empty set of modalities, procedure groups or read types means every one."""

    site_id: UUID
    starts_at: datetime
    ends_at: datetime | None = None
    modalities: frozenset[str] = frozenset()
    procedure_groups: frozenset[str] = frozenset()
    read_types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """A site or a patient that the reader must not read for; ``site_id`` and ``patient_id`` both None blocks all."""

    reason: str
    starts_at: datetime
    ends_at: datetime | None = None
    site_id: UUID | None = None
    patient_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """Hours on duty, UTC. ``role``: reading, on_call or backup; ``rank`` orders the on-call ladder, 1 first."""

    starts_at: datetime
    ends_at: datetime
    role: str = "reading"
    rank: int = 1


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """One reader as credentials, roster and declarations describe them."""

    reader_id: UUID
    name: str
    active: bool = True
    location: str | None = None
    location_ends_at: datetime | None = None
    licences: tuple[Credential, ...] = ()
    privileges: tuple[PrivilegeFacts, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    age_groups: frozenset[str] = frozenset()
    blocks: tuple[BlockFacts, ...] = ()
    pools: frozenset[str] = frozenset()
    available: bool = False
    shifts: tuple[ShiftFacts, ...] = ()
