"""What was said of one's own reports, and one's answers, over HTTP."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.peer_review import services
from apps.peer_review.api import serializers as shapes
from apps.peer_review.api.filters import REVIEW_FILTERS, narrow_reviews
from apps.peer_review.api.reviews import given
from apps.peer_review.selectors.reviews import access_feedback, feedback

RESPOND = "review.respond"


class FeedbackListView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": RESPOND}

    @extend_schema(
        operation_id="list_review_feedback",
        parameters=[*REVIEW_FILTERS, OpenApiParameter("unseen", bool)],
        responses=shapes.FeedbackSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_reviews(feedback(actor=self.actor), request.query_params)
        if request.query_params.get("unseen") == "true":
            found = found.filter(seen_at=None)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.FeedbackSerializer(rows, many=True).data)


class FeedbackView(TenantView):
    capabilities: ClassVar = {"GET": RESPOND}

    @extend_schema(operation_id="get_review_feedback", responses=shapes.FeedbackSerializer)
    def get(self, request: Request, review_id: UUID) -> Response:
        return _answer(self, review_id)


class FeedbackSeenView(TenantView):
    capabilities: ClassVar = {"POST": RESPOND}

    @extend_schema(
        operation_id="see_review_feedback", request=None, responses=shapes.FeedbackSerializer
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        services.open_feedback(actor=self.actor, review_id=review_id)
        return _answer(self, review_id)


class FeedbackAnswersView(TenantView):
    capabilities: ClassVar = {"POST": RESPOND}

    @extend_schema(
        operation_id="answer_review_feedback",
        request=shapes.ReviewRemarkSerializer,
        responses={201: shapes.FeedbackSerializer},
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ReviewRemarkSerializer, request)
        services.answer(actor=self.actor, review_id=review_id, text=said["text"])
        return _answer(self, review_id, status=201)


def _answer(view: TenantView, review_id: UUID, status: int = 200) -> Response:
    review = access_feedback(actor=view.actor, review_id=review_id)
    return Response(shapes.FeedbackSerializer(review).data, status=status)
