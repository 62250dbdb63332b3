"""Credentials that end soon with nothing to take over from them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q

from apps.common.clock import now
from apps.staffing.models import Licence, Privilege, Shift
from apps.staffing.recurrence import Pattern, days
from apps.staffing.selectors.roster import current_patterns, pattern_value
from apps.staffing.selectors.rows import several
from apps.staffing.states import Standing
from apps.staffing.validity import days_left, holds_all, takes_over
from apps.tenancy.time_zones import zone

Kind = Literal["licence", "privilege"]
LOOKED_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Expiry:
    """A licence or privilege, valid or lapsed, and how many of its reader's shifts lie behind its end.

    ``recurs_after``: a recurring shift goes on after it, though its shifts may not be on the roster yet.
    """

    kind: Kind
    credential: Licence | Privilege
    ends_at: datetime
    days_left: int
    shifts_after: int
    recurs_after: bool


def expiries(
    *, since: datetime, until: datetime, reader_ids: Collection[UUID] | None = None
) -> list[Expiry]:
    """What ends from ``since`` to ``until`` without a successor, the soonest first."""
    found = _ending(since, until, reader_ids)
    readers = {one.reader_id for _, one in found}
    ends, patterns = _shift_ends(readers), _patterns(readers)
    listed = [
        Expiry(
            kind,
            one,
            one.ends_at,
            days_left(one.ends_at, now()) or 0,
            sum(end > one.ends_at for end in ends[one.reader_id]),
            any(_recurs(pattern, one.ends_at) for pattern in patterns[one.reader_id]),
        )
        for kind, one in found
    ]
    return sorted(listed, key=lambda expiry: (expiry.ends_at, expiry.kind, expiry.credential.id))


def expiring_counts(reader_ids: Collection[UUID], within: timedelta) -> Counter[UUID]:
    """How many of each reader's credentials end within that time without a successor."""
    return Counter(one.reader_id for _, one in _ending(now(), now() + within, reader_ids))


def _ending(
    since: datetime, until: datetime, reader_ids: Collection[UUID] | None
) -> list[tuple[Kind, Any]]:
    ending = Q(status=Standing.ACTIVE, ends_at__gte=since, ends_at__lte=until)
    if reader_ids is not None:
        ending &= Q(reader_id__in=reader_ids)
    found: list[tuple[Kind, Any]] = [("licence", one) for one in _licences(ending)]
    found += [("privilege", one) for one in _privileges(ending)]
    return found


def _licences(ending: Q) -> list[Licence]:
    found = list(Licence.objects.filter(ending).select_related("reader"))
    rivals: defaultdict[tuple[UUID, str], list[Licence]] = defaultdict(list)
    for one in Licence.objects.filter(
        status=Standing.ACTIVE,
        reader_id__in={one.reader_id for one in found},
        jurisdiction__in={one.jurisdiction for one in found},
    ):
        rivals[one.reader_id, one.jurisdiction].append(one)
    return [
        one
        for one in found
        if not any(takes_over(other, one) for other in rivals[one.reader_id, one.jurisdiction])
    ]


def _privileges(ending: Q) -> list[Privilege]:
    found = list(Privilege.objects.filter(ending).select_related("reader", "site"))
    rivals: defaultdict[tuple[UUID, UUID], list[Privilege]] = defaultdict(list)
    for one in Privilege.objects.filter(
        status=Standing.ACTIVE,
        reader_id__in={one.reader_id for one in found},
        site_id__in={one.site_id for one in found},
    ):
        rivals[one.reader_id, one.site_id].append(one)
    return [
        one
        for one in found
        if not any(
            takes_over(other, one) and _covers(other, one)
            for other in rivals[one.reader_id, one.site_id]
        )
    ]


def _covers(other: Privilege, one: Privilege) -> bool:
    return (
        holds_all(other.modalities, one.modalities)
        and holds_all(other.procedure_groups, one.procedure_groups)
        and holds_all(other.read_types, one.read_types)
    )


def _shift_ends(reader_ids: set[UUID]) -> defaultdict[UUID, list[datetime]]:
    ends: defaultdict[UUID, list[datetime]] = defaultdict(list)
    coming = Shift.objects.filter(
        reader_id__in=reader_ids, cancelled_at=None, ends_at__gt=now()
    ).values_list("reader_id", "ends_at")
    for reader_id, ends_at in coming:
        ends[reader_id].append(ends_at)
    return ends


def _patterns(reader_ids: set[UUID]) -> defaultdict[UUID, list[Pattern]]:
    return several(current_patterns().filter(reader_id__in=reader_ids), pattern_value)


def _recurs(pattern: Pattern, after: datetime) -> bool:
    """Whether a shift of the pattern begins after the instant, within a year."""
    first = after.astimezone(zone(pattern.time_zone)).date()
    return any(days(pattern, first, first + LOOKED_AHEAD))
