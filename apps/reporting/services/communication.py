"""Telling the site: attempts, the communication itself, the site's own acknowledgement; each with its words."""

from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance, next_state
from apps.reporting import communication
from apps.reporting.communication import SPOKEN_CHANNELS, Told
from apps.reporting.errors import PersonRequired, ReadBackRequired
from apps.reporting.events import (
    CriticalFindingAcknowledged,
    CriticalFindingClosed,
    CriticalFindingCommunicated,
)
from apps.reporting.live import tell_finding_changed
from apps.reporting.models import CommunicationStatement, CriticalAttempt, CriticalFinding
from apps.reporting.selectors import lock_finding
from apps.reporting.selectors.critical_policy import access_contact
from apps.reporting.services.critical_records import (
    audit_finding,
    finding_text,
    log_attempt,
    settle,
    withdraw_steps,
)
from apps.reporting.states import FINDING_TRANSITIONS


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody at the site, and by which means; ``contact_id`` where it is one of the site's known contacts."""

    channel: str
    person: str = ""
    role: str = ""
    address: str = ""
    contact_id: UUID | None = None


def record_attempt(
    *, actor: Actor, finding_id: UUID, reached: Reached, outcome: str, note: str = ""
) -> CriticalAttempt:
    """Somebody tried and did not succeed. Raises ``NotFound``, ``IllegalTransition``."""
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    next_state(FINDING_TRANSITIONS, finding.state, "communicate")
    attempt = _log(actor, finding, reached, outcome, note)
    audit_finding(actor, finding, "attempted", outcome=outcome, channel=reached.channel)
    tell_finding_changed(finding)
    return attempt


def communicate_finding(
    *, actor: Actor, finding_id: UUID, reached: Reached, read_back: bool, note: str = ""
) -> CriticalFinding:
    """The site was told: the deadline stops, the sentence is recorded, and with a read-back the matter is closed.

    Raises ``NotFound``, ``PersonRequired``, ``ReadBackRequired`` (the category asks for one, and it can only be given
    by word of mouth), ``IllegalTransition``.
    """
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    next_state(FINDING_TRANSITIONS, finding.state, "communicate")
    person = reached.person.strip()
    if not person:
        raise PersonRequired("Write the name of the person who was told.")
    _require_read_back(finding, reached.channel, read_back)
    at = now()
    advance(finding, FINDING_TRANSITIONS, "communicate")
    finding.communicated_at = finding.communicated_at or at
    finding.reached_name, finding.reached_role = person, reached.role.strip()
    finding.read_back = read_back
    attempt = _log(actor, finding, reached, "reached", note)
    _state(finding, "communicated", communication.communicated(_told(finding, attempt, read_back)))
    withdraw_steps(finding, "communicated")
    publish(CriticalFindingCommunicated(finding_id=finding.id, study_id=finding.study_id))
    if read_back:
        _close(finding)
    settle(actor, finding, "communicated", channel=reached.channel, read_back=read_back)
    return finding


def acknowledge_finding(
    *, actor: Actor, finding_id: UUID, name: str = "", role: str = ""
) -> CriticalFinding:
    """A person of the site confirms in the portal. Again, it changes nothing.

    Where the category asks for a read-back that is still owed, and calls to contacts end, but the deadline runs on.
    Raises ``NotFound``, ``IllegalTransition``.
    """
    actor.require("critical.acknowledge")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    reached = Reached(channel="portal", person=name.strip() or actor.name, role=role.strip())
    return confirm(actor=actor, finding=finding, reached=reached)


def confirm(*, actor: Actor, finding: CriticalFinding, reached: Reached) -> CriticalFinding:
    """The written acknowledgement itself; the caller has locked the finding and knows who confirms."""
    if finding.acknowledged_at:
        return finding
    at = now()
    advance(finding, FINDING_TRANSITIONS, "acknowledge")
    finding.acknowledged_at, finding.acknowledged_by = at, reached.person
    attempt = _log(actor, finding, reached, "acknowledged")
    _state(finding, "acknowledged", communication.acknowledged(_told(finding, attempt)))
    publish(CriticalFindingAcknowledged(finding_id=finding.id, study_id=finding.study_id))
    if finding.read_back_required and not finding.read_back:
        withdraw_steps(finding, "acknowledged", kinds=("contact",))
    else:
        finding.communicated_at = finding.communicated_at or at
        finding.reached_name = finding.reached_name or reached.person
        finding.reached_role = finding.reached_role or reached.role
        withdraw_steps(finding, "acknowledged")
        _close(finding)
    settle(actor, finding, "acknowledged", channel=reached.channel)
    return finding


def close_finding(*, actor: Actor, finding_id: UUID) -> CriticalFinding:
    """Nothing more is awaited. Raises ``NotFound``, ``ReadBackRequired``, ``IllegalTransition``."""
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    next_state(FINDING_TRANSITIONS, finding.state, "close")
    if finding.read_back_required and not finding.read_back:
        raise ReadBackRequired("Call the site, and let them repeat the finding; then record it.")
    _close(finding)
    settle(actor, finding, "closed")
    return finding


def _require_read_back(finding: CriticalFinding, channel: str, read_back: bool) -> None:
    if finding.read_back_required and not read_back:
        raise ReadBackRequired(
            "Ask the person to repeat the finding, then tick ‘read back’. "
            "If they did not, log an attempt instead."
        )
    if read_back and channel not in SPOKEN_CHANNELS:
        raise ReadBackRequired("A read-back is heard: call, or meet in person.")


def _close(finding: CriticalFinding) -> None:
    advance(finding, FINDING_TRANSITIONS, "close")
    finding.ended_at = now()
    publish(CriticalFindingClosed(finding_id=finding.id, study_id=finding.study_id))


def _log(
    actor: Actor, finding: CriticalFinding, reached: Reached, outcome: str, note: str = ""
) -> CriticalAttempt:
    contact = access_contact(contact_id=reached.contact_id) if reached.contact_id else None
    return log_attempt(
        actor=actor,
        finding=finding,
        channel=reached.channel,
        outcome=outcome,
        contact_id=contact.id if contact else None,
        person=reached.person.strip() or (contact.name if contact else ""),
        role=reached.role.strip() or (contact.role if contact else ""),
        address=reached.address.strip(),
        note=note.strip(),
    )


def _state(finding: CriticalFinding, kind: str, text: str) -> None:
    CommunicationStatement.objects.create(finding=finding, kind=kind, text=text, recorded_at=now())


def _told(finding: CriticalFinding, attempt: CriticalAttempt, read_back: bool = False) -> Told:
    return Told(
        category=finding.category,
        finding=finding_text(finding),
        raised_at=finding.raised_at,
        at=attempt.at,
        zone=finding.site.time_zone,
        by=attempt.by_name,
        to=attempt.person,
        role=attempt.role,
        channel=attempt.channel,
        read_back=read_back,
    )
