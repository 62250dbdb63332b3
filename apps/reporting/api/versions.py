"""Signed versions over HTTP."""

from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.reporting import services
from apps.reporting.api import serializers
from apps.reporting.api.files import ANSWERS, FORMAT, file_response
from apps.reporting.api.pdf import pdf_response


class VersionView(TenantView):
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(operation_id="get_report_version", responses=serializers.VersionSerializer)
    def get(self, request: Request, report_id: UUID, number: int) -> Response:
        version = services.open_version(actor=self.actor, report_id=report_id, number=number)
        return Response(serializers.VersionSerializer(version).data)


class VersionPdfView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(
        operation_id="get_report_version_pdf",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, report_id: UUID, number: int) -> HttpResponse:
        content = services.print_version(actor=self.actor, report_id=report_id, number=number)
        return pdf_response(content, name=f"report-{report_id}-{number}")


class VersionOutputView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(operation_id="get_report_version_output", parameters=[FORMAT], responses=ANSWERS)
    def get(self, request: Request, report_id: UUID, number: int, what: str) -> HttpResponse:
        file = services.export_version(
            actor=self.actor, report_id=report_id, number=number, what=what
        )
        return file_response(file)
