from django.urls import path

from apps.reporting.api import amendments, discrepancies, recommendations, submissions

REPORT = "reports/<uuid:report_id>"
DISCREPANCY = "discrepancies/<uuid:discrepancy_id>"

urlpatterns = [
    path(f"{REPORT}/wet-read", amendments.WetReadView.as_view(), name="report-wet-read"),
    path(f"{REPORT}/addenda", amendments.AddendaView.as_view(), name="report-addenda"),
    path(f"{REPORT}/corrections", amendments.CorrectionsView.as_view(), name="report-corrections"),
    path(f"{REPORT}/withdraw", amendments.WithdrawalView.as_view(), name="report-withdraw"),
    path(f"{REPORT}/submit", submissions.SubmissionView.as_view(), name="report-submit"),
    path(f"{REPORT}/return", submissions.SubmissionReturnView.as_view(), name="report-return"),
    path(
        f"{REPORT}/differences",
        discrepancies.DraftDifferencesView.as_view(),
        name="report-draft-differences",
    ),
    path(
        f"{REPORT}/versions/<int:number>/differences",
        discrepancies.VersionDifferencesView.as_view(),
        name="report-version-differences",
    ),
    path(
        f"{REPORT}/discrepancies",
        discrepancies.ReportDiscrepanciesView.as_view(),
        name="report-discrepancies",
    ),
    path(
        f"{REPORT}/recommendations",
        recommendations.RecommendationsView.as_view(),
        name="report-recommendations",
    ),
    path(
        f"{REPORT}/recommendations/review",
        recommendations.RecommendationReviewView.as_view(),
        name="report-recommendation-review",
    ),
    path(
        f"{REPORT}/recommendations/<uuid:key>",
        recommendations.RecommendationView.as_view(),
        name="report-recommendation",
    ),
    path("discrepancies", discrepancies.DiscrepanciesView.as_view(), name="discrepancies"),
    path(
        f"{DISCREPANCY}/communicate",
        discrepancies.DiscrepancyCommunicationView.as_view(),
        name="discrepancy-communicate",
    ),
    path(
        f"{DISCREPANCY}/acknowledge",
        discrepancies.DiscrepancyAcknowledgementView.as_view(),
        name="discrepancy-acknowledge",
    ),
    path(
        f"{DISCREPANCY}/cancel",
        discrepancies.DiscrepancyCancellationView.as_view(),
        name="discrepancy-cancel",
    ),
    path(
        f"{DISCREPANCY}/seen", discrepancies.DiscrepancySeenView.as_view(), name="discrepancy-seen"
    ),
    path(
        "supervised-readers",
        submissions.SupervisedReadersView.as_view(),
        name="supervised-readers",
    ),
    path(
        "supervised-readers/<uuid:reader_id>",
        submissions.SupervisedReaderView.as_view(),
        name="supervised-reader",
    ),
]
