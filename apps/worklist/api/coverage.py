"""The coverage map over HTTP."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.api.periods import moment
from apps.worklist.engine.coverage import HOUR
from apps.worklist.selectors.coverage import Asked, ReaderCover, coverage, coverage_of_hour

USUAL_HOURS = 72
MOST_HOURS = 14 * 24
WORK = [
    OpenApiParameter("modality", str, description="e.g. CT; any without it"),
    OpenApiParameter("procedure_group", str, description="e.g. neuro; any without it"),
]


class SiteCoverageSerializer(serializers.Serializer[Any]):
    site = SiteSerializer()
    readers = serializers.ListField(
        child=serializers.IntegerField(), help_text="per hour; 0 is a gap"
    )


class CoverageSerializer(serializers.Serializer[Any]):
    hours = serializers.ListField(child=serializers.DateTimeField(), help_text="starts, UTC")
    modality = serializers.CharField()
    procedure_group = serializers.CharField()
    sites = SiteCoverageSerializer(many=True)


class CoverExclusionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()


class CoverStretchSerializer(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class ReaderCoverSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    on_shift = serializers.BooleanField()
    eligible = serializers.BooleanField()
    exclusions = CoverExclusionSerializer(many=True)
    covers = CoverStretchSerializer(many=True)


class HourCoverageSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    readers = ReaderCoverSerializer(many=True)


class CoverageView(TenantView):
    capabilities: ClassVar = {"GET": "staffing.view"}

    @extend_schema(
        operation_id="get_coverage",
        parameters=[
            OpenApiParameter("from", datetime, description="taken back to its full UTC hour"),
            OpenApiParameter("hours", int, description=f"{USUAL_HOURS}, at most {MOST_HOURS}"),
            *WORK,
        ],
        responses=CoverageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = _asked(request, moment(request, "from"), _hours(request))
        body = {
            "hours": [asked.start + number * HOUR for number in range(asked.hours)],
            "modality": asked.modality,
            "procedure_group": asked.procedure_group,
            "sites": coverage(actor=self.actor, asked=asked),
        }
        return Response(CoverageSerializer(body).data)


class HourCoverageView(TenantView):
    capabilities: ClassVar = {"GET": ("staffing.manage", "operations.view")}

    @extend_schema(
        operation_id="explain_coverage",
        parameters=[OpenApiParameter("at", datetime), *WORK],
        responses=HourCoverageSerializer,
    )
    def get(self, request: Request, site_id: UUID) -> Response:
        asked = _asked(request, moment(request, "at"), 1)
        rows = coverage_of_hour(actor=self.actor, site_id=site_id, asked=asked)
        body = {"at": asked.start, "readers": [_row(one) for one in rows]}
        return Response(HourCoverageSerializer(body).data)


def _row(cover: ReaderCover) -> dict[str, Any]:
    return {
        "reader": {"id": cover.reader.reader_id, "name": cover.reader.name},
        "on_shift": cover.on_shift,
        "eligible": cover.verdict.eligible,
        "exclusions": cover.verdict.exclusions,
        "covers": [{"starts_at": start, "ends_at": end} for start, end in cover.stretches],
    }


def _asked(request: Request, at: datetime, hours: int) -> Asked:
    return Asked(
        start=at.replace(minute=0, second=0, microsecond=0),
        hours=hours,
        modality=_code(request, "modality"),
        procedure_group=_code(request, "procedure_group"),
    )


def _code(request: Request, name: str) -> str:
    value = request.query_params.get(name, "").strip()
    if len(value) > 20 or not value.isprintable():
        raise InvalidFilter(f"‘{name}’ is a short code.")
    return value


def _hours(request: Request) -> int:
    value = request.query_params.get("hours") or str(USUAL_HOURS)
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:6]) <= MOST_HOURS):
        raise InvalidFilter(f"‘hours’ is a number from 1 to {MOST_HOURS}.")
    return int(value)
