"""What readers say of themselves: there or away, and where they sit."""

from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.common.states import advance
from apps.staffing.events import AvailabilityChanged
from apps.staffing.models import Absence, Availability, ReadingLocation
from apps.staffing.selectors import access_reader
from apps.staffing.services.changes import (
    audit,
    reader_changed,
    require_jurisdictions,
    require_known,
)
from apps.staffing.services.readers import lock_profile
from apps.staffing.states import PRESENCE_TRANSITIONS, Presence

LOCATION_LASTS = timedelta(hours=16)


def set_own_availability(*, actor: Actor, state: str, reason: str = "") -> Availability:
    """The actor takes work from now on, or none. Raises ``Unprocessable``, ``NotFound`` for a non-reader."""
    actor.require("worklist.claim")
    require_known([state], Presence.values(), "state")
    access_reader(actor.require_user())
    return _set_availability(actor, actor.require_user(), state, reason)


def _set_availability(actor: Actor, reader_id: UUID, state: str, reason: str) -> Availability:
    Availability.objects.get_or_create(reader_id=reader_id)
    own: Availability = Availability.objects.select_for_update().get(reader_id=reader_id)
    if own.state != state:
        advance(own, PRESENCE_TRANSITIONS, "return" if state == Presence.AVAILABLE else "leave")
        own.since = now()
        publish(AvailabilityChanged(reader_id=reader_id, available=state == Presence.AVAILABLE))
    elif own.reason == reason.strip():
        return own
    own.reason = reason.strip()
    own.save()
    audit(
        actor=actor,
        action="availability.changed",
        subject=own,
        reader=reader_id,
        state=own.state,
        reason=own.reason,
    )
    return own


def declare_own_location(*, actor: Actor, jurisdiction: str) -> ReadingLocation:
    """Where the actor reads from, until they log out, say otherwise, or 16 hours have passed.

    Raises ``Unprocessable`` for an unknown place. A place without a licence is accepted: nothing can be read there.
    """
    actor.require("worklist.claim")
    reader_id = actor.require_user()
    access_reader(reader_id)
    require_jurisdictions([jurisdiction])
    lock_profile(reader_id)
    moment = now()
    _end_live(reader_id)
    declared: ReadingLocation = ReadingLocation.objects.create(
        reader_id=reader_id,
        jurisdiction=jurisdiction,
        declared_at=moment,
        ends_at=moment + LOCATION_LASTS,
    )
    reader_changed(
        actor=actor,
        action="reading_location.declared",
        subject=declared,
        reader_id=reader_id,
        jurisdiction=jurisdiction,
    )
    return declared


def end_session(*, reader_id: UUID) -> None:
    """The reader logged out: where they said they sit no longer holds, and nothing more is given to them."""
    actor = Actor.system(required_tenant_id(), "log-out")
    for ended in _end_live(reader_id):
        reader_changed(
            actor=actor, action="reading_location.ended", subject=ended, reader_id=reader_id
        )
    _leave(actor, reader_id, "logged out")


def send_absent_away() -> int:
    """Readers of the current tenant whose absence has begun take no more work; answers how many absences began.

    Once per absence, so that somebody who comes back early and says so stays available.
    """
    begun = list(
        Absence.objects.select_for_update(skip_locked=True).filter(
            begun_at=None, starts_at__lte=now(), ends_at__gt=now()
        )
    )
    actor = Actor.system(required_tenant_id(), "roster")
    for absence in begun:
        _leave(actor, absence.reader_id, "absent")
        absence.begun_at = now()
    Absence.objects.bulk_update(begun, ["begun_at"])
    return len(begun)


def _leave(actor: Actor, reader_id: UUID, reason: str) -> None:
    if Availability.objects.filter(reader_id=reader_id, state=Presence.AVAILABLE).exists():
        _set_availability(actor, reader_id, Presence.AWAY, reason)


def _end_live(reader_id: UUID) -> list[ReadingLocation]:
    live = list(
        ReadingLocation.objects.select_for_update().filter(reader_id=reader_id, ended_at=None)
    )
    for location in live:
        location.ended_at = min(now(), location.ends_at)
        location.save(update_fields=["ended_at"])
    return live
