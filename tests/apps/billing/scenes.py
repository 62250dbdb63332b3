"""A practice with prices, and reads that are billed, over the real services."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.billing import services
from apps.billing.models import (
    BillableEvent,
    BillingPeriod,
    BillingPolicy,
    Charge,
    Invoice,
    Payout,
    RateCard,
    RateLine,
    RatePremium,
    StudyType,
    StudyTypeRule,
)
from apps.billing.states import RateCardState
from apps.common.clock import now
from apps.common.isolation import tenant_context
from tests.apps.reporting.scenes import Reading, begin
from tests.factories import Practice

LONG_AGO = date(2020, 1, 1)
FEE, PAY = Decimal("40.00"), Decimal("15.00")


def system(practice: Practice) -> Actor:
    return Actor.system(practice.tenant_id, "tests")


def priced(practice: Practice, **policy: Any) -> StudyType:
    """Prices for CT of the chest, from long ago; everything else is unpriced. Reads are charged 40, paid 15."""
    with tenant_context(practice.tenant_id):
        BillingPolicy.objects.create(**policy)
        study_type: StudyType = StudyType.objects.create(code="CT-CHEST", name="CT chest")
        StudyTypeRule.objects.create(rank=1, study_type=study_type, modality="CT", words="chest")
    currency = policy.get("currency", "EUR")
    card(practice, "charge", [{"study_type": study_type, "amount": FEE}], currency=currency)
    card(practice, "payout", [{"study_type": study_type, "amount": PAY}], currency=currency)
    return study_type


def card(
    practice: Practice,
    side: str,
    lines: list[dict[str, Any]],
    *,
    effective_from: date = LONG_AGO,
    currency: str = "EUR",
    premiums: list[dict[str, Any]] | None = None,
) -> RateCard:
    """A published price list."""
    with tenant_context(practice.tenant_id):
        made: RateCard = RateCard.objects.create(
            side=side, name=side, currency=currency, effective_from=effective_from
        )
        RateLine.objects.bulk_create([RateLine(card=made, **line) for line in lines])
        RatePremium.objects.bulk_create([RatePremium(card=made, **one) for one in premiums or []])
        made.state, made.published_at = RateCardState.PUBLISHED, now()
        made.save()
    return made


def settle(reading: Reading) -> None:
    """What the subscribers of what was signed do."""
    settle_study(reading.practice, reading.study.id)


def settle_study(practice: Practice, study_id: UUID) -> None:
    with tenant_context(practice.tenant_id):
        services.settle_study(actor=system(practice), study_id=study_id)


def events(practice: Practice) -> list[BillableEvent]:
    with tenant_context(practice.tenant_id):
        return list(BillableEvent.objects.order_by("created_at", "key"))


def charges(practice: Practice) -> list[Charge]:
    with tenant_context(practice.tenant_id):
        return list(Charge.objects.select_related("event", "period").order_by("posted_at", "id"))


def payouts(practice: Practice) -> list[Payout]:
    with tenant_context(practice.tenant_id):
        return list(Payout.objects.select_related("event", "period").order_by("posted_at", "id"))


def charged(practice: Practice) -> Decimal:
    return sum((one.amount for one in charges(practice)), Decimal(0))


def paid(practice: Practice) -> Decimal:
    return sum((one.amount for one in payouts(practice)), Decimal(0))


def settle_one(practice: Practice, **options: Any) -> Reading:
    reading = begin(practice, **options)
    reading.signed()
    settle(reading)
    return reading


def end(practice: Practice) -> BillingPeriod:
    """The period in which everything so far is booked is over."""
    with tenant_context(practice.tenant_id):
        period: BillingPeriod = BillingPeriod.objects.get(state="open")
        yesterday = now() - timedelta(days=1)
        BillingPeriod.objects.filter(id=period.id).update(
            first_day=yesterday.date() - timedelta(days=20),
            last_day=now().date(),
            starts_at=now() - timedelta(days=20),
            ends_at=now(),
        )
        period.refresh_from_db()
    return period


def close(practice: Practice) -> BillingPeriod:
    period = end(practice)
    with tenant_context(practice.tenant_id):
        services.close_period(actor=practice.actor("billing"), period_id=period.id)
    return period


def invoiced(practice: Practice, *, tax_percent: Decimal = Decimal(23)) -> Invoice:
    """Two reads of site A and one of site B, closed and invoiced; the invoice of site A."""
    priced(practice, tax_name="VAT", tax_percent=tax_percent, address="1 High Street\nDublin")
    for site in (practice.site_a, practice.site_a, practice.site_b):
        reading = begin(practice, site=site)
        reading.signed()
        settle(reading)
    period = close(practice)
    issue(practice, period)
    with tenant_context(practice.tenant_id):
        found: Invoice = Invoice.objects.select_related("site", "period").get(site=practice.site_a)
    return found


def issue(practice: Practice, period: BillingPeriod) -> None:
    with tenant_context(practice.tenant_id):
        run = services.ask_for_invoices(actor=practice.actor("billing"), period_id=period.id)
    services.run_invoices(actor=system(practice), tenant_id=practice.tenant_id, run_id=run.id)
