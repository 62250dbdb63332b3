"""What staffing tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("staffing.reader_changed")
@dataclass(frozen=True, slots=True)
class ReaderChanged:
    """What the reader may read is not what it was: a credential, skill, block, pool, age group or location changed."""

    reader_id: UUID


@event("staffing.availability_changed")
@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """The reader came or went; ``available`` is how it stands now."""

    reader_id: UUID
    available: bool


@event("staffing.pool_changed")
@dataclass(frozen=True, slots=True)
class PoolChanged:
    """How work reaches a pool's members changed; who is a member is told by ``ReaderChanged``."""

    pool_id: UUID


@event("staffing.site_jurisdictions_changed")
@dataclass(frozen=True, slots=True)
class SiteJurisdictionsChanged:
    site_id: UUID


@event("staffing.roster_changed")
@dataclass(frozen=True, slots=True)
class RosterChanged:
    """The hours of a reader's shifts or absences changed."""

    reader_id: UUID


@event("staffing.shift_ended")
@dataclass(frozen=True, slots=True)
class ShiftEnded:
    """A shift is over: published once per shift. ``still_on_duty``: another of the same role goes on at once."""

    shift_id: UUID
    reader_id: UUID
    role: str
    still_on_duty: bool


@event("staffing.credential_expiring")
@dataclass(frozen=True, slots=True)
class CredentialExpiring:
    """A licence or privilege ends in ``days`` days: published once per credential, end and number of days."""

    alert_id: UUID
    reader_id: UUID
    kind: str
    credential_id: UUID
    days: int
