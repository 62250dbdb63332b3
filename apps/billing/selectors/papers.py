"""Documents as ``documents.Paper``: what they say, as they were issued."""

from collections.abc import Iterable
from decimal import Decimal

from apps.billing.documents import Paper, PaperLine
from apps.billing.models import CreditNote, Invoice, InvoiceLine
from apps.billing.selectors.documents import credited_lines, lines_of


def invoice_paper(invoice: Invoice) -> Paper:
    return Paper(
        number=invoice.number,
        site=invoice.site.name,
        currency=invoice.currency,
        first_day=invoice.period.first_day,
        last_day=invoice.period.last_day,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        net=invoice.net,
        tax_name=invoice.tax_name,
        tax_percent=Decimal(invoice.tax_percent),
        tax=invoice.tax,
        total=invoice.total,
        parties=invoice.parties,
        lines=list(_lines(lines_of(invoice.id))),
    )


def credit_note_paper(note: CreditNote) -> Paper:
    invoice = note.invoice
    return Paper(
        number=note.number,
        site=invoice.site.name,
        currency=invoice.currency,
        first_day=invoice.period.first_day,
        last_day=invoice.period.last_day,
        issued_on=note.issued_on,
        due_on=None,
        net=note.net,
        tax_name=invoice.tax_name,
        tax_percent=Decimal(invoice.tax_percent),
        tax=note.tax,
        total=note.total,
        parties=invoice.parties,
        lines=list(_lines(one.line for one in credited_lines(note))),
        of_invoice=invoice.number,
        reason=note.reason,
    )


def _lines(rows: Iterable[InvoiceLine]) -> Iterable[PaperLine]:
    for row in rows:
        yield PaperLine(row.position, row.performed_on, row.accession_number, row.text, row.amount)
