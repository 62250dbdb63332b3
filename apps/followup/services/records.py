"""What every change of a follow-up leaves behind: the row, a line of its log, the audit trail, the event."""

from typing import Any

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance
from apps.followup.events import FollowUpChanged
from apps.followup.models import FollowUp, FollowUpEntry
from apps.followup.states import FOLLOW_UP_TRANSITIONS


def log(
    actor: Actor,
    follow_up: FollowUp,
    kind: str,
    *,
    channel: str = "",
    person: str = "",
    note: str = "",
) -> None:
    """One more line of the log, which is never changed."""
    FollowUpEntry.objects.create(
        follow_up=follow_up,
        by_id=actor.user_id,
        by_name=actor.name,
        kind=kind,
        channel=channel,
        person=person.strip()[:200],
        note=note.strip()[:500],
    )


def settle(actor: Actor, follow_up: FollowUp, kind: str, *, note: str = "", **detail: Any) -> None:
    """Saves the follow-up and tells of it. ``detail`` holds no PHI."""
    follow_up.save()
    log(actor, follow_up, kind, note=note)
    audit(actor, follow_up, kind, **detail)
    publish(
        FollowUpChanged(
            follow_up_id=follow_up.id, study_id=follow_up.study_id, state=str(follow_up.state)
        )
    )


def end(actor: Actor, follow_up: FollowUp, action: str, *, reason: str = "") -> None:
    """Takes it to one of the states that end it; the caller saves."""
    advance(follow_up, FOLLOW_UP_TRANSITIONS, action)
    follow_up.ended_at = now()
    follow_up.ended_by_name = actor.name
    follow_up.end_reason = reason


def audit(actor: Actor, follow_up: FollowUp, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"follow_up.{action}",
        object_type="follow_up",
        object_id=follow_up.id,
        site_id=follow_up.site_id,
        detail={"study": str(follow_up.study_id), **detail},
    )
