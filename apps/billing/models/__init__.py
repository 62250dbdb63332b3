"""Prices, billable events, charges and payouts, and the documents made of them."""

from apps.billing.models.documents import (
    CreditNote,
    CreditNoteLine,
    Dispute,
    Invoice,
    InvoiceLine,
    InvoiceRun,
    NumberSeries,
    Statement,
)
from apps.billing.models.ledger import BillableEvent, BillingPeriod, Charge, Payout
from apps.billing.models.policies import BillingPolicy, SiteContract
from apps.billing.models.rates import (
    RateCard,
    RateLine,
    RatePremium,
    StudyType,
    StudyTypeConfirmation,
    StudyTypeRule,
)

__all__ = [
    "BillableEvent",
    "BillingPeriod",
    "BillingPolicy",
    "Charge",
    "CreditNote",
    "CreditNoteLine",
    "Dispute",
    "Invoice",
    "InvoiceLine",
    "InvoiceRun",
    "NumberSeries",
    "Payout",
    "RateCard",
    "RateLine",
    "RatePremium",
    "SiteContract",
    "Statement",
    "StudyType",
    "StudyTypeConfirmation",
    "StudyTypeRule",
]
