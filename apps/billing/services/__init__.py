"""Pricing, charging, paying, closing, issuing."""

from apps.billing.services.closing import (
    RUN_INVOICES,
    ask_for_invoices,
    close_period,
    run_invoices,
)
from apps.billing.services.confirming import confirm_study_type
from apps.billing.services.invoicing import issue_credit_note, issue_invoice
from apps.billing.services.rate_cards import (
    copy_rate_card,
    create_rate_card,
    delete_rate_card,
    edit_rate_card,
    import_rate_card,
    publish_rate_card,
)
from apps.billing.services.settling import (
    price_events,
    settle_gaps,
    settle_studies,
    settle_study,
)
from apps.billing.services.statements import (
    accept_dispute,
    issue_statements,
    open_dispute,
    refuse_dispute,
    withdraw_dispute,
)
from apps.billing.services.study_types import (
    create_study_type,
    edit_study_type,
    import_procedures,
    replace_type_rules,
)
from apps.billing.services.terms import set_billing_policy, set_site_contract
from apps.billing.services.unpriced import choose_study_type, price_waiting, waive_event

__all__ = [
    "RUN_INVOICES",
    "accept_dispute",
    "ask_for_invoices",
    "choose_study_type",
    "close_period",
    "confirm_study_type",
    "copy_rate_card",
    "create_rate_card",
    "create_study_type",
    "delete_rate_card",
    "edit_rate_card",
    "edit_study_type",
    "import_procedures",
    "import_rate_card",
    "issue_credit_note",
    "issue_invoice",
    "issue_statements",
    "open_dispute",
    "price_events",
    "price_waiting",
    "publish_rate_card",
    "refuse_dispute",
    "replace_type_rules",
    "run_invoices",
    "set_billing_policy",
    "set_site_contract",
    "settle_gaps",
    "settle_studies",
    "settle_study",
    "waive_event",
    "withdraw_dispute",
]
