"""Reports over HTTP: start, read, save, sign."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import selectors, services
from apps.reporting.api import serializers
from apps.reporting.api.filters import narrow_reports
from apps.reporting.models import Report
from apps.reporting.selectors.submissions import is_supervised, latest_submissions

FILTERS = [OpenApiParameter(name, str) for name in ("study", "patient", "state")]


class BaseReportView(TenantView):
    def context(self, found: list[Report]) -> dict[str, Any]:
        return {
            "shows_draft": self.actor.can("report.write"),
            "editable": selectors.editable_report_ids(actor=self.actor, found=found),
            "submissions": latest_submissions(report_ids=[report.id for report in found]),
            "supervised": self.actor.user_id and is_supervised(reader_id=self.actor.user_id),
        }

    def answer(self, report_id: UUID, status: int = 200) -> Response:
        report = selectors.access_report(actor=self.actor, report_id=report_id)
        return Response(self.body(report), status=status)

    def body(self, report: Report) -> dict[str, Any]:
        return dict(serializers.ReportSerializer(report, context=self.context([report])).data)


class ReportsView(BaseReportView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "report.view", "POST": "report.write"}

    @extend_schema(
        operation_id="list_reports",
        parameters=FILTERS,
        responses=serializers.ReportSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found: QuerySet[Report] = narrow_reports(
            selectors.reports(actor=self.actor), request.query_params
        )
        page = Pagination()
        rows = page.paginate_queryset(found, request, self) or []
        body = serializers.ReportSerializer(rows, many=True, context=self.context(rows))
        return page.get_paginated_response(body.data)

    @extend_schema(
        operation_id="start_report",
        request=serializers.NewReportSerializer,
        responses={
            200: serializers.ReportSerializer,
            201: serializers.ReportSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        form = serializers.NewReportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        report, created = services.create_report(
            actor=self.actor, task_id=form.validated_data["reading_task"]
        )
        return self.answer(report.id, status=201 if created else 200)


class ReportView(BaseReportView):
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(operation_id="get_report", responses=serializers.ReportSerializer)
    def get(self, request: Request, report_id: UUID) -> Response:
        return Response(self.body(services.open_report(actor=self.actor, report_id=report_id)))


class DraftView(TenantView):
    capabilities: ClassVar = {"PUT": "report.write"}

    @extend_schema(
        operation_id="save_draft",
        request=serializers.DraftSaveSerializer,
        responses=serializers.DraftSavedSerializer,
    )
    def put(self, request: Request, report_id: UUID) -> Response:
        form = serializers.DraftSaveSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        report = services.save_draft(actor=self.actor, report_id=report_id, **form.validated_data)
        return Response(serializers.DraftSavedSerializer(report).data)


class KeptDraftsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "report.write"}

    @extend_schema(
        operation_id="list_kept_drafts", responses=serializers.KeptDraftSerializer(many=True)
    )
    def get(self, request: Request, report_id: UUID) -> Response:
        kept = services.open_kept_drafts(actor=self.actor, report_id=report_id)
        page = Pagination()
        rows = page.paginate_queryset(kept, request, self)
        return page.get_paginated_response(serializers.KeptDraftSerializer(rows, many=True).data)


class ReportTemplateChangeView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="apply_template",
        request=serializers.TemplateChangeSerializer,
        responses=serializers.ReportSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = serializers.TemplateChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.apply_template(
            actor=self.actor,
            report_id=report_id,
            template_id=form.validated_data["template"],
            revision=form.validated_data["revision"],
        )
        return self.answer(report_id)


class SignatureView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="sign_report",
        request=serializers.SignatureSerializer,
        responses=serializers.ReportSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = serializers.SignatureSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.sign_report(
            actor=self.actor,
            report_id=report_id,
            **{**form.validated_data, "difference": _difference(form.validated_data)},
        )
        return self.answer(report_id)


def _difference(said: dict[str, Any]) -> services.Difference | None:
    answer = said.get("difference")
    return services.Difference(**answer) if answer else None
