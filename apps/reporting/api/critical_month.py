"""The month's figures over HTTP: JSON, and CSV for a spreadsheet."""

import csv
import io
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.reporting.api.filters import InvalidFilter
from apps.reporting.selectors.critical_month import MonthRow, month_report

DIMENSIONS = ["all", "category", "site", "reader"]
MONTH = OpenApiParameter("month", str, required=True, description="YYYY-MM")


class CriticalMonthRowSerializer(serializers.Serializer[Any]):
    """``raised = within + late + overdue + pending``; ``canceled`` stands apart. ``share_within`` from 0 to 1."""

    grouped_by = serializers.ChoiceField(choices=DIMENSIONS, source="dimension")
    key = serializers.CharField()
    name = serializers.CharField(source="label")
    raised = serializers.IntegerField()
    within = serializers.IntegerField()
    late = serializers.IntegerField()
    overdue = serializers.IntegerField()
    pending = serializers.IntegerField()
    canceled = serializers.IntegerField()
    share_within = serializers.FloatField(allow_null=True)
    median_minutes = serializers.FloatField(allow_null=True)


class CriticalMonthSerializer(serializers.Serializer[Any]):
    month = serializers.CharField()
    rows = CriticalMonthRowSerializer(many=True)


class CriticalMonthView(TenantView):
    capabilities: ClassVar = {"GET": "critical.report"}

    @extend_schema(
        operation_id="get_critical_month", parameters=[MONTH], responses=CriticalMonthSerializer
    )
    def get(self, request: Request) -> Response:
        first_day = month_of(request)
        body = {"month": f"{first_day:%Y-%m}", "rows": month_report(first_day=first_day)}
        return Response(CriticalMonthSerializer(body).data)


class CriticalMonthCsvView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "critical.report"}

    @extend_schema(
        operation_id="get_critical_month_csv",
        parameters=[MONTH],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        first_day = month_of(request)
        return HttpResponse(
            as_csv(month_report(first_day=first_day)),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="critical-{first_day:%Y-%m}.csv"',
                "Cache-Control": "private, no-store",
            },
        )


def month_of(request: Request) -> date:
    """The first day of the month asked for; raises ``InvalidFilter``."""
    try:
        return date.fromisoformat(f"{request.query_params.get('month', '')}-01")
    except ValueError:
        raise InvalidFilter("‘month’ is a year and a month, such as 2026-11.") from None


def as_csv(rows: list[MonthRow]) -> str:
    """Comma-separated, with a header; a cell that a spreadsheet would take for a formula is defused."""
    out = io.StringIO()
    names = [*MonthRow.__dataclass_fields__, "share_within"]
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        values = {**asdict(row), "share_within": row.share_within}
        writer.writerow([_safe(values[name]) for name in names])
    return out.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
