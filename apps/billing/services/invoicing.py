"""Invoices and credit notes: made of what was booked, and never changed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.errors import NothingToCredit, ReasonNeeded
from apps.billing.models import (
    BillableEvent,
    BillingPolicy,
    Charge,
    CreditNote,
    CreditNoteLine,
    Invoice,
    InvoiceLine,
    SiteContract,
)
from apps.billing.selectors.documents import access_invoice
from apps.billing.selectors.ledger import standing_entries
from apps.billing.selectors.periods import access_period
from apps.billing.selectors.terms import Terms, billing_policy, terms_of
from apps.billing.services.booking import AT_ONCE, Booking
from apps.billing.services.credits import settle_credits
from apps.billing.services.numbering import next_number
from apps.billing.services.settling import lock_studies
from apps.billing.taxing import totals
from apps.billing.wording import booked_as, line_text
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.tenancy.models import Site
from apps.tenancy.selectors import current_tenant


def issue_invoice(*, actor: Actor, period_id: UUID, site_id: UUID, currency: str) -> Invoice | None:
    """The site's invoice for a closed period, with a line for every charge, reversal and credit booked into it; the
    one there is, where it was made before. None where nothing was booked.
    """
    access_period(period_id, lock=True)
    policy = billing_policy()
    existing = Invoice.objects.filter(period=period_id, site=site_id, currency=currency).first()
    charges = _to_invoice(period_id, site_id, currency)
    if existing or not charges:
        found: Invoice | None = existing
        return found
    site = Site.objects.get(id=site_id)
    terms = terms_of(site, policy, SiteContract.objects.filter(site=site).first())
    sums = totals([one.amount for one in charges], tax_percent=terms.tax_percent, currency=currency)
    today = now().astimezone(ZoneInfo(policy.time_zone)).date()
    invoice = Invoice(
        number=next_number(policy.invoice_prefix),
        site=site,
        period_id=period_id,
        currency=currency,
        net=sums.net,
        tax_name=terms.tax_name,
        tax_percent=terms.tax_percent,
        tax=sums.tax,
        total=sums.total,
        parties=_parties(policy, terms),
        issued_on=today,
        due_on=today + timedelta(days=terms.payment_days),
        issued_by_name=actor.name,
    )
    invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(
        [_line(invoice, place, one) for place, one in enumerate(charges, start=1)],
        batch_size=AT_ONCE,
    )
    _audit(actor, "invoice", invoice, site_id, total=str(invoice.total))
    return invoice


def issue_credit_note(
    *, actor: Actor, invoice_id: UUID, line_ids: Collection[UUID] | None, reason: str
) -> CreditNote:
    """Takes lines of an invoice back (all that stand, where none are named), and books that now; what they were for is
    not charged again.

    Raises ``NotFound``, ``ReasonNeeded``, ``NothingToCredit`` where a line is credited or its charge reversed already.
    """
    actor.require("billing.close")
    if not reason.strip():
        raise ReasonNeeded("Say why; it stands on the credit note.")
    invoice = access_invoice(actor=actor, invoice_id=invoice_id)
    lines = _creditable(invoice, line_ids)
    events = {one.charge.event_id: one.charge.event for one in lines}
    lock_studies({event.study_id for event in events.values()})
    # Asked again under the lock.
    lines = _creditable(invoice, line_ids)
    sums = totals(
        [one.amount for one in lines], tax_percent=invoice.tax_percent, currency=invoice.currency
    )
    policy = billing_policy()
    note = CreditNote(
        number=next_number(policy.credit_note_prefix),
        invoice=invoice,
        reason=reason.strip()[:300],
        net=sums.net,
        tax=sums.tax,
        total=sums.total,
        issued_on=now().astimezone(ZoneInfo(policy.time_zone)).date(),
        issued_by_name=actor.name,
    )
    note.save(force_insert=True)
    booking = Booking(actor)
    reversals = booking.reverse([one.charge for one in lines], at=now(), note=note.number)
    CreditNoteLine.objects.bulk_create(
        [
            CreditNoteLine(credit_note=note, line=line, charge=reversal, amount=line.amount)
            for line, reversal in zip(lines, reversals, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    _waive(actor, [one for one in lines if one.charge.kind == "entry"], note)
    settle_credits(booking, {event.task_id: event.task for event in events.values()})
    _audit(actor, "credit_note", note, invoice.site_id, invoice=invoice.number)
    return note


def _waive(actor: Actor, lines: Sequence[InvoiceLine], note: CreditNote) -> None:
    BillableEvent.objects.filter(
        id__in=[one.charge.event_id for one in lines], waived_at=None
    ).update(waived_at=now(), waived_by_name=actor.name, waived_reason=f"credited: {note.number}")


def _creditable(invoice: Invoice, line_ids: Collection[UUID] | None) -> list[InvoiceLine]:
    found = InvoiceLine.objects.select_related("charge__event__task", "charge__period").filter(
        invoice=invoice
    )
    if line_ids is not None:
        found = found.filter(id__in=line_ids)
        if len(found) != len(set(line_ids)):
            raise NotFound("There is no such line on this invoice.")
    standing = found.filter(charge__in=standing_entries(Charge).values("id"))
    lines = list(standing.order_by("position"))
    if not lines or (line_ids is not None and len(lines) != len(set(line_ids))):
        raise NothingToCredit("Choose lines that still stand.")
    return lines


def _to_invoice(period_id: UUID, site_id: UUID, currency: str) -> list[Charge]:
    return list(
        Charge.objects.select_related("event__study__site", "event__study_type")
        .filter(period=period_id, site=site_id, currency=currency, credit_note_lines=None)
        # A study's headers are most of its row, and nothing of them stands on an invoice.
        .defer("event__study__headers")
        .order_by("event__at", "event__key", "posted_at", "id")
    )


def _line(invoice: Invoice, place: int, charge: Charge) -> InvoiceLine:
    study = charge.event.study
    return InvoiceLine(
        invoice=invoice,
        position=place,
        charge=charge,
        performed_on=study.study_date or _day(charge),
        accession_number=study.accession_number,
        text=line_text(
            kind=charge.kind,
            read=charge.event.kind,
            study_type=booked_as(charge.explanation, charge.event.study_type),
            priority=charge.event.priority,
            percent=charge.explanation.get("percent", ""),
            note=charge.note,
        ),
        amount=charge.amount,
    )


def _day(charge: Charge) -> date:
    at: datetime = charge.event.at
    return at.astimezone(ZoneInfo(charge.event.study.site.time_zone)).date()


def _parties(policy: BillingPolicy, terms: Terms) -> dict[str, Any]:
    return {
        "from": {
            "name": current_tenant().name,
            "address": policy.address,
            "tax_number": policy.tax_number,
        },
        "to": {
            "name": terms.billing_name,
            "address": terms.billing_address,
            "tax_number": terms.tax_number,
        },
        "payment_note": policy.payment_note,
    }


def _audit(
    actor: Actor, what: str, document: Invoice | CreditNote, site_id: UUID, **detail: Any
) -> None:
    record(
        actor=actor,
        action=f"{what}.issued",
        object_type=what,
        object_id=document.id,
        site_id=site_id,
        detail={"number": document.number, **detail},
    )
