"""The committee's queue over HTTP."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.peer_review import services
from apps.peer_review.api import serializers as shapes
from apps.peer_review.api.filters import CASE_FILTERS, narrow_reviews
from apps.peer_review.api.reviews import given
from apps.peer_review.selectors.reviews import access_case, committee_cases

ARBITRATE = "review.arbitrate"


class CommitteeCasesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": ARBITRATE}

    @extend_schema(
        operation_id="list_committee_cases",
        parameters=CASE_FILTERS,
        responses=shapes.CaseSummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_reviews(committee_cases(actor=self.actor), request.query_params)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.CaseSummarySerializer(rows, many=True).data)


class CommitteeCaseView(TenantView):
    capabilities: ClassVar = {"GET": ARBITRATE}

    @extend_schema(operation_id="get_committee_case", responses=shapes.CaseSerializer)
    def get(self, request: Request, review_id: UUID) -> Response:
        services.open_case(actor=self.actor, review_id=review_id)
        return _answer(self, review_id)


class CommitteeVotesView(TenantView):
    capabilities: ClassVar = {"POST": ARBITRATE}

    @extend_schema(
        operation_id="vote_on_case",
        request=shapes.ScoreSerializer,
        responses={201: shapes.CaseSerializer},
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ScoreSerializer, request)
        services.vote(actor=self.actor, review_id=review_id, **said)
        return _answer(self, review_id, status=201)


class CommitteeDecisionView(TenantView):
    capabilities: ClassVar = {"POST": ARBITRATE}

    @extend_schema(
        operation_id="decide_case",
        request=shapes.ScoreSerializer,
        responses=shapes.CaseSerializer,
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ScoreSerializer, request)
        services.decide(actor=self.actor, review_id=review_id, **said)
        return _answer(self, review_id)


class CommitteeRepliesView(TenantView):
    capabilities: ClassVar = {"POST": ARBITRATE}

    @extend_schema(
        operation_id="reply_to_reader",
        request=shapes.ReviewRemarkSerializer,
        responses={201: shapes.CaseSerializer},
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ReviewRemarkSerializer, request)
        services.reply(actor=self.actor, review_id=review_id, text=said["text"])
        return _answer(self, review_id, status=201)


class CommitteeRecusalView(TenantView):
    capabilities: ClassVar = {"POST": ARBITRATE}

    @extend_schema(
        operation_id="step_aside_from_case",
        request=shapes.ReviewRemarkSerializer,
        responses={204: None},
    )
    def post(self, request: Request, review_id: UUID) -> Response:
        said = given(shapes.ReviewRemarkSerializer, request)
        services.step_aside(actor=self.actor, review_id=review_id, reason=said["text"])
        return Response(status=204)


def _answer(view: TenantView, review_id: UUID, status: int = 200) -> Response:
    review = access_case(actor=view.actor, review_id=review_id)
    shown = shapes.CaseSerializer(review, context={"actor": view.actor})
    return Response(shown.data, status=status)
