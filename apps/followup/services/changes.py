"""What people do about a follow-up: make an appointment, talk, say that it is done or not wanted."""

from datetime import date
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.states import advance, next_state
from apps.followup.errors import ReasonNeeded, WrongDay
from apps.followup.models import FollowUp
from apps.followup.selectors import access_follow_up, lock_follow_up
from apps.followup.services.matching import decide
from apps.followup.services.records import audit, end, log, settle
from apps.followup.services.steps import lay_appointment, lay_steps, today_at, withdraw_steps
from apps.followup.states import FOLLOW_UP_TRANSITIONS


def view_follow_up(*, actor: Actor, follow_up_id: UUID) -> FollowUp:
    """Somebody looks at it, which is on record. Raises ``NotFound``."""
    actor.require("follow_up.view")
    follow_up = access_follow_up(actor=actor, follow_up_id=follow_up_id)
    audit(actor, follow_up, "viewed")
    return follow_up


def note_contact(
    *, actor: Actor, follow_up_id: UUID, channel: str, person: str, note: str
) -> FollowUp:
    """Keeps on record that somebody was talked or written to. Raises ``NotFound``, ``ReasonNeeded`` with neither a
    person nor a note.
    """
    actor.require("follow_up.track")
    follow_up = lock_follow_up(actor=actor, follow_up_id=follow_up_id)
    if not (person.strip() or note.strip()):
        raise ReasonNeeded("Say whom you reached, or what came of it.")
    log(actor, follow_up, "contacted", channel=channel, person=person, note=note)
    audit(actor, follow_up, "contacted", channel=channel)
    return follow_up


def schedule_follow_up(*, actor: Actor, follow_up_id: UUID, day: date, note: str) -> FollowUp:
    """There is an appointment; the site is not reminded before it has passed without images.

    Raises ``NotFound``, ``IllegalTransition``, ``WrongDay`` for one in the past.
    """
    actor.require("follow_up.track")
    follow_up = lock_follow_up(actor=actor, follow_up_id=follow_up_id)
    next_state(FOLLOW_UP_TRANSITIONS, follow_up.state, "schedule")
    if day < today_at(follow_up.site.time_zone):
        raise WrongDay("An appointment lies ahead; for what is past, say that it is done.")
    advance(follow_up, FOLLOW_UP_TRANSITIONS, "schedule")
    follow_up.scheduled_on, follow_up.scheduled_order = day, None
    lay_appointment(follow_up, day)
    settle(actor, follow_up, "scheduled", note=f"{day.isoformat()} {note}".strip())
    return follow_up


def note_done(*, actor: Actor, follow_up_id: UUID, day: date, note: str) -> FollowUp:
    """It was done where this practice has no images of it. Raises ``NotFound``, ``IllegalTransition``, ``WrongDay``,
    ``ReasonNeeded``: where it was done.
    """
    actor.require("follow_up.track")
    where = _reason(note, "Say where it was done.")
    follow_up = lock_follow_up(actor=actor, follow_up_id=follow_up_id)
    next_state(FOLLOW_UP_TRANSITIONS, follow_up.state, "answer")
    if not follow_up.examined_on <= day <= today_at(follow_up.site.time_zone):
        raise WrongDay("It was done between the day of the examination and today.")
    _end(actor, follow_up, "answer", reason=where, done_on=day)
    return follow_up


def decline_follow_up(*, actor: Actor, follow_up_id: UUID, reason: str) -> FollowUp:
    """Patient or physician do not want it. Raises ``NotFound``, ``IllegalTransition``, ``ReasonNeeded``."""
    return _close(actor, follow_up_id, "decline", reason)


def dismiss_follow_up(*, actor: Actor, follow_up_id: UUID, reason: str) -> FollowUp:
    """It is no longer needed: operated on, known from elsewhere, the patient has died. Raises as
    ``decline_follow_up``.
    """
    return _close(actor, follow_up_id, "dismiss", reason)


def reopen_follow_up(*, actor: Actor, follow_up_id: UUID, reason: str) -> FollowUp:
    """It was ended by mistake; a study that closed it is not taken for it again. Raises as ``decline_follow_up``."""
    actor.require("follow_up.track")
    why = _reason(reason)
    follow_up = lock_follow_up(actor=actor, follow_up_id=follow_up_id)
    advance(follow_up, FOLLOW_UP_TRANSITIONS, "reopen")
    for match in follow_up.matches.filter(state="accepted"):
        decide(actor, match, "refused")
    follow_up.ended_at, follow_up.ended_by_name, follow_up.end_reason = None, "", ""
    follow_up.done_on, follow_up.done_study, follow_up.scheduled_on = None, None, None
    follow_up.scheduled_order = None
    lay_steps(follow_up)
    settle(actor, follow_up, "reopened", note=why)
    return follow_up


def _close(actor: Actor, follow_up_id: UUID, action: str, reason: str) -> FollowUp:
    actor.require("follow_up.track")
    why = _reason(reason)
    follow_up = lock_follow_up(actor=actor, follow_up_id=follow_up_id)
    _end(actor, follow_up, action, reason=why)
    return follow_up


def _end(
    actor: Actor, follow_up: FollowUp, action: str, *, reason: str, done_on: date | None = None
) -> None:
    end(actor, follow_up, action, reason=reason)
    follow_up.done_on = done_on
    withdraw_steps(follow_up)
    settle(actor, follow_up, str(follow_up.state), note=reason)


def _reason(text: str, otherwise: str = "Say in a few words why.") -> str:
    if not text.strip():
        raise ReasonNeeded(otherwise)
    return text.strip()
