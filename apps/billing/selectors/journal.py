"""A closed period as a journal for the bookkeeper: debit equals credit, document by document."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from apps.billing.models import BillingPeriod, CreditNote, Invoice, Statement
from apps.billing.money import rounded

JOURNAL_COLUMNS = ("date", "document", "account", "debit", "credit", "currency", "party")
RECEIVABLE, REVENUE, TAX = "receivables", "revenue", "tax payable"
READING_FEES, PAYABLE = "reading fees", "payables to readers"


def journal(period: BillingPeriod) -> Iterator[list[Any]]:
    """Rows as ``JOURNAL_COLUMNS``: invoices, their credit notes, readers' statements. Accounts by name: each practice
    maps them to its own chart.
    """
    for invoice in Invoice.objects.select_related("site").filter(period=period).order_by("number"):
        yield from _document(
            invoice.issued_on.isoformat(),
            invoice.number,
            invoice.currency,
            invoice.site.name,
            ((RECEIVABLE, invoice.total), (REVENUE, -invoice.net), (TAX, -invoice.tax)),
        )
    notes = CreditNote.objects.select_related("invoice__site").filter(invoice__period=period)
    for note in notes.order_by("number"):
        yield from _document(
            note.issued_on.isoformat(),
            note.number,
            note.invoice.currency,
            note.invoice.site.name,
            ((RECEIVABLE, -note.total), (REVENUE, note.net), (TAX, note.tax)),
        )
    statements = Statement.objects.select_related("reader").filter(period=period)
    for one in statements.order_by("reader__name", "id"):
        yield from _document(
            period.last_day.isoformat(),
            f"statement {period.first_day} to {period.last_day}",
            one.currency,
            one.reader.name,
            ((READING_FEES, one.total), (PAYABLE, -one.total)),
        )


def _document(
    day: str, number: str, currency: str, party: str, amounts: Iterable[tuple[str, Decimal]]
) -> Iterator[list[Any]]:
    for account, amount in amounts:
        if amount:
            written = rounded(abs(amount), currency)
            debit, credit = (written, "") if amount > 0 else ("", written)
            yield [day, number, account, debit, credit, currency, party]
