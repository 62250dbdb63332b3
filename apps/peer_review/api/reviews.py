"""Reviews over HTTP, for who reviews."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.peer_review import services
from apps.peer_review.api import serializers as shapes
from apps.peer_review.api.filters import REVIEW_FILTERS, narrow_reviews
from apps.peer_review.selectors.reviews import reviews_to_do
from apps.reporting.api.filters import id_of

PERFORM = "review.perform"


class ReviewsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": PERFORM}

    @extend_schema(
        operation_id="list_reviews",
        parameters=REVIEW_FILTERS,
        responses=shapes.ReviewSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_reviews(reviews_to_do(actor=self.actor), request.query_params)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.ReviewSerializer(rows, many=True).data)


class ReviewView(TenantView):
    capabilities: ClassVar = {"GET": PERFORM}

    @extend_schema(operation_id="get_review", responses=shapes.ReviewTextSerializer)
    def get(self, request: Request, review_id: UUID) -> Response:
        review = services.open_review(actor=self.actor, review_id=review_id)
        return Response(shapes.ReviewTextSerializer(review).data)


class ReviewScoreView(TenantView):
    capabilities: ClassVar = {"POST": PERFORM}

    @extend_schema(
        operation_id="score_review",
        request=shapes.ScoreSerializer,
        responses=shapes.ReviewSerializer,
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ScoreSerializer, request)
        review = services.score_review(actor=self.actor, review_id=review_id, **said)
        return Response(shapes.ReviewSerializer(review).data)


class ReviewLessonView(TenantView):
    capabilities: ClassVar = {"POST": PERFORM}

    @extend_schema(
        operation_id="learn_from_review",
        request=shapes.LessonSerializer,
        responses=shapes.ReviewSerializer,
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.LessonSerializer, request)
        review = services.learn_from_review(actor=self.actor, review_id=review_id, **said)
        return Response(shapes.ReviewSerializer(review).data)


class ReviewRecusalView(TenantView):
    capabilities: ClassVar = {"POST": PERFORM}

    @extend_schema(
        operation_id="recuse_from_review",
        request=shapes.ReviewRemarkSerializer,
        responses={204: None},
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ReviewRemarkSerializer, request)
        services.recuse(actor=self.actor, review_id=review_id, reason=said["text"])
        return Response(status=204)


class InFlowView(TenantView):
    """Scoring a prior's report while the patient's new study is read."""

    capabilities: ClassVar = {"GET": PERFORM, "POST": PERFORM}

    @extend_schema(
        operation_id="get_in_flow_offer",
        parameters=[OpenApiParameter("report", OpenApiTypes.UUID, required=True)],
        responses=shapes.InFlowOfferSerializer,
    )
    def get(self, request: Request) -> Response:
        report_id = id_of("report", request.query_params.get("report", ""))
        offer = services.offer_of(actor=self.actor, report_id=report_id)
        return Response(shapes.InFlowOfferSerializer(offer).data)

    @extend_schema(
        operation_id="review_in_flow",
        request=shapes.InFlowReviewSerializer,
        responses={201: shapes.ReviewSerializer},
    )
    def post(self, request: Request) -> Response:
        said = given(shapes.InFlowReviewSerializer, request)
        review = services.review_in_flow(actor=self.actor, report_id=said.pop("report"), **said)
        return Response(shapes.ReviewSerializer(review).data, status=201)


def given(form: Any, request: Request) -> dict[str, Any]:
    """What was sent, once it is valid."""
    filled = form(data=request.data)
    filled.is_valid(raise_exception=True)
    return dict(filled.validated_data)
