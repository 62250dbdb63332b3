from django.urls import path, register_converter

from apps.reporting.api import key_images, report_checks, reports, versions
from apps.reporting.api.files import OutputConverter

register_converter(OutputConverter, "report_output")

urlpatterns = [
    path("reports", reports.ReportsView.as_view(), name="reports"),
    path("reports/<uuid:report_id>", reports.ReportView.as_view(), name="report"),
    path(
        "reports/<uuid:report_id>/draft",
        reports.DraftView.as_view(),
        name="report-draft",
    ),
    path(
        "reports/<uuid:report_id>/kept-drafts",
        reports.KeptDraftsView.as_view(),
        name="report-kept-drafts",
    ),
    path(
        "reports/<uuid:report_id>/template",
        reports.ReportTemplateChangeView.as_view(),
        name="report-template-change",
    ),
    path(
        "reports/<uuid:report_id>/sign",
        reports.SignatureView.as_view(),
        name="report-sign",
    ),
    path(
        "reports/<uuid:report_id>/versions/<int:number>",
        versions.VersionView.as_view(),
        name="report-version",
    ),
    path(
        "reports/<uuid:report_id>/versions/<int:number>/pdf",
        versions.VersionPdfView.as_view(),
        name="report-version-pdf",
    ),
    path(
        "reports/<uuid:report_id>/versions/<int:number>/key-images/<int:place>",
        key_images.KeyImagePictureView.as_view(),
        name="report-key-image",
    ),
    path(
        "reports/<uuid:report_id>/versions/<int:number>/<report_output:what>",
        versions.VersionOutputView.as_view(),
        name="report-version-output",
    ),
    path(
        "reports/<uuid:report_id>/checks",
        report_checks.DraftChecksView.as_view(),
        name="report-draft-checks",
    ),
    path(
        "report-checks",
        report_checks.ReportChecksView.as_view(),
        name="report-checks",
    ),
]
