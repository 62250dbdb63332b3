"""Versions of templates over HTTP, and templates as MRRT files."""

from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.negotiation import OneRepresentation
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api import template_serializers as shapes
from apps.reporting.api.filters import InvalidFilter
from apps.reporting.api.templates import EDIT, SEE, TemplateView
from apps.reporting.selectors.templates import (
    access_template,
    access_template_version,
    template_versions,
)
from apps.reporting.template_choice import TemplateLevel

DRAFT = "draft"
AROUND_THE_FILE = 64 * 1024
"""What a multipart body may have beside the file's own bytes."""


class TemplateVersionsView(TemplateView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="list_report_template_versions",
        responses=shapes.TemplateVersionSummarySerializer(many=True),
    )
    def get(self, request: Request, template_id: UUID) -> Response:
        template = access_template(actor=self.actor, template_id=template_id)
        page = Pagination()
        found = template_versions(template=template).defer("content")
        rows = page.paginate_queryset(found, request, self)
        body = shapes.TemplateVersionSummarySerializer(rows, many=True)
        return page.get_paginated_response(body.data)


class TemplateVersionView(TemplateView):
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="get_report_template_version", responses=shapes.TemplateVersionSerializer
    )
    def get(self, request: Request, template_id: UUID, number: int) -> Response:
        template = access_template(actor=self.actor, template_id=template_id)
        version = access_template_version(template=template, number=number)
        return Response(shapes.TemplateVersionSerializer(version).data)


class TemplateRollBackView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}

    @extend_schema(
        operation_id="roll_back_report_template",
        request=shapes.TemplateRollBackSerializer,
        responses=shapes.ReportTemplateDetailSerializer,
    )
    def post(self, request: Request, template_id: UUID, number: int) -> Response:
        services.roll_back_template(
            actor=self.actor,
            template_id=template_id,
            number=number,
            **self.form(request, shapes.TemplateRollBackSerializer),
        )
        return self.answer(template_id)


class TemplateDifferencesView(TemplateView):
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="compare_report_template_versions",
        parameters=[
            OpenApiParameter("from", str, description="a number; the version in force without it"),
            OpenApiParameter("to", str, description="a number, or ‘draft’ (as without it)"),
        ],
        responses=shapes.TemplateDifferenceSerializer,
    )
    def get(self, request: Request, template_id: UUID) -> Response:
        query = request.query_params
        found = services.compare_template(
            actor=self.actor,
            template_id=template_id,
            before=_number("from", query.get("from", "")),
            after=None if query.get("to", DRAFT) == DRAFT else _number("to", query["to"]),
        )
        return Response(shapes.TemplateDifferenceSerializer(found).data)


class TemplateImportView(TemplateView):
    capabilities: ClassVar = {"POST": EDIT}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="import_report_template",
        request={"multipart/form-data": shapes.TemplateFileSerializer},
        responses={201: shapes.ImportedTemplateSerializer},
    )
    def post(self, request: Request) -> Response:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal():
            services.require_template_size(int(announced) - AROUND_THE_FILE)
        said = self.form(request, shapes.TemplateFileSerializer)
        usual = "tenant" if self.actor.can("templates.manage") else "personal"
        template, losses = services.import_template(
            actor=self.actor,
            level=TemplateLevel(said.get("level", usual)),
            site_id=said.get("site"),
            content=said["file"].read(),
        )
        return Response({"template": self.body(template.id), "warnings": losses}, status=201)


class TemplateFileView(TemplateView):
    """The file is saved, never shown: what a template says does not run under this address."""

    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="export_report_template",
        parameters=[OpenApiParameter("version", int, description="the one in force without it")],
        responses={(200, "text/html"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, template_id: UUID) -> HttpResponse:
        number = _number("version", request.query_params.get("version", ""))
        file = services.export_template(actor=self.actor, template_id=template_id, number=number)
        return HttpResponse(
            file.content,
            content_type="text/html; charset=utf-8",
            headers={
                "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                "Cache-Control": "private, no-store",
            },
        )


def _number(name: str, value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 9):
        raise InvalidFilter(f"‘{name}’ is the number of a version.")
    return int(value)
