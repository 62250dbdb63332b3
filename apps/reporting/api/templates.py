"""Templates over HTTP: the list, drafts, publication."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api import template_serializers as shapes
from apps.reporting.api.filters import InvalidFilter, id_of
from apps.reporting.models import ReportTemplate
from apps.reporting.selectors.template_preview import template_reach
from apps.reporting.selectors.templates import access_template
from apps.reporting.template_choice import TemplateLevel
from apps.reporting.template_document import mistakes
from apps.reporting.template_preview import preview_sections

SEE = ("report.view", "templates.manage")
EDIT = ("report.write", "templates.manage")
FILTERS = [
    OpenApiParameter("report", OpenApiTypes.UUID, description="what fits it, the best first"),
    OpenApiParameter("level", str, enum=shapes.LEVELS),
    OpenApiParameter("site", OpenApiTypes.UUID),
    OpenApiParameter("modality", str),
    OpenApiParameter("body_part", str),
    OpenApiParameter("state", str, enum=shapes.STATES),
    OpenApiParameter("search", str, description="in the name and the procedures"),
]


class TemplateView(TenantView):
    def answer(self, template_id: UUID, status: int = 200) -> Response:
        return Response(self.body(template_id), status=status)

    def body(self, template_id: UUID) -> dict[str, Any]:
        template = access_template(actor=self.actor, template_id=template_id)
        context = {"actor": self.actor}
        return dict(shapes.ReportTemplateDetailSerializer(template, context=context).data)

    def form(self, request: Request, shape: type[Any]) -> dict[str, Any]:
        """The request's values; raises ``ValidationError``."""
        form = shape(data=request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)


class ReportTemplatesView(TemplateView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": SEE, "POST": EDIT}

    @extend_schema(
        operation_id="list_report_templates",
        parameters=FILTERS,
        responses=shapes.ReportTemplateSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found: QuerySet[ReportTemplate] | list[ReportTemplate]
        if report := query.get("report"):
            found = services.open_templates_for_report(
                actor=self.actor, report_id=id_of("report", report)
            )
        else:
            found = _narrow(services.open_templates(actor=self.actor), query)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        context = {"actor": self.actor}
        body = shapes.ReportTemplateSerializer(rows, many=True, context=context)
        return page.get_paginated_response(body.data)

    @extend_schema(
        operation_id="create_report_template",
        request=shapes.NewTemplateSerializer,
        responses={201: shapes.ReportTemplateDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        said = self.form(request, shapes.NewTemplateSerializer)
        template = services.create_template(
            actor=self.actor,
            level=said["level"],
            site_id=said.get("site"),
            content=said["content"],
        )
        return self.answer(template.id, status=201)


class ShippedTemplatesView(TemplateView):
    capabilities: ClassVar = {"POST": "templates.manage"}

    @extend_schema(
        operation_id="add_shipped_report_templates",
        request=None,
        responses=shapes.ShippedTemplatesSerializer,
    )
    def post(self, request: Request) -> Response:
        found = services.add_shipped_templates(actor=self.actor)
        return Response(shapes.ShippedTemplatesSerializer(found).data)


class ReportTemplateView(TemplateView):
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="get_report_template", responses=shapes.ReportTemplateDetailSerializer
    )
    def get(self, request: Request, template_id: UUID) -> Response:
        return self.answer(template_id)


class TemplateDraftView(TemplateView):
    capabilities: ClassVar = {"PUT": EDIT, "DELETE": EDIT}

    @extend_schema(
        operation_id="save_report_template_draft",
        request=shapes.TemplateDraftChangeSerializer,
        responses=shapes.ReportTemplateDetailSerializer,
    )
    def put(self, request: Request, template_id: UUID) -> Response:
        services.save_template_draft(
            actor=self.actor,
            template_id=template_id,
            **self.form(request, shapes.TemplateDraftChangeSerializer),
        )
        return self.answer(template_id)

    @extend_schema(operation_id="discard_report_template_draft", responses={204: None})
    def delete(self, request: Request, template_id: UUID) -> Response:
        services.discard_template_draft(actor=self.actor, template_id=template_id)
        return Response(status=204)


class TemplatePublicationView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}

    @extend_schema(
        operation_id="publish_report_template",
        request=shapes.TemplatePublicationSerializer,
        responses=shapes.ReportTemplateDetailSerializer,
    )
    def post(self, request: Request, template_id: UUID) -> Response:
        services.publish_template(
            actor=self.actor,
            template_id=template_id,
            **self.form(request, shapes.TemplatePublicationSerializer),
        )
        return self.answer(template_id)


class TemplateRetirementView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}

    @extend_schema(
        operation_id="retire_report_template",
        request=None,
        responses=shapes.ReportTemplateDetailSerializer,
    )
    def post(self, request: Request, template_id: UUID) -> Response:
        services.retire_template(actor=self.actor, template_id=template_id)
        return self.answer(template_id)


class TemplateRestorationView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}

    @extend_schema(
        operation_id="restore_report_template",
        request=None,
        responses=shapes.ReportTemplateDetailSerializer,
    )
    def post(self, request: Request, template_id: UUID) -> Response:
        services.restore_template(actor=self.actor, template_id=template_id)
        return self.answer(template_id)


class TemplatePreviewView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}

    @extend_schema(
        operation_id="preview_report_template",
        request=shapes.TemplatePreviewRequestSerializer,
        responses=shapes.TemplatePreviewSerializer,
    )
    def post(self, request: Request) -> Response:
        said = self.form(request, shapes.TemplatePreviewRequestSerializer)
        trial, content = services.trial_template(
            actor=self.actor,
            level=said["level"],
            site_id=said.get("site"),
            content=said["content"],
        )
        reach = template_reach(
            actor=self.actor, candidate=trial, days=said["days"], instead_of=said.get("template")
        )
        others = [{"name": name, "studies": count} for name, count in reach.others.most_common(10)]
        body = {
            "sections": preview_sections(content["sections"]),
            "problems": mistakes(content),
            "reach": {
                "looked_at": reach.looked_at,
                "capped": reach.capped,
                "fits": reach.fits,
                "chosen": reach.chosen,
                "others": others,
            },
        }
        return Response(shapes.TemplatePreviewSerializer(body).data)


def _narrow(found: QuerySet[ReportTemplate], query: QueryDict) -> QuerySet[ReportTemplate]:
    if level := query.get("level"):
        _require_known("level", level, shapes.LEVELS)
        found = found.filter(level=level)
    if site := query.get("site"):
        found = found.filter(level=TemplateLevel.SITE, site_id=id_of("site", site))
    for name in ("modality", "body_part"):
        if value := _text(query, name):
            found = found.filter(**{f"{name}__iexact": value})
    if state := query.get("state"):
        _require_known("state", state, shapes.STATES)
        found = found.filter(active=state == "published")
        if state != "published":
            found = found.filter(number__gt=0) if state == "retired" else found.filter(number=0)
    for word in _text(query, "search").split()[:5]:
        in_words = Q(procedure_words__icontains=word) | Q(procedure_codes__icontains=word)
        found = found.filter(Q(name__icontains=word) | in_words)
    return found


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\x00", "")[:100].strip()


def _require_known(name: str, value: str, known: list[str]) -> None:
    if value not in known:
        raise InvalidFilter(f"‘{name}’ is one of {', '.join(known)}.")
