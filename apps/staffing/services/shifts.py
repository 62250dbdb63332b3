"""Single shifts: added, covered, taken off; absences; and what is told when a shift is over."""

from datetime import datetime
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Conflict, Unprocessable
from apps.common.outbox import publish
from apps.staffing.events import RosterChanged, ShiftEnded
from apps.staffing.models import Absence, Shift
from apps.staffing.selectors import access_reader
from apps.staffing.selectors.roster import absences_within, access_shift, other_shifts
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import audit

HAND_OVER_BATCH = 500


def add_shift(
    *,
    actor: Actor,
    reader_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    role: str = "reading",
    rank: int = 1,
) -> Shift:
    """One shift outside any pattern. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    _require_span(starts_at, ends_at)
    shift: Shift = Shift.objects.create(
        reader_id=reader_id,
        role=role,
        rank=rank,
        starts_at=starts_at,
        ends_at=ends_at,
        edited=True,
    )
    _tell(actor, "shift.added", shift, starts_at=starts_at, ends_at=ends_at, role=role)
    return shift


def cover_shift(*, actor: Actor, shift_id: UUID, reader_id: UUID) -> Shift:
    """Gives the shift, or what is left of it, to another reader; answers the shift that they now have.

    Raises ``NotFound``, ``Unprocessable`` (the reader's own), ``Conflict``: it is over, or the other reader is
    absent or on duty in the same role then. What a licence forbids is shown as the shift's conflict, not refused.
    """
    actor.require("staffing.manage")
    shift = access_shift(shift_id, lock=True)
    access_reader(reader_id)
    moment = now()
    _require_running_or_coming(shift, moment)
    if reader_id == shift.reader_id:
        raise Unprocessable("This shift is theirs already.", code="own_shift")
    begins = max(shift.starts_at, moment)
    _require_free(reader_id, shift, begins)
    before = shift.reader_id
    original = shift.covered_for_id or before
    covered_for = None if original == reader_id else original
    if shift.starts_at < moment:
        shift = _second_half(shift, moment)
    shift.reader_id, shift.covered_for_id, shift.edited = reader_id, covered_for, True
    shift.save()
    _tell(actor, "shift.covered", shift, before=before)
    publish(RosterChanged(reader_id=before))
    return shift


def cancel_shift(*, actor: Actor, shift_id: UUID) -> Shift:
    """Takes a coming shift off the roster, or ends a running one now. Raises ``NotFound``, ``Conflict``."""
    actor.require("staffing.manage")
    shift = access_shift(shift_id, lock=True)
    moment = now()
    _require_running_or_coming(shift, moment)
    if shift.starts_at < moment:
        shift.ends_at, shift.edited = moment, True
    else:
        shift.cancelled_at = moment
    shift.save()
    _tell(actor, "shift.cancelled", shift)
    return shift


def add_absence(
    *, actor: Actor, reader_id: UUID, starts_at: datetime, ends_at: datetime, reason: str = ""
) -> Absence:
    """The reader is away then; shifts within show it as a conflict. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    _require_span(starts_at, ends_at)
    absence: Absence = Absence.objects.create(
        reader_id=reader_id, starts_at=starts_at, ends_at=ends_at, reason=reason.strip()
    )
    audit(
        actor=actor,
        action="absence.added",
        subject=absence,
        reader=reader_id,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    publish(RosterChanged(reader_id=reader_id))
    return absence


def remove_absence(*, actor: Actor, absence_id: UUID) -> None:
    """The reader is there after all; raises ``NotFound``."""
    actor.require("staffing.manage")
    absence = lock_row(Absence, absence_id, "absence")
    audit(actor=actor, action="absence.removed", subject=absence, reader=absence.reader_id)
    publish(RosterChanged(reader_id=absence.reader_id))
    absence.delete()


def announce_ended_shifts() -> int:
    """Publishes ``ShiftEnded`` once for each of the current tenant's shifts that are over; answers for how many.

    The mark and the event are one transaction, so a crash or a second worker announces none twice and forgets none.
    """
    ended = list(
        Shift.objects.select_for_update(skip_locked=True)
        .filter(cancelled_at=None, end_announced_at=None, ends_at__lte=now())
        .order_by("ends_at")[:HAND_OVER_BATCH]
    )
    for shift in ended:
        shift.end_announced_at = now()
        publish(
            ShiftEnded(
                shift_id=shift.id,
                reader_id=shift.reader_id,
                role=shift.role,
                still_on_duty=other_shifts(shift.reader_id, shift)
                .filter(starts_at__lte=shift.ends_at, ends_at__gt=shift.ends_at)
                .exists(),
            )
        )
    Shift.objects.bulk_update(ended, ["end_announced_at"])
    return len(ended)


def _second_half(shift: Shift, moment: datetime) -> Shift:
    """Ends the running ``shift`` at ``moment``, which hands its reader's work over; the rest is a shift of its own."""
    rest = Shift(role=shift.role, rank=shift.rank, starts_at=moment, ends_at=shift.ends_at)
    shift.ends_at, shift.edited = moment, True
    shift.save()
    return rest


def _require_span(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Unprocessable("It ends before it begins.", code="times_out_of_order")
    if ends_at <= now():
        raise Unprocessable("That time is over.", code="in_the_past")


def _require_running_or_coming(shift: Shift, moment: datetime) -> None:
    if shift.ends_at <= moment:
        raise Conflict("This shift is over.", code="shift_over")


def _require_free(reader_id: UUID, shift: Shift, begins: datetime) -> None:
    if absences_within(reader_id, begins, shift.ends_at).exists():
        raise Conflict("This reader is absent then.", code="reader_absent")
    if (
        other_shifts(reader_id, shift)
        .filter(starts_at__lt=shift.ends_at, ends_at__gt=begins)
        .exists()
    ):
        raise Conflict("This reader is on duty then.", code="double_booked")


def _tell(actor: Actor, action: str, shift: Shift, **detail: object) -> None:
    audit(actor=actor, action=action, subject=shift, reader=shift.reader_id, **detail)
    publish(RosterChanged(reader_id=shift.reader_id))
