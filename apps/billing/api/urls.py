from django.urls import path

from apps.billing.api import (
    confirming,
    documents,
    figures,
    rate_cards,
    statements,
    terms,
    unpriced,
)

CARD = "billing/rate-cards/<uuid:card_id>"
EVENT = "billing/billable-events/<uuid:event_id>"
PERIOD = "billing/periods/<uuid:period_id>"
INVOICE = "billing/invoices/<uuid:invoice_id>"
DISPUTE = "billing/disputes/<uuid:dispute_id>"
CREDIT_NOTE = "billing/credit-notes/<uuid:credit_note_id>"

urlpatterns = [
    path("billing/policy", terms.BillingPolicyView.as_view(), name="billing-policy"),
    path("billing/contracts", terms.SiteContractsView.as_view(), name="site-contracts"),
    path(
        "billing/contracts/<uuid:site_id>", terms.SiteContractView.as_view(), name="site-contract"
    ),
    path("billing/study-types", rate_cards.StudyTypesView.as_view(), name="study-types"),
    path(
        "billing/study-types/<uuid:study_type_id>",
        rate_cards.StudyTypeView.as_view(),
        name="study-type",
    ),
    path(
        "billing/study-types/import",
        rate_cards.ProcedureFileView.as_view(),
        name="study-types-import",
    ),
    path(
        "billing/study-type-rules", rate_cards.StudyTypeRulesView.as_view(), name="study-type-rules"
    ),
    path("billing/rate-cards", rate_cards.RateCardsView.as_view(), name="rate-cards"),
    path(CARD, rate_cards.RateCardView.as_view(), name="rate-card"),
    path(f"{CARD}/copy", rate_cards.RateCardCopyView.as_view(), name="rate-card-copy"),
    path(f"{CARD}/publish", rate_cards.RateCardPublicationView.as_view(), name="rate-card-publish"),
    path(f"{CARD}/import", rate_cards.RateCardFileView.as_view(), name="rate-card-import"),
    path("billing/quotes", unpriced.QuotesView.as_view(), name="billing-quotes"),
    path("billing/unpriced", unpriced.UnpricedEventsView.as_view(), name="unpriced-events"),
    path(
        "billing/studies/<uuid:study_id>/study-type",
        confirming.StudyTypeConfirmationView.as_view(),
        name="study-study-type",
    ),
    path("billing/unconfirmed", confirming.UnconfirmedView.as_view(), name="unconfirmed-events"),
    path("billing/unpriced/price", unpriced.PricingView.as_view(), name="unpriced-price"),
    path(f"{EVENT}/study-type", unpriced.StudyTypeChoiceView.as_view(), name="event-study-type"),
    path(f"{EVENT}/waive", unpriced.WaiverView.as_view(), name="event-waive"),
    path("billing/periods", documents.BillingPeriodsView.as_view(), name="billing-periods"),
    path(f"{PERIOD}/close", documents.PeriodClosureView.as_view(), name="billing-period-close"),
    path(
        f"{PERIOD}/invoices", documents.PeriodInvoicesView.as_view(), name="billing-period-invoices"
    ),
    path("billing/invoices", documents.InvoicesView.as_view(), name="invoices"),
    path(INVOICE, documents.InvoiceView.as_view(), name="invoice"),
    path(f"{INVOICE}/lines", documents.InvoiceLinesView.as_view(), name="invoice-lines"),
    path(f"{INVOICE}/pdf", documents.InvoicePdfView.as_view(), name="invoice-pdf"),
    path(f"{INVOICE}/csv", documents.InvoiceCsvView.as_view(), name="invoice-csv"),
    path(f"{INVOICE}/xlsx", documents.InvoiceXlsxView.as_view(), name="invoice-xlsx"),
    path(f"{INVOICE}/credit-notes", documents.CreditNotesView.as_view(), name="credit-notes"),
    path(f"{CREDIT_NOTE}/pdf", documents.CreditNotePdfView.as_view(), name="credit-note-pdf"),
    path("billing/statement", statements.StatementView.as_view(), name="statement"),
    path(
        "billing/statement/lines", statements.StatementLinesView.as_view(), name="statement-lines"
    ),
    path(
        "billing/statement/periods",
        statements.StatementPeriodsView.as_view(),
        name="statement-periods",
    ),
    path(
        "billing/payable-readers",
        statements.PayableReadersView.as_view(),
        name="payable-readers",
    ),
    path("billing/paid-readers", statements.PaidReadersView.as_view(), name="paid-readers"),
    path(
        "billing/payouts/<uuid:payout_id>/disputes",
        statements.PayoutDisputesView.as_view(),
        name="payout-disputes",
    ),
    path("billing/disputes", statements.DisputesView.as_view(), name="disputes"),
    path(f"{DISPUTE}/accept", statements.DisputeAcceptanceView.as_view(), name="dispute-accept"),
    path(f"{DISPUTE}/refuse", statements.DisputeRefusalView.as_view(), name="dispute-refuse"),
    path(
        f"{DISPUTE}/withdraw", statements.DisputeWithdrawalView.as_view(), name="dispute-withdraw"
    ),
    path("billing/margin", figures.MarginView.as_view(), name="billing-margin"),
    path("billing/reconciliation", figures.ReconciliationView.as_view(), name="reconciliation"),
    path(
        "billing/accounting-export",
        figures.AccountingExportView.as_view(),
        name="accounting-export",
    ),
]
