"""Readers as the engine needs them: everything about many readers in a fixed number of queries."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership
from apps.common.clock import now
from apps.staffing.duty import on_duty
from apps.staffing.facts import BlockFacts, Credential, PrivilegeFacts, ReaderFacts, ShiftFacts
from apps.staffing.models import (
    Absence,
    Availability,
    Licence,
    PoolMembership,
    Privilege,
    ReaderBlock,
    ReaderProfile,
    ReaderSkill,
    Shift,
)
from apps.staffing.selectors.presence import places
from apps.staffing.selectors.rows import several, single
from apps.staffing.states import Presence, Standing

# A reader has one for each site, so these are read without making an object of every row.
PRIVILEGE_COLUMNS = (
    "reader_id",
    "site_id",
    "starts_at",
    "ends_at",
    "modalities",
    "procedure_groups",
    "read_types",
)
LOOK_AHEAD = timedelta(hours=48)


def reader_facts(
    reader_ids: Collection[UUID] | None = None,
    *,
    at: datetime | None = None,
    shifts_until: datetime | None = None,
) -> list[ReaderFacts]:
    """The practice's readers as they stand at ``at`` (now), by name; or those asked for, past readers as inactive.

    Shifts are those that overlap ``at`` … ``shifts_until`` (48 hours on), absences cut out. Suspended and revoked
    credentials are left out; expired and future ones are there with their instants, so that one can say why. Two
    answers on unchanged rows are equal.
    """
    at = at or now()
    members = _members(reader_ids)
    ids = [member.user_id for member in members]
    about = _About(ids, at, shifts_until or at + LOOK_AHEAD)
    return [about.reader(member) for member in members]


def reader_shifts(since: datetime, until: datetime) -> dict[UUID, tuple[ShiftFacts, ...]]:
    """The readers' shifts that overlap ``since`` … ``until``, absences cut out; who has none is left out."""
    during = Q(
        reader_id__in=[member.user_id for member in _members(None)],
        ends_at__gt=since,
        starts_at__lt=until,
    )
    absences = several(Absence.objects.filter(during), lambda row: (row.starts_at, row.ends_at))
    shifts = several(Shift.objects.filter(during, cancelled_at=None), _shift)
    return {reader_id: on_duty(found, absences[reader_id]) for reader_id, found in shifts.items()}


def _members(reader_ids: Collection[UUID] | None) -> list[Membership]:
    found: QuerySet[Membership] = Membership.objects.select_related("user").order_by(
        "user__name", "user_id"
    )
    if reader_ids is None:
        return list(found.filter(roles__contains=[Role.READER.value], active=True))
    return list(found.filter(user_id__in=set(reader_ids)))


class _About:
    """The rows of some readers, by reader."""

    def __init__(self, ids: list[UUID], at: datetime, until: datetime) -> None:
        theirs = Q(reader_id__in=ids)
        standing = theirs & Q(status=Standing.ACTIVE)
        ahead = theirs & Q(ends_at__gt=at, starts_at__lt=until)
        self.profiles = single(ReaderProfile.objects.filter(theirs))
        self.places = places(self.profiles, ids, at)
        self.available = single(Availability.objects.filter(theirs, state=Presence.AVAILABLE))
        self.licences = several(Licence.objects.filter(standing).order_by("id"), _licence)
        self.privileges = several(
            Privilege.objects.filter(standing)
            .order_by("id")
            .values_list(*PRIVILEGE_COLUMNS, named=True),
            _privilege,
        )
        self.skills = several(
            ReaderSkill.objects.filter(theirs), lambda row: (row.skill, row.level)
        )
        self.blocks = several(
            ReaderBlock.objects.filter(theirs & (Q(ends_at=None) | Q(ends_at__gt=at))).order_by(
                "id"
            ),
            _block,
        )
        self.pools = several(
            PoolMembership.objects.filter(theirs).select_related("pool"), lambda row: row.pool.code
        )
        self.shifts = several(Shift.objects.filter(ahead, cancelled_at=None), _shift)
        self.absences = several(
            Absence.objects.filter(ahead), lambda row: (row.starts_at, row.ends_at)
        )

    def reader(self, member: Membership) -> ReaderFacts:
        reader_id = member.user_id
        profile = self.profiles.get(reader_id) or ReaderProfile(reader_id=reader_id)
        place = self.places.get(reader_id)
        reads = member.active and member.user.is_active and Role.READER.value in member.roles
        return ReaderFacts(
            reader_id=reader_id,
            name=member.user.name,
            active=reads and profile.active,
            location=place.jurisdiction if place else None,
            location_ends_at=place.ends_at if place else None,
            licences=tuple(self.licences[reader_id]),
            privileges=tuple(self.privileges[reader_id]),
            skills=dict(self.skills[reader_id]),
            age_groups=frozenset(profile.age_groups),
            blocks=tuple(self.blocks[reader_id]),
            pools=frozenset(self.pools[reader_id]),
            available=reader_id in self.available,
            shifts=on_duty(self.shifts[reader_id], self.absences[reader_id]),
        )


def _licence(row: Licence) -> Credential:
    return Credential(row.jurisdiction, row.starts_at, row.ends_at)


def _privilege(row: Any) -> PrivilegeFacts:
    return PrivilegeFacts(
        site_id=row.site_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        modalities=frozenset(row.modalities),
        procedure_groups=frozenset(row.procedure_groups),
        read_types=frozenset(row.read_types),
    )


def _block(row: ReaderBlock) -> BlockFacts:
    return BlockFacts(row.reason, row.starts_at, row.ends_at, row.site_id, row.patient_id)


def _shift(row: Shift) -> ShiftFacts:
    return ShiftFacts(row.starts_at, row.ends_at, row.role, row.rank)
