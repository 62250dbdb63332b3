"""What readers took and left, over HTTP."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.api.periods import period
from apps.worklist.engine.fairness import DIMENSIONS, LEAST_CASES, SHARE_THRESHOLD
from apps.worklist.selectors.fairness import fairness

USUAL_PERIOD = timedelta(days=28)
LONGEST_PERIOD = timedelta(days=31)


class FairnessReaderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="reader_id")
    name = serializers.CharField()


class KindShareSerializer(serializers.Serializer[Any]):
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    value = serializers.CharField()
    taken = serializers.IntegerField()
    passed_over = serializers.IntegerField()
    share = serializers.FloatField(help_text="passed over, of both")
    low = serializers.FloatField(help_text="lower end of the 95 % Wilson interval")
    high = serializers.FloatField()
    colleagues = serializers.FloatField(allow_null=True, help_text="their share of the same kind")
    flagged = serializers.BooleanField()


class MixLineSerializer(serializers.Serializer[Any]):
    dimension = serializers.ChoiceField(choices=DIMENSIONS)
    value = serializers.CharField()
    own = serializers.IntegerField()
    own_share = serializers.FloatField()
    around = serializers.IntegerField(
        help_text="completed by colleagues in the same hours, and open to this reader"
    )
    around_share = serializers.FloatField()


class ReaderFairnessSerializer(serializers.Serializer[Any]):
    reader = FairnessReaderSerializer()
    opened = serializers.IntegerField()
    opened_and_left = serializers.IntegerField()
    skipped = serializers.IntegerField()
    released = serializers.IntegerField()
    handed_back = serializers.IntegerField()
    expired = serializers.IntegerField()
    completed = serializers.IntegerField()
    minutes = serializers.FloatField(help_text="expected reading time of what was completed")
    rvu = serializers.FloatField()
    hours_on_shift = serializers.FloatField()
    hours_active = serializers.IntegerField(help_text="clock hours in which a study was held")
    rvu_per_hour_on_shift = serializers.FloatField(allow_null=True)
    rvu_per_active_hour = serializers.FloatField(allow_null=True)
    minutes_per_hour_on_shift = serializers.FloatField(allow_null=True)
    minutes_per_case = serializers.FloatField(allow_null=True)
    minutes_per_case_around = serializers.FloatField(allow_null=True)
    kinds = KindShareSerializer(many=True)
    case_mix = MixLineSerializer(many=True)


class FairnessSerializer(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    share_threshold = serializers.FloatField(
        help_text="above it, by the interval, a kind is flagged"
    )
    least_cases = serializers.IntegerField(help_text="fewer are never flagged")
    results = ReaderFairnessSerializer(many=True)


class FairnessView(TenantView):
    pagination_class = None
    capabilities: ClassVar = {"GET": ("fairness.view", "worklist.claim")}

    @extend_schema(
        operation_id="get_fairness",
        description="By reader's name. Readers see their own; managers and QA see all.",
        parameters=[
            OpenApiParameter("from", datetime, description="28 days before ‘to’ without it"),
            OpenApiParameter("to", datetime, description="now without it"),
            OpenApiParameter("reader", UUID),
        ],
        responses=FairnessSerializer,
    )
    def get(self, request: Request) -> Response:
        start, end = period(request, usual=USUAL_PERIOD, longest=LONGEST_PERIOD)
        results = fairness(actor=self.actor, start=start, end=end, reader_id=_reader(request))
        body = {
            "start": start,
            "end": end,
            "share_threshold": SHARE_THRESHOLD,
            "least_cases": LEAST_CASES,
            "results": results,
        }
        return Response(FairnessSerializer(body).data)


def _reader(request: Request) -> UUID | None:
    value = request.query_params.get("reader")
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter("‘reader’ is a reader's id.") from None
