from django.urls import path

from apps.reporting.api import template_versions, templates

TEMPLATE = "report-templates/<uuid:template_id>"

urlpatterns = [
    path("report-templates", templates.ReportTemplatesView.as_view(), name="report-templates"),
    path(
        "report-templates/shipped",
        templates.ShippedTemplatesView.as_view(),
        name="report-templates-shipped",
    ),
    path(
        "report-templates/preview",
        templates.TemplatePreviewView.as_view(),
        name="report-template-preview",
    ),
    path(
        "report-templates/import",
        template_versions.TemplateImportView.as_view(),
        name="report-template-import",
    ),
    path(TEMPLATE, templates.ReportTemplateView.as_view(), name="report-template"),
    path(f"{TEMPLATE}/draft", templates.TemplateDraftView.as_view(), name="report-template-draft"),
    path(
        f"{TEMPLATE}/publish",
        templates.TemplatePublicationView.as_view(),
        name="report-template-publish",
    ),
    path(
        f"{TEMPLATE}/retire",
        templates.TemplateRetirementView.as_view(),
        name="report-template-retire",
    ),
    path(
        f"{TEMPLATE}/restore",
        templates.TemplateRestorationView.as_view(),
        name="report-template-restore",
    ),
    path(
        f"{TEMPLATE}/versions",
        template_versions.TemplateVersionsView.as_view(),
        name="report-template-versions",
    ),
    path(
        f"{TEMPLATE}/versions/<int:number>",
        template_versions.TemplateVersionView.as_view(),
        name="report-template-version",
    ),
    path(
        f"{TEMPLATE}/versions/<int:number>/roll-back",
        template_versions.TemplateRollBackView.as_view(),
        name="report-template-roll-back",
    ),
    path(
        f"{TEMPLATE}/differences",
        template_versions.TemplateDifferencesView.as_view(),
        name="report-template-differences",
    ),
    path(
        f"{TEMPLATE}/mrrt",
        template_versions.TemplateFileView.as_view(),
        name="report-template-mrrt",
    ),
]
