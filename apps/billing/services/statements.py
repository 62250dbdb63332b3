"""Readers' statements, and what readers say against a line."""

from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.errors import DisputeOpen, ReasonNeeded
from apps.billing.models import Dispute, Payout, Statement
from apps.billing.money import rounded
from apps.billing.selectors.statements import access_dispute, access_own_payout
from apps.billing.services.booking import Booking
from apps.billing.states import DISPUTE_TRANSITIONS
from apps.common.clock import now
from apps.common.states import advance


def issue_statements(*, actor: Actor, period_id: UUID) -> list[Statement]:
    """One for each reader with something booked in the closed period; those there are, stay."""
    rows = (
        Payout.objects.filter(period=period_id)
        .values("reader", "currency")
        .annotate(entries=Count("id"), total=Sum("amount"))
        .order_by("reader")
    )
    made = []
    for row in rows:
        statement, created = Statement.objects.get_or_create(
            reader_id=row["reader"],
            period_id=period_id,
            currency=row["currency"],
            defaults={"entries": row["entries"], "total": row["total"]},
        )
        made += [statement] if created else []
    record(
        actor=actor,
        action="statement.issued",
        object_type="billing_period",
        object_id=period_id,
        detail={"statements": len(made)},
    )
    return made


def open_dispute(*, actor: Actor, payout_id: UUID, text: str) -> Dispute:
    """The reader says what is wrong with a line of their own.

    Raises ``NotFound``, ``ReasonNeeded``, ``DisputeOpen``.
    """
    actor.require("statement.dispute")
    payout = access_own_payout(actor=actor, payout_id=payout_id)
    if not text.strip():
        raise ReasonNeeded("Say what is wrong with this line.")
    dispute = Dispute(payout=payout, reader_id=actor.require_user(), text=text.strip())
    try:
        with transaction.atomic():
            dispute.save(force_insert=True)
    except IntegrityError:
        raise DisputeOpen("It will be answered; add nothing until then.") from None
    _audit(actor, dispute, "opened")
    return dispute


def withdraw_dispute(*, actor: Actor, dispute_id: UUID) -> Dispute:
    """The reader no longer says so. Raises ``NotFound``, ``IllegalTransition``."""
    actor.require("statement.dispute")
    dispute = access_dispute(actor=actor, dispute_id=dispute_id, own=True)
    return _end(actor, dispute, "withdraw", answer="")


def refuse_dispute(*, actor: Actor, dispute_id: UUID, answer: str) -> Dispute:
    """The line is right. Raises ``NotFound``, ``IllegalTransition``, ``ReasonNeeded``."""
    actor.require("billing.manage")
    return _end(actor, access_dispute(actor=actor, dispute_id=dispute_id), "refuse", _said(answer))


def accept_dispute(*, actor: Actor, dispute_id: UUID, answer: str, amount: Decimal) -> Dispute:
    """The line is wrong: ``amount`` more (less, where negative) is paid in the period that is open now. Raises as
    ``refuse_dispute``.
    """
    actor.require("billing.manage")
    said = _said(answer)
    dispute = access_dispute(actor=actor, dispute_id=dispute_id)
    advance(dispute, DISPUTE_TRANSITIONS, "accept")
    payout = dispute.payout
    if amount:
        dispute.adjustment = Booking(actor).adjust(
            payout, rounded(amount, payout.currency), f"dispute:{dispute.id}", said
        )
    return _settle(actor, dispute, said)


def _end(actor: Actor, dispute: Dispute, action: str, answer: str) -> Dispute:
    advance(dispute, DISPUTE_TRANSITIONS, action)
    return _settle(actor, dispute, answer)


def _settle(actor: Actor, dispute: Dispute, answer: str) -> Dispute:
    dispute.answer, dispute.decided_at, dispute.decided_by_name = answer, now(), actor.name
    dispute.save()
    _audit(actor, dispute, str(dispute.state))
    return dispute


def _said(answer: str) -> str:
    if not answer.strip():
        raise ReasonNeeded("Answer in a few words; the reader sees it.")
    return answer.strip()[:1000]


def _audit(actor: Actor, dispute: Dispute, action: str) -> None:
    record(
        actor=actor,
        action=f"dispute.{action}",
        object_type="dispute",
        object_id=dispute.id,
        detail={"payout": str(dispute.payout_id)},
    )
