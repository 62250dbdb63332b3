"""Co-signature over HTTP: submit, return, and who is supervised."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api.reports import BaseReportView
from apps.reporting.api.serializers import ReportSerializer
from apps.reporting.selectors.submissions import supervised_readers


class NewSubmissionSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(min_value=0)
    study_instance_uid = serializers.CharField(max_length=64)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    attending = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="none: whoever may sign it"
    )
    comment = serializers.CharField(max_length=2000, allow_blank=True, required=False, default="")


class SubmissionReturnSerializer(serializers.Serializer[Any]):
    comment = serializers.CharField(max_length=2000)


class SupervisedReaderSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    since = serializers.DateTimeField()


class SubmissionView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="submit_report", request=NewSubmissionSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = NewSubmissionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        services.submit_report(
            actor=self.actor, report_id=report_id, attending_id=said.pop("attending"), **said
        )
        return self.answer(report_id)


class SubmissionReturnView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="return_report", request=SubmissionReturnSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = SubmissionReturnSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.return_submission(
            actor=self.actor, report_id=report_id, comment=form.validated_data["comment"]
        )
        return self.answer(report_id)


class SupervisedReadersView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(
        operation_id="list_supervised_readers", responses=SupervisedReaderSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(supervised_readers(), request, self)
        return page.get_paginated_response(SupervisedReaderSerializer(rows, many=True).data)


class SupervisedReaderView(TenantView):
    capabilities: ClassVar = {"PUT": "staffing.manage", "DELETE": "staffing.manage"}

    @extend_schema(
        operation_id="supervise_reader", request=None, responses=SupervisedReaderSerializer
    )
    def put(self, request: Request, reader_id: UUID) -> Response:
        supervised = services.supervise_reader(actor=self.actor, reader_id=reader_id)
        return Response(SupervisedReaderSerializer(supervised).data)

    @extend_schema(operation_id="end_supervision", request=None, responses={204: None})
    def delete(self, request: Request, reader_id: UUID) -> Response:
        services.end_supervision(actor=self.actor, reader_id=reader_id)
        return Response(status=204)
