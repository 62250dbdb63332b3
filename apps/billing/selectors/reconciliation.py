"""A month's signed reads against what was charged, paid and invoiced."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from apps.billing.models import (
    BillableEvent,
    Charge,
    CreditNoteLine,
    Invoice,
    InvoiceLine,
    InvoiceRun,
    Payout,
)
from apps.billing.periods import Period, month_of
from apps.billing.reconciling import Document, Entry, Event, Gap, gaps
from apps.billing.selectors.reads import billable_between
from apps.billing.selectors.terms import billing_policy
from apps.billing.states import InvoiceRunState


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """``charged`` and ``paid`` are net of reversals and credits, by currency. ``unpriced`` events are gaps too."""

    month: Period
    reads: int
    events: int
    charges: int
    payouts: int
    charged: dict[str, Decimal]
    paid: dict[str, Decimal]
    gaps: list[Gap]


def reconcile(*, year: int, month: int) -> Reconciliation:
    """Of the current tenant, by its own wall clock. Reads by when they were signed."""
    span = month_of(year, month, billing_policy().time_zone)
    reads, studies = billable_between(span.starts_at, span.ends_at)
    events = BillableEvent.objects.filter(at__gte=span.starts_at, at__lt=span.ends_at)
    charges = Charge.objects.filter(event__in=events.values("id"))
    payouts = Payout.objects.filter(event__in=events.values("id"))
    kept = [_event(*row) for row in events.values_list(*EVENT_FIELDS)]
    booked = list(_charges(charges))
    paid = [
        Entry(one, event, amount, reverses, kind == "entry")
        for one, event, amount, reverses, kind in payouts.values_list(
            "id", "event_id", "amount", "reverses_id", "kind"
        )
    ]
    return Reconciliation(
        month=span,
        reads=len(reads),
        events=sum(not one.canceled for one in kept),
        charges=len(booked),
        payouts=len(paid),
        charged=_sums(charges),
        paid=_sums(payouts),
        gaps=gaps(
            reads=reads,
            studies=studies,
            events=kept,
            charges=booked,
            payouts=paid,
            documents=_documents(span),
        ),
    )


EVENT_FIELDS = (
    *("id", "key", "task_id", "study_id"),
    *("canceled_at", "waived_at", "charged", "paid"),
)


def _event(
    event_id: UUID,
    key: str,
    task: UUID,
    study: UUID,
    canceled: object,
    waived: object,
    charged: bool,
    paid: bool,
) -> Event:
    live = canceled is None
    return Event(
        id=event_id,
        key=key,
        task=task,
        study=study,
        canceled=not live,
        charge_due=live and charged and waived is None,
        payout_due=live and paid,
    )


def _charges(found: QuerySet[Charge]) -> Iterable[Entry]:
    """A charge of a period whose invoices are all made stands on an invoice or a credit note."""
    invoiced = InvoiceLine.objects.filter(charge=OuterRef("pk"))
    credited = CreditNoteLine.objects.filter(charge=OuterRef("pk"))
    made = InvoiceRun.objects.filter(period=OuterRef("period"), state=InvoiceRunState.DONE)
    missing = Q(Exists(made)) & ~Q(Exists(invoiced)) & ~Q(Exists(credited))
    rows = found.annotate(missing=missing)
    for one, event, amount, reverses, kind, lost in rows.values_list(
        "id", "event_id", "amount", "reverses_id", "kind", "missing"
    ):
        yield Entry(one, event, amount, reverses, kind == "entry", bool(lost))


def _sums(found: QuerySet[Charge] | QuerySet[Payout]) -> dict[str, Decimal]:
    rows = found.values("currency").annotate(sum=Sum("amount"))
    return dict(rows.order_by("currency").values_list("currency", "sum"))


def _documents(span: Period) -> list[Document]:
    rows = Invoice.objects.filter(
        period__first_day__lte=span.last_day, period__last_day__gte=span.first_day
    ).annotate(lines_sum=Sum("lines__amount"))
    return [
        Document(one, number, net, tax, total, lines or Decimal(0))
        for one, number, net, tax, total, lines in rows.values_list(
            "id", "number", "net", "tax", "total", "lines_sum"
        )
    ]
