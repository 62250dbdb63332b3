"""The words of billing, in tables, API and screens. Pure: no Django."""

BILLABLE_KINDS = ("preliminary", "final", "over_read", "addendum", "part")
"""What can be charged and paid: a preliminary, final or over-read report, an addendum, one part of a split study."""

SIDES = ("charge", "payout")
"""What a price list says: what sites are charged, or what readers are paid."""

PRIORITIES = ("STAT", "URGENT", "ROUTINE")
ENTRY_KINDS = ("entry", "reversal", "sla_credit", "adjustment")
CONFIRMING_SIDES = ("site", "reader")
"""Whom a practice may ask whether the study type is right: its technologist, or who reads it."""

CONFIRMATION_SOURCES = (*CONFIRMING_SIDES, "billing")
"""Who said what it was; a later one in this order is not overruled by an earlier one."""

PERIOD_KINDS = ("month", "half_month", "week")

NO_STUDY_TYPE = "no_study_type"
NO_RATE = "no_rate"
NO_PAYOUT_RATE = "no_payout_rate"
UNPRICED_REASONS = (NO_STUDY_TYPE, NO_RATE, NO_PAYOUT_RATE)
