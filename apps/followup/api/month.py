"""The month's figures over HTTP: JSON, and CSV for a spreadsheet."""

import csv
import io
from dataclasses import asdict
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.followup.selectors.month import DIMENSIONS, MonthRow, month_report
from apps.reporting.api.critical_month import MONTH, month_of


class FollowUpMonthRowSerializer(serializers.Serializer[Any]):
    """``recommended = within + early + late + overdue + pending + declined + not_needed``; ``taken_back`` stands apart.
    Shares from 0 to 1.
    """

    grouped_by = serializers.ChoiceField(choices=DIMENSIONS, source="dimension")
    key = serializers.CharField()
    name = serializers.CharField(source="label")
    recommended = serializers.IntegerField()
    within = serializers.IntegerField()
    early = serializers.IntegerField()
    late = serializers.IntegerField()
    overdue = serializers.IntegerField()
    pending = serializers.IntegerField()
    declined = serializers.IntegerField()
    not_needed = serializers.IntegerField()
    taken_back = serializers.IntegerField()
    with_modality = serializers.IntegerField()
    with_interval = serializers.IntegerField()
    with_both = serializers.IntegerField()
    share_done = serializers.FloatField(allow_null=True)
    share_complete = serializers.FloatField(allow_null=True)


class FollowUpMonthSerializer(serializers.Serializer[Any]):
    month = serializers.CharField()
    rows = FollowUpMonthRowSerializer(many=True)


class FollowUpMonthView(TenantView):
    capabilities: ClassVar = {"GET": "follow_up.report"}

    @extend_schema(
        operation_id="get_follow_up_month", parameters=[MONTH], responses=FollowUpMonthSerializer
    )
    def get(self, request: Request) -> Response:
        first_day = month_of(request)
        body = {"month": f"{first_day:%Y-%m}", "rows": month_report(first_day=first_day)}
        return Response(FollowUpMonthSerializer(body).data)


class FollowUpMonthCsvView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "follow_up.report"}

    @extend_schema(
        operation_id="get_follow_up_month_csv",
        parameters=[MONTH],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        first_day = month_of(request)
        return HttpResponse(
            as_csv(month_report(first_day=first_day)),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="follow-ups-{first_day:%Y-%m}.csv"',
                "Cache-Control": "private, no-store",
            },
        )


def as_csv(rows: list[MonthRow]) -> str:
    """Comma-separated, with a header; a cell that a spreadsheet would take for a formula is defused."""
    out = io.StringIO()
    names = [*MonthRow.__dataclass_fields__, "share_done", "share_complete"]
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        shares = {"share_done": row.share_done, "share_complete": row.share_complete}
        values = {**asdict(row), **shares}
        writer.writerow([_safe(values[name]) for name in names])
    return out.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
