"""Writing charges and payouts: each once, taken back by a reversal, never changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count

from apps.accounts.actors import Actor
from apps.billing.models import BillableEvent, Charge, Payout
from apps.billing.pricing import Quote
from apps.billing.selectors.ledger import standing
from apps.billing.selectors.prices import Prices
from apps.billing.services.periods import Periods
from apps.billing.vocabulary import NO_PAYOUT_RATE, NO_RATE, NO_STUDY_TYPE
from apps.common.clock import now

AT_ONCE = 500
CREDIT = "sla_credit"


class Booking:
    """Books for events whose studies the caller has locked. Writes in a few statements, whatever their number."""

    def __init__(self, actor: Actor, prices: Prices | None = None) -> None:
        self.actor = actor
        self.prices = prices or Prices()
        self.periods = Periods(self.prices.policy)

    def price(self, events: Sequence[BillableEvent]) -> None:
        """Charges and pays what is due of the events and not booked yet, and says of the others what is missing."""
        live = [one for one in events if one.canceled_at is None]
        charged = {one.event_id for one in standing(Charge, live) if one.kind == "entry"}
        paid = {one.event_id for one in standing(Payout, live) if one.kind == "entry"}
        earlier = {model: _entries_before(model, live) for model in (Charge, Payout)}
        charges, payouts = [], []
        for event in live:
            missing = []
            if event.charged and event.waived_at is None and event.id not in charged:
                charge = self._charge(event, earlier[Charge].get(event.id, 0))
                charges += [charge] if charge else []
                missing += [] if charge else [NO_RATE if event.study_type_id else NO_STUDY_TYPE]
            if event.paid and event.id not in paid and NO_STUDY_TYPE not in missing:
                payout = self._payout(event, earlier[Payout].get(event.id, 0))
                payouts += [payout] if payout else []
                missing += [] if payout else [NO_PAYOUT_RATE]
            if missing:
                # There is a period to be closed, even if nothing is booked into it yet.
                self.periods.open_for(event.at)
            event.unpriced = missing
        Charge.objects.bulk_create(charges, batch_size=AT_ONCE)
        Payout.objects.bulk_create(payouts, batch_size=AT_ONCE)
        BillableEvent.objects.bulk_update(live, ["unpriced", "study_type"], batch_size=AT_ONCE)

    def reverse(self, entries: Iterable[Charge | Payout], *, at: datetime, note: str) -> list[Any]:
        """Takes entries back in the period of ``at`` or later; answers the reversals."""
        made = [self._reversal(entry, at, note) for entry in entries]
        for model in (Charge, Payout):
            model.objects.bulk_create(
                [one for one in made if isinstance(one, model)], batch_size=AT_ONCE
            )
        return made

    def credit(
        self, event: BillableEvent, breach_id: UUID, amount: Decimal, percent: Decimal
    ) -> Charge:
        """Credits the site for a promise that was broken."""
        before = Charge.objects.filter(breach_id=breach_id, kind=CREDIT).count()
        credit = Charge(
            key=f"credit:{breach_id}:{before + 1}",
            event=event,
            period=self.periods.open_for(now() if before else event.at),
            site_id=event.site_id,
            kind=CREDIT,
            breach_id=breach_id,
            amount=-amount,
            currency=self.prices.currency_of_site(event.site_id),
            explanation={
                "percent": str(percent),
                "study_type": self.prices.type_name(event.study_type_id),
            },
            at=event.at,
            posted_by_name=self.actor.name,
        )
        credit.save(force_insert=True)
        return credit

    def adjust(self, payout: Payout, amount: Decimal, key: str, note: str) -> Payout:
        """Pays a reader more, or less, than was booked, in the period that is open now."""
        adjustment = Payout(
            key=key,
            event_id=payout.event_id,
            period=self.periods.open_for(now()),
            site_id=payout.site_id,
            reader_id=payout.reader_id,
            kind="adjustment",
            amount=amount,
            currency=payout.currency,
            note=note[:300],
            at=now(),
            posted_by_name=self.actor.name,
        )
        adjustment.save(force_insert=True)
        return adjustment

    def _charge(self, event: BillableEvent, before: int) -> Charge | None:
        found = self.prices.quote("charge", event) if event.study_type_id else None
        if found is None:
            return None
        return Charge(
            **self._entry("charge", event, found, before),
            currency=self.prices.currency_of_site(event.site_id),
        )

    def _payout(self, event: BillableEvent, before: int) -> Payout | None:
        found = self.prices.quote("payout", event)
        if found is None:
            return None
        return Payout(
            **self._entry("payout", event, found, before),
            currency=self.prices.policy.currency,
            reader_id=event.reader_id,
        )

    def _entry(self, what: str, event: BillableEvent, found: Quote, before: int) -> dict[str, Any]:
        """What is booked anew after a reversal belongs to now, if the period of the first booking is closed."""
        return {
            "key": f"{what}:{event.key}:{before + 1}",
            "event": event,
            "period": self.periods.open_for(event.at),
            "site_id": event.site_id,
            "amount": found.amount,
            "rate_line_id": found.line.id,
            "explanation": {
                **explained(found),
                "study_type": self.prices.type_name(event.study_type_id),
            },
            "at": event.at,
            "posted_by_name": self.actor.name,
        }

    def _reversal(self, entry: Charge | Payout, at: datetime, note: str) -> Charge | Payout:
        first = max(at, entry.period.starts_at)
        values: dict[str, Any] = {
            "key": f"reversal:{entry.id}",
            "event_id": entry.event_id,
            "period": self.periods.open_for(first),
            "site_id": entry.site_id,
            "kind": "reversal",
            "amount": -entry.amount,
            "currency": entry.currency,
            "reverses_id": entry.id,
            "explanation": {"study_type": entry.explanation.get("study_type", "")},
            "note": note[:300],
            "at": at,
            "posted_by_name": self.actor.name,
        }
        if isinstance(entry, Charge):
            return Charge(breach_id=entry.breach_id, **values)
        return Payout(reader_id=entry.reader_id, **values)


def explained(found: Quote) -> dict[str, Any]:
    """Why it is this price, as plain values."""
    return {
        "base": str(found.base),
        "rvu": str(found.rvu),
        "premium": str(found.premium),
        "named": list(found.named),
    }


def _entries_before(
    model: type[Charge] | type[Payout], events: Sequence[BillableEvent]
) -> dict[UUID, int]:
    """How often each was booked already, reversed since or not."""
    rows = model.objects.filter(event__in=[one.id for one in events], kind="entry")
    return dict(rows.values("event").annotate(count=Count("id")).values_list("event", "count"))
