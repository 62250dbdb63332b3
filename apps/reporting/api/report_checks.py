"""Checks of a report's text over HTTP."""

import re
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.reporting import services
from apps.reporting.api.serializers import SectionSerializer
from apps.reporting.checks import CODES, SECTIONS, ReportFacts

LONGEST_SECTION = 100_000
MOST_PRIORS = 2000
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")


class _Words(serializers.CharField):
    """Text that may be missing or null, which both mean unknown."""

    def __init__(self, longest: int = 4000) -> None:
        super().__init__(
            max_length=longest,
            allow_blank=True,
            allow_null=True,
            required=False,
            trim_whitespace=False,
        )


def _day(text: str) -> date:
    """A day as `2024-03-01` or, as DICOM writes it (PS3.5 6.2 DA), `20240301`; a time after it is left out."""
    found = _DAY.fullmatch(text.strip())
    try:
        year, month, day = map(int, found.groups() if found else ())
        return date(year, month, day)
    except ValueError:
        raise serializers.ValidationError("Write a day as YYYY-MM-DD.") from None


class CheckedPatientSerializer(serializers.Serializer[Any]):
    sex = _Words(16)
    birth_date = _Words(40)


class CheckedOrderSerializer(serializers.Serializer[Any]):
    procedure = _Words()
    body_part = _Words(400)
    laterality = _Words(40)
    modality = _Words(40)
    indication = _Words(10_000)


class CheckedStudySerializer(serializers.Serializer[Any]):
    modality = _Words(100)
    body_part = _Words(400)
    study_date = _Words(40)
    prior_dates = serializers.ListField(
        child=serializers.CharField(max_length=40),
        max_length=MOST_PRIORS,
        allow_null=True,
        required=False,
        help_text="days of the patient's other studies; missing or null: not known",
    )

    def validate_prior_dates(self, days: list[str] | None) -> frozenset[date] | None:
        return None if days is None else frozenset(map(_day, days))


class CheckedSectionsSerializer(serializers.Serializer[Any]):
    technique = _Words(LONGEST_SECTION)
    comparison = _Words(LONGEST_SECTION)
    findings = _Words(LONGEST_SECTION)
    impression = _Words(LONGEST_SECTION)


class CheckedReportSerializer(serializers.Serializer[Any]):
    patient = CheckedPatientSerializer(required=False, allow_null=True)
    order = CheckedOrderSerializer(required=False, allow_null=True)
    study = CheckedStudySerializer(required=False, allow_null=True)
    sections = CheckedSectionsSerializer(allow_null=True)

    def facts(self) -> ReportFacts:
        """The valid body as the checks take it."""
        given = {name: part or {} for name, part in self.validated_data.items()}
        patient, order, study = (given.get(name, {}) for name in ("patient", "order", "study"))
        return ReportFacts(
            sex=patient.get("sex") or "",
            study_modality=study.get("modality") or "",
            study_body_part=study.get("body_part") or "",
            prior_dates=study.get("prior_dates"),
            sections={name: given["sections"].get(name) or "" for name in SECTIONS},
            procedure=order.get("procedure") or "",
            body_part=order.get("body_part") or "",
            laterality=order.get("laterality") or "",
            modality=order.get("modality") or "",
            indication=order.get("indication") or "",
        )


class CheckedDraftSerializer(serializers.Serializer[Any]):
    sections = SectionSerializer(many=True)


class CheckResultSerializer(serializers.Serializer[Any]):
    """``start`` and ``end`` count Unicode characters of the section; ``end`` is the first one after the place."""

    code = serializers.ChoiceField(choices=CODES)
    section = serializers.ChoiceField(choices=SECTIONS)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    message = serializers.CharField()


class CheckResultsSerializer(serializers.Serializer[Any]):
    results = CheckResultSerializer(many=True)


class ReportChecksView(TenantView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="check_report",
        request=CheckedReportSerializer,
        responses=CheckResultsSerializer,
    )
    def post(self, request: Request) -> Response:
        form = CheckedReportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = services.check_text(actor=self.actor, facts=form.facts())
        return Response(CheckResultsSerializer({"results": found}).data)


class DraftChecksView(TenantView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="check_draft",
        request=CheckedDraftSerializer,
        responses=CheckResultsSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = CheckedDraftSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = services.check_draft(
            actor=self.actor, report_id=report_id, sections=form.validated_data["sections"]
        )
        return Response(CheckResultsSerializer({"results": found}).data)
