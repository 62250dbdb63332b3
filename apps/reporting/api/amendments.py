"""Wet reads, addenda, corrections and withdrawals over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.reporting import services
from apps.reporting.api.key_images import given_key_images
from apps.reporting.api.recommendation_serializers import AmendedRecommendationSerializer
from apps.reporting.api.reports import BaseReportView
from apps.reporting.api.serializers import (
    LONGEST_SECTION,
    CheckOverrideSerializer,
    ReportSerializer,
    WrittenTextSerializer,
)

LONGEST_REASON = 2000


class AmendmentSerializer(serializers.Serializer[Any]):
    """``version`` is the number of the latest signed version that the signer has seen, 0 before the first."""

    version = serializers.IntegerField(min_value=0)
    study_instance_uid = serializers.CharField(max_length=64)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    overrides = CheckOverrideSerializer(many=True, required=False)

    def signature(self) -> services.Signature:
        said = self.validated_data
        return services.Signature(
            version=said["version"],
            study_instance_uid=said["study_instance_uid"],
            password=said["password"],
            overrides=said.get("overrides", ()),
        )


class WetReadSerializer(AmendmentSerializer):
    text = serializers.CharField(max_length=2000)


class AddendumSerializer(AmendmentSerializer):
    """``recommendations``: all that is recommended from now on, those of before by their keys; missing or null: what
    was recommended stands.
    """

    text = serializers.CharField(max_length=LONGEST_SECTION)
    recommendations = AmendedRecommendationSerializer(many=True, required=False, allow_null=True)
    key_images = given_key_images(
        allow_null=True, help_text="all from now on; missing or null: as before"
    )


class CorrectionSerializer(AmendmentSerializer, WrittenTextSerializer):
    """``recommendations`` as of an addendum; missing or null: of what was, all that the corrected text says."""

    reason = serializers.CharField(max_length=LONGEST_REASON)
    recommendations = AmendedRecommendationSerializer(many=True, required=False, allow_null=True)
    key_images = given_key_images(
        allow_null=True, help_text="all from now on; missing or null: as before"
    )


class WithdrawalSerializer(AmendmentSerializer):
    reason = serializers.CharField(max_length=LONGEST_REASON)


class WetReadView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="give_wet_read", request=WetReadSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = WetReadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.give_wet_read(
            actor=self.actor,
            report_id=report_id,
            text=form.validated_data["text"],
            signature=form.signature(),
        )
        return self.answer(report_id)


class AddendaView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="add_addendum", request=AddendumSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = AddendumSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.add_addendum(
            actor=self.actor,
            report_id=report_id,
            text=form.validated_data["text"],
            signature=form.signature(),
            recommendations=form.validated_data.get("recommendations"),
            key_images=form.validated_data.get("key_images"),
        )
        return self.answer(report_id)


class CorrectionsView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="correct_report", request=CorrectionSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = CorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.correct_report(
            actor=self.actor,
            report_id=report_id,
            sections=form.validated_data["sections"],
            reason=form.validated_data["reason"],
            signature=form.signature(),
            recommendations=form.validated_data.get("recommendations"),
            key_images=form.validated_data.get("key_images"),
        )
        return self.answer(report_id)


class WithdrawalView(BaseReportView):
    capabilities: ClassVar = {"POST": "report.sign"}

    @extend_schema(
        operation_id="withdraw_report", request=WithdrawalSerializer, responses=ReportSerializer
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = WithdrawalSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.withdraw_report(
            actor=self.actor,
            report_id=report_id,
            reason=form.validated_data["reason"],
            signature=form.signature(),
        )
        return self.answer(report_id)
