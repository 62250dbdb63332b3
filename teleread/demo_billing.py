"""The demo's prices, and its last weeks billed by them: invented figures, no practice's tariff."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from apps.accounts.actors import Actor
from apps.billing import services
from apps.billing.errors import Unpriced
from apps.billing.models import BillingPeriod, BillingPolicy, RateCard
from apps.billing.states import PeriodState
from apps.common.clock import now

SINCE = date(2025, 1, 1)
AT_ONCE = 300
# Code, name, modality, words, fee, rate for the reader. The first whose words all stand in the description.
PRICED = (
    ("CT-HEAD", "CT head", "CT", "head", "52.00", "21.00"),
    ("CT-CHEST", "CT chest", "CT", "chest", "68.00", "27.00"),
    ("CT-ABDOMEN", "CT abdomen and pelvis", "CT", "abdomen", "84.00", "33.00"),
    ("CT-SPINE", "CT spine", "CT", "spine", "66.00", "26.00"),
    ("CT-ANGIO", "CT angiography", "CT", "angiography", "110.00", "44.00"),
    ("CTA", "CT angiography of vessels", "CT", "cta", "110.00", "44.00"),
    ("CT", "CT, other", "CT", "", "64.00", "25.00"),
    ("MR-BRAIN", "MR brain", "MR", "brain", "96.00", "38.00"),
    ("MR-SPINE", "MR spine", "MR", "spine", "98.00", "39.00"),
    ("MR", "MR, other", "MR", "", "92.00", "36.00"),
    ("CR-CHEST", "Chest radiograph", "CR", "chest", "11.50", "4.20"),
    ("CR", "Radiograph, computed", "CR", "", "10.50", "4.00"),
    ("DX", "Radiograph, digital", "DX", "", "10.50", "4.00"),
    ("US", "Ultrasound", "US", "", "31.00", "12.00"),
    ("MG", "Mammogram", "MG", "", "24.00", "9.50"),
    ("NM", "Scintigraphy", "NM", "", "58.00", "22.00"),
    ("PT", "PET-CT", "PT", "", "165.00", "64.00"),
)
POLICY = {
    "currency": "EUR",
    "time_zone": "Europe/Dublin",
    "period_kind": "week",
    "tax_name": "VAT",
    "tax_percent": Decimal(23),
    "tax_number": "IE0000000XX",
    "address": "1 Example Quay\nDublin\nIreland",
    "payment_note": "This is a demonstration: nobody owes anything.",
}
STAT_SURCHARGE = Decimal("12.00")


def seed_billing(*, tenant_id: UUID) -> None:
    """Gives the current tenant terms, study types and prices where it has none."""
    if BillingPolicy.objects.exists():
        return
    actor = Actor.system(tenant_id, "demo")
    services.set_billing_policy(actor=actor, values=POLICY)
    types = {
        code: services.create_study_type(actor=actor, code=code, name=name).id
        for code, name, *_ in PRICED
    }
    services.replace_type_rules(
        actor=actor,
        rules=[
            {"study_type": types[code], "modality": modality, "words": words}
            for code, _, modality, words, *_ in PRICED
        ],
    )
    _publish(actor, "charge", "Sites", _fees(types), [])
    rates = [
        {"study_type": types[code], "amount": Decimal(rate), "per_rvu": Decimal("0.40")}
        for code, *_, rate in PRICED
    ]
    premiums = [
        {"time_band": "night", "percent": Decimal(25), "on_shift_only": True},
        {"time_band": "weekend", "percent": Decimal(15), "on_shift_only": True},
    ]
    _publish(actor, "payout", "Readers", rates, premiums)


def bill_history(*, tenant_id: UUID, study_ids: list[UUID]) -> None:
    """Charges and pays the demo's past, and invoices its periods that are over. Within the tenant's context."""
    actor = Actor.system(tenant_id, "demo")
    for start in range(0, len(study_ids), AT_ONCE):
        services.settle_studies(actor=actor, study_ids=study_ids[start : start + AT_ONCE])
    over = BillingPeriod.objects.filter(state=PeriodState.OPEN, ends_at__lte=now())
    for period in over.order_by("first_day"):
        try:
            services.close_period(actor=actor, period_id=period.id)
        except Unpriced:
            # What somebody has sent meanwhile may have no price: then a biller has something to do.
            return
        run = services.ask_for_invoices(actor=actor, period_id=period.id)
        services.run_invoices(actor=actor, tenant_id=tenant_id, run_id=run.id)


def _fees(types: dict[str, UUID]) -> list[dict[str, object]]:
    return [
        line
        for code, *_, fee, _ in PRICED
        for line in (
            {"study_type": types[code], "amount": Decimal(fee)},
            {
                "study_type": types[code],
                "priority": "STAT",
                "amount": Decimal(fee) + STAT_SURCHARGE,
            },
        )
    ]


def _publish(
    actor: Actor,
    side: str,
    name: str,
    lines: list[dict[str, object]],
    premiums: list[dict[str, object]],
) -> RateCard:
    card = services.create_rate_card(
        actor=actor, side=side, name=name, currency=str(POLICY["currency"]), effective_from=SINCE
    )
    services.edit_rate_card(
        actor=actor,
        card_id=card.id,
        name=name,
        effective_from=SINCE,
        lines=lines,
        premiums=premiums,
    )
    return services.publish_rate_card(actor=actor, card_id=card.id)
