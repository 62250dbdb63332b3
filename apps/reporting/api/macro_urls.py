from django.urls import path

from apps.reporting.api import macros

urlpatterns = [
    path("report-macros", macros.ReportMacrosView.as_view(), name="report-macros"),
    path(
        "report-macros/preview",
        macros.MacroPreviewView.as_view(),
        name="report-macro-preview",
    ),
    path(
        "report-macros/<uuid:macro_id>",
        macros.ReportMacroView.as_view(),
        name="report-macro",
    ),
    path(
        "reports/<uuid:report_id>/macros",
        macros.MacrosForReportView.as_view(),
        name="report-macros-ready",
    ),
]
