"""What every change of a dictation leaves behind: the row, the audit trail, the event."""

from typing import Any

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance
from apps.dictation.events import DictationChanged
from apps.dictation.models import Dictation
from apps.dictation.states import DICTATION_TRANSITIONS, SETTLED, DictationState


def change(actor: Actor, dictation: Dictation, action: str, **detail: Any) -> Dictation:
    """Takes a locked dictation along its table, saves it and tells of it. ``detail`` holds no PHI."""
    advance(dictation, DICTATION_TRANSITIONS, action)
    if dictation.state != DictationState.IN_TRANSCRIPTION:
        dictation.lease_until = None
    if dictation.state in SETTLED:
        dictation.settled_at = now()
    dictation.save()
    audit(actor, dictation, action, **detail)
    publish(
        DictationChanged(
            dictation_id=dictation.id,
            report_id=dictation.report_id,
            state=str(dictation.state),
        )
    )
    return dictation


def audit(actor: Actor, dictation: Dictation, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"dictation.{action}",
        object_type="dictation",
        object_id=dictation.id,
        site_id=dictation.site_id,
        detail={"report": str(dictation.report_id), **detail},
    )
