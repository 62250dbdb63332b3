"""The site portal over HTTP."""

from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.common.api.pagination import Pagination
from apps.delivery import selectors, services
from apps.delivery.api import serializers
from apps.delivery.api.filters import site_study_filter, version_id, version_number
from apps.reporting.api.files import ANSWERS, FORMAT, file_response
from apps.reporting.api.key_images import JPEG, picture_response
from apps.reporting.api.pdf import pdf_response
from apps.reporting.selectors import access_report
from apps.reporting.services import differences_before, version_file, version_pdf

FILTERS = [OpenApiParameter(name, str) for name in ("site", "status", "search")]
VERSION = [
    OpenApiParameter("version", OpenApiTypes.UUID, description="a version; the latest without it"),
    OpenApiParameter("number", int, description="a version by its number"),
]


class SiteStudiesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(
        operation_id="list_site_studies",
        parameters=FILTERS,
        responses=serializers.SiteStudySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        narrowed = site_study_filter(request.query_params)
        page = Pagination()
        studies = selectors.site_studies(actor=self.actor, narrowed=narrowed)
        rows = page.paginate_queryset(studies, request, self) or []
        deliveries = selectors.deliveries_with_openings(rows)
        body = serializers.SiteStudySerializer(rows, many=True, context={"deliveries": deliveries})
        return page.get_paginated_response(body.data)


class SiteStudyView(TenantView):
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(operation_id="get_site_study", responses=serializers.SiteStudyDetailSerializer)
    def get(self, request: Request, study_id: UUID) -> Response:
        study = services.view_site_study(actor=self.actor, study_id=study_id)
        openings = list(selectors.openings_of(study))
        context = {
            "deliveries": selectors.deliveries_with_openings([study]),
            "openings": openings,
            "timeline": selectors.timeline_of(study, openings),
            "waiting": selectors.waiting_for_word().filter(study=study),
        }
        return Response(serializers.SiteStudyDetailSerializer(study, context=context).data)


class SiteReportView(TenantView):
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(
        operation_id="open_site_report",
        parameters=VERSION,
        responses=serializers.SiteReportSerializer,
    )
    def get(self, request: Request, study_id: UUID) -> Response:
        study, delivery = services.open_site_report(
            actor=self.actor,
            study_id=study_id,
            what="screen",
            number=version_number(request.query_params),
            version_id=version_id(request.query_params),
        )
        before, differences = differences_before(delivery.version)
        context = {
            "deliveries": list(selectors.deliveries_of(study)),
            "before": before,
            "differences": differences,
        }
        return Response(serializers.SiteReportSerializer(delivery, context=context).data)


class SiteReportPdfView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(
        operation_id="open_site_report_pdf",
        parameters=VERSION,
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, study_id: UUID) -> HttpResponse:
        _, delivery = services.open_site_report(
            actor=self.actor,
            study_id=study_id,
            what="pdf",
            number=version_number(request.query_params),
            version_id=version_id(request.query_params),
        )
        version = delivery.version
        return pdf_response(
            version_pdf(version), name=f"report-{version.report_id}-{version.number}"
        )


class SiteKeyImageView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(
        operation_id="open_site_key_image",
        parameters=VERSION,
        responses={(200, JPEG): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, study_id: UUID, place: int) -> HttpResponse:
        picture = services.open_site_key_image(
            actor=self.actor,
            study_id=study_id,
            place=place,
            number=version_number(request.query_params),
            version_id=version_id(request.query_params),
        )
        return picture_response(picture)


class SiteReportAcknowledgementView(TenantView):
    capabilities: ClassVar = {"POST": "report.acknowledge"}

    @extend_schema(
        operation_id="acknowledge_report_version",
        request=serializers.VersionAcknowledgementSerializer,
        responses=serializers.SiteVersionSerializer,
    )
    def post(self, request: Request, study_id: UUID) -> Response:
        form = serializers.VersionAcknowledgementSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        delivery = services.acknowledge_version(
            actor=self.actor, study_id=study_id, version_id=form.validated_data["version"]
        )
        return Response(serializers.SiteVersionSerializer(delivery).data)


class ReportDeliveriesView(TenantView):
    """Where each version of a report went, who opened it there, who confirmed it."""

    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(
        operation_id="list_report_deliveries",
        responses=serializers.ReportDeliverySerializer(many=True),
    )
    def get(self, request: Request, report_id: UUID) -> Response:
        report = access_report(actor=self.actor, report_id=report_id)
        page = Pagination()
        rows = page.paginate_queryset(
            selectors.deliveries_of_report(report_id=report.id), request, self
        )
        body = serializers.ReportDeliverySerializer(rows, many=True)
        return page.get_paginated_response(body.data)


class SiteReportOutputView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "portal.view"}

    @extend_schema(
        operation_id="open_site_report_output", parameters=[FORMAT, *VERSION], responses=ANSWERS
    )
    def get(self, request: Request, study_id: UUID, what: str) -> HttpResponse:
        study, delivery = services.open_site_report(
            actor=self.actor,
            study_id=study_id,
            what="file",
            number=version_number(request.query_params),
            version_id=version_id(request.query_params),
        )
        return file_response(version_file(delivery.version, what, study.id))
