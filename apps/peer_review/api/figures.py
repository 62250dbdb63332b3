"""Scorecards, the watch on bias, and the export, over HTTP."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.negotiation import OneRepresentation
from apps.peer_review import services
from apps.peer_review.api.filters import PERIOD, period_of
from apps.peer_review.bias import QUESTIONS
from apps.peer_review.models.reviews import ORIGINS
from apps.peer_review.radpeer import SCORES
from apps.peer_review.scorecard import FEWEST_FOR_RATES
from apps.peer_review.selectors.figures import (
    Card,
    Cards,
    NamedFinding,
    all_cards,
    bias_findings,
    own_cards,
)
from apps.reporting.api.filters import InvalidFilter

# What stands beside the blind samples; ``imported``: from an older system.
BESIDE = [*ORIGINS, "imported"]
DIFFERS = ["higher", "lower", "no", "too_few"]


class ReviewRateSerializer(serializers.Serializer[Any]):
    """Shares from 0 to 1, with the 95 % Wilson interval."""

    hits = serializers.IntegerField()
    total = serializers.IntegerField()
    share = serializers.FloatField()
    low = serializers.FloatField(source="interval.low")
    high = serializers.FloatField(source="interval.high")


class ScoreCountSerializer(serializers.Serializer[Any]):
    score = serializers.ChoiceField(choices=SCORES)
    count = serializers.IntegerField()


class OriginCountSerializer(serializers.Serializer[Any]):
    origin = serializers.ChoiceField(choices=BESIDE)
    count = serializers.IntegerField()


class ScorecardSerializer(serializers.Serializer[Any]):
    """Over blind random samples; rates are null where there are too few. ``beside``: other counted reviews."""

    reader = serializers.SerializerMethodField()
    total = serializers.IntegerField(source="card.total")
    counts = serializers.SerializerMethodField()
    agreement = ReviewRateSerializer(source="card.agreement", allow_null=True)
    significant = ReviewRateSerializer(source="card.significant", allow_null=True)
    differs = serializers.ChoiceField(source="card.differs", choices=DIFFERS)
    beside = serializers.SerializerMethodField()

    @extend_schema_field(PersonSerializer)
    def get_reader(self, one: Card) -> dict[str, Any]:
        return {"id": str(one.reader_id), "name": one.name}

    @extend_schema_field(ScoreCountSerializer(many=True))
    def get_counts(self, one: Card) -> list[dict[str, Any]]:
        return [{"score": score, "count": one.card.counts[score]} for score in SCORES]

    @extend_schema_field(OriginCountSerializer(many=True))
    def get_beside(self, one: Card) -> list[dict[str, Any]]:
        return [{"origin": origin, "count": number} for origin, number in one.beside.items()]


class ScorecardsSerializer(serializers.Serializer[Any]):
    cards = ScorecardSerializer(many=True)
    agreement = ReviewRateSerializer(allow_null=True, help_text="of the whole practice")
    significant = ReviewRateSerializer(allow_null=True, help_text="of the whole practice")
    fewest_for_rates = serializers.SerializerMethodField()

    def get_fewest_for_rates(self, cards: Cards) -> int:
        return FEWEST_FOR_RATES


class BiasFindingSerializer(serializers.Serializer[Any]):
    """``here`` and ``there`` are what was compared: differences among reviews."""

    reviewer = serializers.SerializerMethodField()
    question = serializers.ChoiceField(source="finding.question", choices=QUESTIONS)
    here_differences = serializers.IntegerField(source="finding.here.differences")
    here_reviews = serializers.IntegerField(source="finding.here.reviews")
    there_differences = serializers.IntegerField(source="finding.there.differences")
    there_reviews = serializers.IntegerField(source="finding.there.reviews")
    p = serializers.FloatField(source="finding.p")
    adjusted_p = serializers.FloatField(source="finding.adjusted_p")
    flagged = serializers.BooleanField(source="finding.flagged")

    @extend_schema_field(PersonSerializer)
    def get_reviewer(self, one: NamedFinding) -> dict[str, Any]:
        return {"id": str(one.finding.reviewer_id), "name": one.name}


class BiasWatchSerializer(serializers.Serializer[Any]):
    findings = BiasFindingSerializer(many=True)


class ScorecardsView(TenantView):
    capabilities: ClassVar = {"GET": "review.manage"}

    @extend_schema(operation_id="get_scorecards", parameters=PERIOD, responses=ScorecardsSerializer)
    def get(self, request: Request) -> Response:
        found = all_cards(actor=self.actor, **period_of(request.query_params))
        return Response(ScorecardsSerializer(found).data)


class OwnScorecardView(TenantView):
    capabilities: ClassVar = {"GET": "review.respond"}

    @extend_schema(
        operation_id="get_own_scorecard", parameters=PERIOD, responses=ScorecardsSerializer
    )
    def get(self, request: Request) -> Response:
        found = own_cards(actor=self.actor, **period_of(request.query_params))
        return Response(ScorecardsSerializer(found).data)


class BiasWatchView(TenantView):
    capabilities: ClassVar = {"GET": "review.manage"}

    @extend_schema(
        operation_id="get_bias_watch", parameters=PERIOD[:1], responses=BiasWatchSerializer
    )
    def get(self, request: Request) -> Response:
        since = period_of(request.query_params)["since"]
        found = bias_findings(actor=self.actor, since=since)
        return Response(BiasWatchSerializer({"findings": found}).data)


class ReviewExportView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "review.export"}

    @extend_schema(
        operation_id="export_reviews",
        parameters=[
            OpenApiParameter("what", str, enum=services.EXPORTS, required=True),
            *PERIOD,
        ],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        what = request.query_params.get("what", "")
        if what not in services.EXPORTS:
            raise InvalidFilter("‘what’ is readers or reviews.")
        text = services.export_reviews(
            actor=self.actor, what=what, **period_of(request.query_params)
        )
        return HttpResponse(
            text,
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="peer-review-{what}.csv"',
                "Cache-Control": "private, no-store",
            },
        )
