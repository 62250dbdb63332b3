"""Confirming a critical finding by a link: unguessable, for one contact and one finding, once, for a day.

The message and the bare link say nothing of a patient. Who follows it proves to be the contact by the code that the
practice gave them; only then are patient and finding shown. Wrong codes are few: the link dies of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password

from apps.accounts.actors import Actor
from apps.accounts.throttle import count_failure, require_attempts_left
from apps.common.clock import now
from apps.common.isolation import required_tenant_id, tenant_context
from apps.common.outbox import publish
from apps.reporting.acknowledgement_tokens import LinkToken, parse_token, token_text
from apps.reporting.errors import (
    LinkExpired,
    LinkUnknown,
    PersonRequired,
    PortalOnly,
    WrongCode,
)
from apps.reporting.events import AcknowledgementLinkIssued
from apps.reporting.models import AcknowledgementLink, CriticalFinding, SiteContact
from apps.reporting.selectors import lock_finding
from apps.reporting.services.communication import Reached, confirm
from apps.reporting.services.critical_records import audit_finding, finding_text, log_attempt
from apps.reporting.services.notices import send_mail_notice
from apps.reporting.states import FindingState
from apps.tenancy.models import Site
from apps.tenancy.selectors import active_tenant_ids, current_tenant

VALID_FOR = timedelta(hours=24)
WRONG_CODES = 5


@dataclass(frozen=True, slots=True)
class LinkNotice:
    """What anybody who has the link may know: no patient, no finding."""

    practice: str
    site: str
    category: int
    raised_at: datetime
    time_zone: str
    state: str
    needs_code: bool
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class LinkContent:
    """What the contact may know."""

    notice: LinkNotice
    patient_name: str
    patient_id: str
    birth_date: str | None
    accession_number: str
    study: str
    finding: str
    raised_by: str
    read_back_required: bool


def issue_link(
    *, actor: Actor, finding: CriticalFinding, contact: SiteContact
) -> AcknowledgementLink:
    """A new link for this contact, mailed once the transaction is committed. The caller holds the finding."""
    link: AcknowledgementLink = AcknowledgementLink.objects.create(
        finding=finding, contact=contact, expires_at=now() + VALID_FOR
    )
    audit_finding(actor, finding, "link_issued", link=str(link.id), contact=str(contact.id))
    publish(AcknowledgementLinkIssued(link_id=link.id, finding_id=finding.id))
    return link


def send_link(*, actor: Actor, link_id: UUID) -> None:
    """Mails the link, and puts on record whether that went well; a second call changes nothing."""
    link: AcknowledgementLink = (
        AcknowledgementLink.objects.select_for_update(of=("self",))
        .select_related("finding", "contact")
        .get(id=link_id)
    )
    if link.sent_at:
        return
    practice = current_tenant().name
    sent = send_mail_notice(
        to=link.contact.email,
        subject=f"{practice}: please confirm a critical result",
        text=(
            f"{practice} has a critical result for you. Open this address within 24 hours, and confirm that you know "
            f"of it:\n\n{address_of(link)}\n\nFor the patient's sake this message names nobody. Have your "
            "confirmation code at hand, or log in to the portal.\n"
        ),
    )
    link.sent_at = now()
    link.save(update_fields=["sent_at"])
    log_attempt(
        actor=actor,
        finding=link.finding,
        channel="mail",
        outcome="sent" if sent else "not_sent",
        contact_id=link.contact_id,
        person=link.contact.name,
        role=link.contact.role,
        address=link.contact.email,
    )


def address_of(link: AcknowledgementLink) -> str:
    """The page that the link leads to."""
    token = token_text(LinkToken(required_tenant_id(), link.id))
    return f"{settings.PUBLIC_URL}/acknowledge/{token}"


def look_at_link(*, text: str) -> LinkNotice:
    """What may be said to whoever has the link. Raises ``LinkUnknown``, ``LinkExpired``."""
    token = _token(text)
    with tenant_context(token.tenant_id):
        link = _link(token)
        if link.used_at is None:
            _require_live(link)
        return _notice(link)


def open_link(*, text: str, code: str, address: str | None) -> LinkContent:
    """Patient and finding, for who knows the contact's code. Raises ``LinkUnknown``, ``LinkExpired``, ``PortalOnly``,
    ``WrongCode``, ``TooManyAttempts``.
    """
    token = _token(text)
    with tenant_context(token.tenant_id):
        link = _link(token, lock=True)
        known = _knows_code(link, code, address)
        actor = _actor(link, address)
        audit_finding(
            actor, link.finding, "link_opened" if known else "link_refused", link=str(link.id)
        )
        content = _content(link) if known else None
        left = WRONG_CODES - link.failures
    # Refused only now: a refusal inside would have rolled back the count.
    if content is None:
        raise WrongCode(_wrong(left), attempts_left=left)
    return content


def confirm_by_link(
    *, text: str, code: str, name: str, role: str, address: str | None
) -> LinkContent:
    """The contact confirms. Again, it shows that it was done. Raises as ``open_link``, and ``PersonRequired``."""
    token = _token(text)
    if not name.strip():
        raise PersonRequired("Write your name.")
    with tenant_context(token.tenant_id):
        seen = _link(token)
        actor = _actor(seen, address)
        finding = lock_finding(actor=actor, finding_id=seen.finding_id)
        link = _link(token, lock=True)
        known = _knows_code(link, code, address)
        if known and link.used_at is None and finding.state != FindingState.CANCELED:
            reached = Reached("link", name.strip(), role.strip(), contact_id=link.contact_id)
            if finding.state != FindingState.CLOSED:
                confirm(actor=actor, finding=finding, reached=reached)
            link.used_at = now()
            link.save(update_fields=["used_at"])
        elif not known:
            audit_finding(actor, finding, "link_refused", link=str(link.id))
        content = _content(_link(token)) if known else None
        left = WRONG_CODES - link.failures
    if content is None:
        raise WrongCode(_wrong(left), attempts_left=left)
    return content


def _token(text: str) -> LinkToken:
    token = parse_token(text)
    if token is None or token.tenant_id not in active_tenant_ids():
        raise LinkUnknown("Open the address in the message again, whole.")
    return token


def _link(token: LinkToken, *, lock: bool = False) -> AcknowledgementLink:
    rows = AcknowledgementLink.objects.select_related(
        "contact",
        "finding__site",
        "finding__study__patient",
        "finding__raised_by",
        "finding__named_finding",
    )
    if lock:
        rows = rows.select_for_update(of=("self",))
    link: AcknowledgementLink | None = rows.filter(id=token.link_id).first()
    if link is None:
        raise LinkUnknown("Open the address in the message again, whole.")
    return link


def _require_live(link: AcknowledgementLink) -> None:
    if link.expires_at <= now() or link.failures >= WRONG_CODES:
        raise LinkExpired("Call the practice, or log in to the portal; a new link can be sent.")


def _knows_code(link: AcknowledgementLink, code: str, address: str | None) -> bool:
    """Whether the code is the contact's; a wrong one is counted. The caller has locked the link.

    Counted over all links of the contact as well, and over all that come from one address.
    """
    _require_live(link)
    if not link.contact.code_hash:
        raise PortalOnly("No code was agreed with you. Log in to the portal to confirm.")
    who = f"contact:{link.contact_id}"
    require_attempts_left(email=who, address=address)
    if check_password(code.strip(), link.contact.code_hash):
        return True
    count_failure(email=who, address=address)
    link.failures += 1
    link.save(update_fields=["failures"])
    return False


def _wrong(left: int) -> str:
    if left <= 0:
        return "The link has been closed. Call the practice, or log in to the portal."
    return f"Try again; the link closes after {left} more."


def _notice(link: AcknowledgementLink) -> LinkNotice:
    finding = link.finding
    site: Site = finding.site
    done = finding.acknowledged_at or (finding.ended_at if link.used_at else None)
    return LinkNotice(
        practice=current_tenant().name,
        site=site.name,
        category=finding.category,
        raised_at=finding.raised_at,
        time_zone=site.time_zone,
        state=finding.state,
        needs_code=bool(link.contact.code_hash),
        done_at=done,
        done_by=finding.acknowledged_by,
    )


def _content(link: AcknowledgementLink) -> LinkContent:
    finding = link.finding
    study = finding.study
    patient = study.patient
    return LinkContent(
        notice=_notice(link),
        patient_name=patient.display_name or patient.name,
        patient_id=patient.patient_id,
        birth_date=patient.birth_date.isoformat() if patient.birth_date else None,
        accession_number=study.accession_number,
        study=study.description,
        finding=finding_text(finding),
        raised_by=finding.raised_by.name,
        read_back_required=finding.read_back_required and not finding.read_back,
    )


def _actor(link: AcknowledgementLink, address: str | None) -> Actor:
    """Whoever holds the link acts for the site, within it, and with no right but this one."""
    return Actor(
        tenant_id=required_tenant_id(),
        name=link.contact.name,
        origin="link",
        capabilities=frozenset({"critical.acknowledge"}),
        site_ids=frozenset({link.finding.site_id}),
        address=address,
    )
