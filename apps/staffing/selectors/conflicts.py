"""The conflicts of a page of shifts, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from apps.common.clock import now
from apps.staffing.conflicts import Against, Conflict, Duty, conflict_of
from apps.staffing.models import Absence, ReaderProfile, Shift
from apps.staffing.selectors.expiries import Kind, expiries
from apps.staffing.selectors.readers import reader_memberships
from apps.staffing.selectors.rows import several

LAPSED_RECENTLY = timedelta(days=30)
"""A credential that ended longer ago was given up, not overlooked."""


def conflicts_of(shifts: Sequence[Shift]) -> dict[UUID, Conflict]:
    """The gravest conflict of each shift by id; past shifts have none."""
    coming = [shift for shift in shifts if shift.ends_at > now()]
    found: dict[UUID, Conflict] = {shift.id: "" for shift in shifts}
    if coming:
        against = _against(coming)
        found |= {shift.id: conflict_of(_duty(shift), against[shift.reader_id]) for shift in coming}
    return found


def _against(shifts: Sequence[Shift]) -> dict[UUID, Against]:
    ids = {shift.reader_id for shift in shifts}
    first = min(shift.starts_at for shift in shifts)
    last = max(shift.ends_at for shift in shifts)
    within = Q(reader_id__in=ids, starts_at__lt=last, ends_at__gt=first)
    absences = several(Absence.objects.filter(within), lambda row: (row.starts_at, row.ends_at))
    duties = several(Shift.objects.filter(within, cancelled_at=None), _duty)
    ends: defaultdict[tuple[Kind, UUID], list[datetime]] = defaultdict(list)
    for expiry in expiries(since=now() - LAPSED_RECENTLY, until=last, reader_ids=ids):
        ends[expiry.kind, expiry.credential.reader_id].append(expiry.ends_at)
    inactive = set(
        ReaderProfile.objects.filter(reader_id__in=ids, active=False).values_list(
            "reader_id", flat=True
        )
    )
    present = set(reader_memberships(ids).values_list("user_id", flat=True)) - inactive
    return {
        reader_id: Against(
            active=reader_id in present,
            absences=tuple(absences[reader_id]),
            licence_ends=tuple(ends["licence", reader_id]),
            privilege_ends=tuple(ends["privilege", reader_id]),
            shifts=tuple(duties[reader_id]),
        )
        for reader_id in ids
    }


def _duty(shift: Shift) -> Duty:
    return Duty(shift.id, shift.role, shift.starts_at, shift.ends_at)
