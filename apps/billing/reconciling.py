"""Signed reads against events, charges, payouts and invoices: nothing missing, nothing twice. Pure: no Django."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from apps.billing.billable import Billable

GAP_CODES = (
    "read_without_event",
    "event_without_read",
    "event_without_charge",
    "event_without_payout",
    "charged_more_than_once",
    "paid_more_than_once",
    "charged_though_not_billable",
    "paid_though_not_payable",
    "charge_not_invoiced",
    "invoice_total_differs",
)


@dataclass(frozen=True, slots=True)
class Event:
    """A billable event as it is kept. ``due``: charged by the policy, and neither canceled, waived nor credited."""

    id: UUID
    key: str
    task: UUID
    study: UUID
    canceled: bool
    charge_due: bool
    payout_due: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A charge or a payout for an event; ``reverses`` another one."""

    id: UUID
    event: UUID
    amount: Decimal
    reverses: UUID | None = None
    is_read: bool = True
    missing_on_invoice: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice: what it says, and what its lines add up to."""

    id: UUID
    number: str
    net: Decimal
    tax: Decimal
    total: Decimal
    lines: Decimal


@dataclass(frozen=True, slots=True)
class Gap:
    code: str
    key: str
    study: UUID | None = None
    subject: UUID | None = None


def gaps(
    *,
    reads: Iterable[Billable],
    studies: Mapping[UUID, UUID],
    events: Sequence[Event],
    charges: Sequence[Entry],
    payouts: Sequence[Entry],
    documents: Sequence[Document] = (),
) -> list[Gap]:
    """Everything that does not add up, in the order of ``GAP_CODES``. ``studies`` gives a task's study."""
    found = [
        *_read_gaps({one.key: one for one in reads}, studies, events),
        *_entry_gaps(events, charges, CHARGES),
        *_entry_gaps(events, payouts, PAYOUTS),
        *_uninvoiced(events, charges),
        *_wrong_documents(documents),
    ]
    return sorted(found, key=lambda gap: (GAP_CODES.index(gap.code), gap.key))


CHARGES = ("event_without_charge", "charged_more_than_once", "charged_though_not_billable")
PAYOUTS = ("event_without_payout", "paid_more_than_once", "paid_though_not_payable")


def _read_gaps(
    reads: Mapping[str, Billable], studies: Mapping[UUID, UUID], events: Sequence[Event]
) -> Iterator[Gap]:
    standing = {event.key: event for event in events if not event.canceled}
    for key, read in reads.items():
        if key not in standing:
            yield Gap("read_without_event", key, studies.get(read.task))
    for key, event in standing.items():
        if key not in reads:
            yield Gap("event_without_read", key, event.study, event.id)


def _entry_gaps(
    events: Sequence[Event], entries: Sequence[Entry], codes: tuple[str, str, str]
) -> Iterator[Gap]:
    reversed_ids = {entry.reverses for entry in entries}
    standing: dict[UUID, int] = {}
    for entry in entries:
        if entry.is_read and entry.reverses is None and entry.id not in reversed_ids:
            standing[entry.event] = standing.get(entry.event, 0) + 1
    missing, twice, wrong = codes
    for event in events:
        due = event.charge_due if codes is CHARGES else event.payout_due
        count = standing.get(event.id, 0)
        if due and count == 0:
            yield Gap(missing, event.key, event.study, event.id)
        if due and count > 1:
            yield Gap(twice, event.key, event.study, event.id)
        if not due and count:
            yield Gap(wrong, event.key, event.study, event.id)


def _uninvoiced(events: Sequence[Event], charges: Sequence[Entry]) -> Iterator[Gap]:
    by_id = {event.id: event for event in events}
    for charge in charges:
        event = by_id.get(charge.event)
        if charge.missing_on_invoice and event:
            yield Gap("charge_not_invoiced", event.key, event.study, charge.id)


def _wrong_documents(documents: Sequence[Document]) -> Iterator[Gap]:
    for one in documents:
        if one.net != one.lines or one.total != one.net + one.tax:
            yield Gap("invoice_total_differs", one.number, None, one.id)
