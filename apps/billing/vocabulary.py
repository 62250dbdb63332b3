"""The words of billing, in tables, API and screens. Pure: no Django."""

BILLABLE_KINDS = ("preliminary", "final", "over_read", "addendum", "part")
"""What can be charged and paid: a preliminary, final or over-read report, an addendum, one part of a split study."""

SIDES = ("charge", "payout")
"""What a price list says: what sites are charged, or what readers are paid."""

PRIORITIES = ("STAT", "URGENT", "ROUTINE")
ENTRY_KINDS = ("entry", "reversal", "sla_credit", "adjustment")
PERIOD_KINDS = ("month", "half_month", "week")

NO_STUDY_TYPE = "no_study_type"
NO_RATE = "no_rate"
NO_PAYOUT_RATE = "no_payout_rate"
UNPRICED_REASONS = (NO_STUDY_TYPE, NO_RATE, NO_PAYOUT_RATE)
