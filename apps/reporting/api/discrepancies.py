"""Differences between two readings over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api import discrepancy_serializers as shapes
from apps.reporting.api.filters import InvalidFilter, id_of
from apps.reporting.api.serializers import WrittenTextSerializer
from apps.reporting.selectors.discrepancies import access_discrepancy, discrepancies
from apps.reporting.states import DiscrepancyState

FILTERS = [
    OpenApiParameter("state", str, description="one or more by comma"),
    OpenApiParameter("study", OpenApiTypes.UUID),
    OpenApiParameter("mine", bool, description="only about what the person had signed"),
]


class VersionDifferencesView(TenantView):
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(
        operation_id="compare_report_version", responses=shapes.VersionDifferenceSerializer
    )
    def get(self, request: Request, report_id: UUID, number: int) -> Response:
        version, before, sections = services.compare_version(
            actor=self.actor, report_id=report_id, number=number
        )
        body = {"version": version, "before": before, "sections": sections}
        return Response(shapes.VersionDifferenceSerializer(body).data)


class DraftDifferencesView(TenantView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="compare_draft",
        request=WrittenTextSerializer,
        responses=shapes.DraftDifferenceSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = WrittenTextSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        before, sections = services.compare_draft(
            actor=self.actor, report_id=report_id, sections=form.validated_data["sections"]
        )
        body = {"before": before, "sections": sections}
        return Response(shapes.DraftDifferenceSerializer(body).data)


class _DiscrepancyView(TenantView):
    def answer(self, discrepancy_id: UUID, status: int = 200) -> Response:
        found = access_discrepancy(actor=self.actor, discrepancy_id=discrepancy_id)
        return Response(shapes.DiscrepancySerializer(found).data, status=status)


class ReportDiscrepanciesView(_DiscrepancyView):
    capabilities: ClassVar = {"POST": "discrepancy.note"}

    @extend_schema(
        operation_id="note_discrepancy",
        request=shapes.NewDiscrepancySerializer,
        responses={201: shapes.DiscrepancySerializer},
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = shapes.NewDiscrepancySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = services.note_discrepancy(
            actor=self.actor,
            report_id=report_id,
            difference=services.Difference(**form.validated_data),
        )
        return self.answer(found.id, status=201)


class DiscrepanciesView(_DiscrepancyView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "discrepancy.view", "POST": "discrepancy.report"}

    @extend_schema(
        operation_id="list_discrepancies",
        parameters=FILTERS,
        responses=shapes.DiscrepancySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = discrepancies(actor=self.actor)
        query = request.query_params
        if state := query.get("state"):
            wanted = state.split(",")
            if set(wanted) - set(DiscrepancyState.values()):
                raise InvalidFilter(
                    f"‘state’ is one or more of {', '.join(DiscrepancyState.values())}."
                )
            found = found.filter(state__in=wanted)
        if study := query.get("study"):
            found = found.filter(study_id=id_of("study", study))
        if query.get("mine") == "true":
            found = found.filter(earlier_reader_id=self.actor.user_id)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.DiscrepancySerializer(rows, many=True).data)

    @extend_schema(
        operation_id="report_discrepancy",
        request=shapes.ReportedDiscrepancySerializer,
        responses={201: shapes.DiscrepancySerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.ReportedDiscrepancySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said: dict[str, Any] = dict(form.validated_data)
        found = services.report_discrepancy(
            actor=self.actor, study_id=said.pop("study"), difference=services.Difference(**said)
        )
        return self.answer(found.id, status=201)


class DiscrepancyCommunicationView(_DiscrepancyView):
    capabilities: ClassVar = {"POST": "discrepancy.communicate"}

    @extend_schema(
        operation_id="communicate_discrepancy",
        request=shapes.DiscrepancyCommunicationSerializer,
        responses=shapes.DiscrepancySerializer,
    )
    def post(self, request: Request, discrepancy_id: UUID) -> Response:
        form = shapes.DiscrepancyCommunicationSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.communicate_discrepancy(
            actor=self.actor, discrepancy_id=discrepancy_id, **form.validated_data
        )
        return self.answer(discrepancy_id)


class DiscrepancyAcknowledgementView(_DiscrepancyView):
    capabilities: ClassVar = {"POST": "report.acknowledge"}

    @extend_schema(
        operation_id="acknowledge_discrepancy",
        request=None,
        responses=shapes.DiscrepancySerializer,
    )
    def post(self, request: Request, discrepancy_id: UUID) -> Response:
        services.acknowledge_discrepancy(actor=self.actor, discrepancy_id=discrepancy_id)
        return self.answer(discrepancy_id)


class DiscrepancyCancellationView(_DiscrepancyView):
    capabilities: ClassVar = {"POST": "discrepancy.note"}

    @extend_schema(
        operation_id="cancel_discrepancy",
        request=shapes.DiscrepancyReasonSerializer,
        responses=shapes.DiscrepancySerializer,
    )
    def post(self, request: Request, discrepancy_id: UUID) -> Response:
        form = shapes.DiscrepancyReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.cancel_discrepancy(
            actor=self.actor, discrepancy_id=discrepancy_id, reason=form.validated_data["reason"]
        )
        return self.answer(discrepancy_id)


class DiscrepancySeenView(_DiscrepancyView):
    capabilities: ClassVar = {"POST": "discrepancy.view"}

    @extend_schema(
        operation_id="see_discrepancy", request=None, responses=shapes.DiscrepancySerializer
    )
    def post(self, request: Request, discrepancy_id: UUID) -> Response:
        services.see_discrepancy(actor=self.actor, discrepancy_id=discrepancy_id)
        return self.answer(discrepancy_id)
