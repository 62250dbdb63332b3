"""What a draft recommends, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.reporting import services
from apps.reporting.api.recommendation_serializers import (
    RecommendationContentSerializer,
    RecommendationSerializer,
)
from apps.reporting.api.report_checks import CheckedDraftSerializer
from apps.reporting.recommending.agreement import STANDINGS

MISSING = ["interval", "modality"]


class RecommendationsSerializer(serializers.Serializer[Any]):
    recommendations = RecommendationSerializer(many=True)


class StandingSerializer(serializers.Serializer[Any]):
    """``unsaid``: the text does not say it; ``differs``: ``quote`` is where it says otherwise."""

    key = serializers.UUIDField()
    standing = serializers.ChoiceField(choices=STANDINGS)
    quote = serializers.CharField()
    missing = serializers.ListField(child=serializers.ChoiceField(choices=MISSING))


class RecommendationReviewSerializer(serializers.Serializer[Any]):
    standings = StandingSerializer(many=True)
    proposals = RecommendationContentSerializer(many=True)


class RecommendationsView(TenantView):
    capabilities: ClassVar = {"GET": "report.write", "POST": "report.write"}

    @extend_schema(operation_id="list_recommendations", responses=RecommendationsSerializer)
    def get(self, request: Request, report_id: UUID) -> Response:
        found = services.recorded_recommendations(actor=self.actor, report_id=report_id)
        return Response(RecommendationsSerializer({"recommendations": found}).data)

    @extend_schema(
        operation_id="record_recommendation",
        request=RecommendationContentSerializer,
        responses={201: RecommendationSerializer},
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = RecommendationContentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        added = services.record_recommendation(
            actor=self.actor, report_id=report_id, content=form.validated_data
        )
        return Response(RecommendationSerializer(added).data, status=201)


class RecommendationView(TenantView):
    capabilities: ClassVar = {"PUT": "report.write", "DELETE": "report.write"}

    @extend_schema(
        operation_id="change_recommendation",
        request=RecommendationContentSerializer,
        responses=RecommendationSerializer,
    )
    def put(self, request: Request, report_id: UUID, key: UUID) -> Response:
        form = RecommendationContentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        changed = services.change_recommendation(
            actor=self.actor, report_id=report_id, key=key, content=form.validated_data
        )
        return Response(RecommendationSerializer(changed).data)

    @extend_schema(operation_id="drop_recommendation", responses={204: None})
    def delete(self, request: Request, report_id: UUID, key: UUID) -> Response:
        services.drop_recommendation(actor=self.actor, report_id=report_id, key=key)
        return Response(status=204)


class RecommendationReviewView(TenantView):
    capabilities: ClassVar = {"POST": "report.write"}

    @extend_schema(
        operation_id="review_recommendations",
        request=CheckedDraftSerializer,
        responses=RecommendationReviewSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        form = CheckedDraftSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        review = services.review_recommendations(
            actor=self.actor, report_id=report_id, sections=form.validated_data["sections"]
        )
        return Response(RecommendationReviewSerializer(review).data)
