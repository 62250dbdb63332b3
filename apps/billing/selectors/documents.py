"""Invoices and credit notes for those who may see them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from apps.accounts.actors import Actor
from apps.billing.models import CreditNote, CreditNoteLine, Invoice, InvoiceLine
from apps.common.errors import NotFound


def invoices(*, actor: Actor) -> QuerySet[Invoice]:
    """The latest first; a site's people see their own site's. ``credited`` is the total of its credit notes."""
    found: QuerySet[Invoice] = (
        Invoice.objects.select_related("site", "period")
        .annotate(credited=Sum("credit_notes__total"))
        .order_by("-issued_at", "-number")
    )
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_invoice(*, actor: Actor, invoice_id: UUID) -> Invoice:
    """One as ``invoices`` gives it; raises ``NotFound``."""
    invoice = invoices(actor=actor).filter(id=invoice_id).first()
    if invoice is None:
        raise NotFound("There is no such invoice.")
    return invoice


def lines_of(invoice_id: UUID) -> QuerySet[InvoiceLine]:
    """In their order; ``is_credited``: a credit note takes it back."""
    credited = CreditNoteLine.objects.filter(line=OuterRef("pk"))
    found: QuerySet[InvoiceLine] = (
        InvoiceLine.objects.filter(invoice=invoice_id)
        .annotate(is_credited=Exists(credited))
        .order_by("position")
    )
    return found


def credit_notes_of(invoice_id: UUID) -> QuerySet[CreditNote]:
    found: QuerySet[CreditNote] = CreditNote.objects.filter(invoice=invoice_id).order_by("number")
    return found


def access_credit_note(*, actor: Actor, credit_note_id: UUID) -> CreditNote:
    """One on an invoice that the actor may see; raises ``NotFound``."""
    note: CreditNote | None = (
        CreditNote.objects.select_related("invoice__site", "invoice__period")
        .filter(id=credit_note_id)
        .first()
    )
    if note is None or not invoices(actor=actor).filter(id=note.invoice_id).exists():
        raise NotFound("There is no such credit note.")
    return note


def credited_lines(note: CreditNote) -> QuerySet[CreditNoteLine]:
    found: QuerySet[CreditNoteLine] = (
        CreditNoteLine.objects.filter(credit_note=note)
        .select_related("line")
        .order_by("line__position")
    )
    return found
