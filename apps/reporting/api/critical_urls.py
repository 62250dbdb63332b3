"""Critical findings, and whom to tell of them."""

from django.urls import path

from apps.reporting.api import acknowledgements, critical_findings, critical_month, critical_policy

_ONE = "critical-findings/<uuid:finding_id>"

urlpatterns = [
    path(
        "critical-findings",
        critical_findings.CriticalFindingsView.as_view(),
        name="critical-findings",
    ),
    path(_ONE, critical_findings.CriticalFindingView.as_view(), name="critical-finding"),
    path(
        f"{_ONE}/attempts",
        critical_findings.CriticalAttemptsView.as_view(),
        name="critical-finding-attempts",
    ),
    path(
        f"{_ONE}/communicate",
        critical_findings.CommunicationView.as_view(),
        name="critical-finding-communicate",
    ),
    path(
        f"{_ONE}/hand-over",
        critical_findings.HandOverView.as_view(),
        name="critical-finding-hand-over",
    ),
    path(f"{_ONE}/return", critical_findings.ReturnView.as_view(), name="critical-finding-return"),
    path(
        f"{_ONE}/cancel",
        critical_findings.CancellationView.as_view(),
        name="critical-finding-cancel",
    ),
    path(f"{_ONE}/close", critical_findings.ClosureView.as_view(), name="critical-finding-close"),
    path(
        f"{_ONE}/acknowledge",
        critical_findings.SiteAcknowledgementView.as_view(),
        name="critical-finding-acknowledge",
    ),
    path(
        "critical-categories",
        critical_policy.CriticalCategoriesView.as_view(),
        name="critical-categories",
    ),
    path(
        "critical-categories/<int:number>",
        critical_policy.CriticalCategoryView.as_view(),
        name="critical-category",
    ),
    path("named-findings", critical_policy.NamedFindingsView.as_view(), name="named-findings"),
    path(
        "named-findings/<uuid:finding_id>",
        critical_policy.NamedFindingView.as_view(),
        name="named-finding",
    ),
    path("site-contacts", critical_policy.SiteContactsView.as_view(), name="site-contacts"),
    path(
        "site-contacts/<uuid:contact_id>",
        critical_policy.SiteContactView.as_view(),
        name="site-contact",
    ),
    path("contact-ladders", critical_policy.ContactLaddersView.as_view(), name="contact-ladders"),
    path(
        "contact-ladders/<uuid:ladder_id>",
        critical_policy.ContactLadderView.as_view(),
        name="contact-ladder",
    ),
    path("contact-week", critical_policy.ContactWeekView.as_view(), name="contact-week"),
    path("critical-month", critical_month.CriticalMonthView.as_view(), name="critical-month"),
    path(
        "critical-month/csv",
        critical_month.CriticalMonthCsvView.as_view(),
        name="critical-month-csv",
    ),
    path(
        "acknowledgement-links/<str:token>",
        acknowledgements.AcknowledgementLinkView.as_view(),
        name="acknowledgement-link",
    ),
    path(
        "acknowledgement-links/<str:token>/confirm",
        acknowledgements.LinkConfirmationView.as_view(),
        name="acknowledgement-link-confirm",
    ),
]
