"""Readers as the staffing screens list them: a page of them in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.models import Membership
from apps.common.clock import now
from apps.staffing.models import (
    Absence,
    Licence,
    PoolMembership,
    Privilege,
    ReaderPool,
    ReaderProfile,
    ReaderSkill,
    Shift,
)
from apps.staffing.selectors.expiries import expiring_counts
from apps.staffing.selectors.presence import NEVER_SAID, Attendance, Place, attendances, places
from apps.staffing.selectors.readers import reader_memberships
from apps.staffing.selectors.roster import shifts_at
from apps.staffing.selectors.rows import several, single
from apps.staffing.states import Standing

EXPIRING_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """One reader at a glance. Only valid credentials are counted; ``expiring`` end within 90 days."""

    id: UUID
    name: str
    email: str
    active: bool
    location: Place | None
    availability: Attendance
    on_shift: bool
    next_shift: Shift | None
    pools: Sequence[ReaderPool]
    skills: Sequence[ReaderSkill]
    age_groups: Sequence[str]
    default_location: str
    licences: int
    privileges: int
    expiring: int


def listed_readers(*, search: str = "", pool: str = "", skill: str = "") -> QuerySet[Membership]:
    """The practice's readers by name, narrowed by words of the name or e-mail, a pool's code, a skill's code."""
    found = reader_memberships()
    for word in search.split()[:5]:
        found = found.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word))
    if pool:
        members = PoolMembership.objects.filter(pool__code=pool).values("reader_id")
        found = found.filter(user_id__in=members)
    if skill:
        found = found.filter(
            user_id__in=ReaderSkill.objects.filter(skill=skill).values("reader_id")
        )
    return found


def reader_cards(memberships: Collection[Membership]) -> list[ReaderCard]:
    """The cards of these readers, in their order."""
    about = _About([one.user_id for one in memberships])
    return [about.card(one) for one in memberships]


class _About:
    def __init__(self, ids: list[UUID]) -> None:
        moment = now()
        theirs = Q(reader_id__in=ids)
        self.profiles = single(ReaderProfile.objects.filter(theirs))
        self.places = places(self.profiles, ids, moment)
        self.attendances = attendances(ids)
        absent = Absence.objects.filter(theirs, starts_at__lte=moment, ends_at__gt=moment)
        on_duty = set(shifts_at(moment).filter(theirs).values_list("reader_id", flat=True))
        self.on_shift = on_duty - set(absent.values_list("reader_id", flat=True))
        coming = Shift.objects.filter(theirs, cancelled_at=None, starts_at__gt=moment)
        self.next_shifts = single(coming.order_by("reader_id", "starts_at").distinct("reader_id"))
        self.pools = several(
            PoolMembership.objects.filter(theirs)
            .select_related("pool")
            .order_by("pool__name", "pool_id"),
            lambda row: row.pool,
        )
        self.skills = several(
            ReaderSkill.objects.filter(theirs).order_by("-level", "skill"), lambda row: row
        )
        self.licences = _valid_counts(Licence.objects.filter(theirs), moment)
        self.privileges = _valid_counts(Privilege.objects.filter(theirs), moment)
        self.expiring = expiring_counts(ids, EXPIRING_WITHIN)

    def card(self, member: Membership) -> ReaderCard:
        reader_id = member.user_id
        profile = self.profiles.get(reader_id) or ReaderProfile(reader_id=reader_id)
        return ReaderCard(
            id=reader_id,
            name=member.user.name,
            email=member.user.email,
            active=profile.active,
            location=self.places.get(reader_id),
            availability=self.attendances.get(reader_id, NEVER_SAID),
            on_shift=reader_id in self.on_shift,
            next_shift=self.next_shifts.get(reader_id),
            pools=self.pools[reader_id],
            skills=self.skills[reader_id],
            age_groups=profile.age_groups,
            default_location=profile.default_location,
            licences=self.licences[reader_id],
            privileges=self.privileges[reader_id],
            expiring=self.expiring[reader_id],
        )


def _valid_counts(
    credentials: QuerySet[Licence] | QuerySet[Privilege], moment: datetime
) -> defaultdict[UUID, int]:
    counts: defaultdict[UUID, int] = defaultdict(int)
    valid = credentials.filter(
        Q(ends_at=None) | Q(ends_at__gt=moment), status=Standing.ACTIVE, starts_at__lte=moment
    )
    for reader_id in valid.values_list("reader_id", flat=True):
        counts[reader_id] += 1
    return counts
