"""Where readers sit and whether they are there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.common.clock import now
from apps.staffing.jurisdictions import covering
from apps.staffing.models import Availability, Licence, ReaderProfile, ReadingLocation
from apps.staffing.selectors.rows import single
from apps.staffing.states import Presence, Standing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader reads from; by default of the profile where ``declared_at`` is None."""

    jurisdiction: str
    declared_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One's own place, and whether one holds a licence there: without it nothing can be read."""

    jurisdiction: str | None
    declared_at: datetime | None
    ends_at: datetime | None
    licensed: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether a reader takes work, why not, and since when (None: they never said)."""

    state: str
    reason: str
    since: datetime | None


NEVER_SAID = Attendance(Presence.AWAY, "", None)


def places(
    profiles: Mapping[UUID, ReaderProfile], reader_ids: Collection[UUID], at: datetime
) -> dict[UUID, Place]:
    """Where the readers sit at ``at``: as declared, else as their profiles say; those of unknown place are left out."""
    usual = {
        reader_id: Place(profile.default_location)
        for reader_id, profile in profiles.items()
        if profile.default_location
    }
    declared = single(
        ReadingLocation.objects.filter(
            reader_id__in=reader_ids, ended_at=None, declared_at__lte=at, ends_at__gt=at
        )
    )
    return usual | {
        reader_id: Place(row.jurisdiction, row.declared_at, row.ends_at)
        for reader_id, row in declared.items()
    }


def own_place(reader_id: UUID) -> OwnPlace:
    """Where the reader sits now."""
    moment = now()
    profiles = single(ReaderProfile.objects.filter(reader_id=reader_id))
    place = places(profiles, [reader_id], moment).get(reader_id)
    if place is None:
        return OwnPlace(None, None, None, licensed=False)
    licensed = Licence.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=moment),
        reader_id=reader_id,
        jurisdiction__in=covering(place.jurisdiction),
        status=Standing.ACTIVE,
        starts_at__lte=moment,
    ).exists()
    return OwnPlace(place.jurisdiction, place.declared_at, place.ends_at, licensed=licensed)


def own_availability(reader_id: UUID) -> Attendance:
    """What the reader last said; somebody who never said anything is away."""
    return attendances([reader_id]).get(reader_id, NEVER_SAID)


def attendances(reader_ids: Collection[UUID]) -> dict[UUID, Attendance]:
    """What the readers last said; who never said anything is left out."""
    return {
        row.reader_id: Attendance(row.state, row.reason, row.since)
        for row in Availability.objects.filter(reader_id__in=reader_ids)
    }
