from django.urls import path

from apps.delivery.api import views

urlpatterns = [
    path("site-studies", views.SiteStudiesView.as_view(), name="site-studies"),
    path("site-studies/<uuid:study_id>", views.SiteStudyView.as_view(), name="site-study"),
    path("site-studies/<uuid:study_id>/report", views.SiteReportView.as_view(), name="site-report"),
    path(
        "site-studies/<uuid:study_id>/report/pdf",
        views.SiteReportPdfView.as_view(),
        name="site-report-pdf",
    ),
    path(
        "site-studies/<uuid:study_id>/report/key-images/<int:place>",
        views.SiteKeyImageView.as_view(),
        name="site-report-key-image",
    ),
    path(
        "site-studies/<uuid:study_id>/report/acknowledge",
        views.SiteReportAcknowledgementView.as_view(),
        name="site-report-acknowledge",
    ),
    path(
        "reports/<uuid:report_id>/deliveries",
        views.ReportDeliveriesView.as_view(),
        name="report-deliveries",
    ),
    path(
        "site-studies/<uuid:study_id>/report/<report_output:what>",
        views.SiteReportOutputView.as_view(),
        name="site-report-output",
    ),
]
