"""How much is reviewed, and what chance chose, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.peer_review import services
from apps.peer_review.api.reviews import given
from apps.peer_review.models.policies import (
    MODES,
    MOST_DUE_DAYS,
    MOST_PERIOD_DAYS,
    MOST_QUORUM,
    MOST_SHARES,
)
from apps.peer_review.selectors import draws, policies

MANAGE = "review.manage"
MOST_QUOTA = 1000


def _percent(**options: Any) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        coerce_to_string=False,
        **options,
    )


class ReviewShareSerializer(serializers.Serializer[Any]):
    """For whom the percentage is another: at least one of reader, modality and site is given."""

    percent = serializers.FloatField(min_value=0, max_value=100)
    reader = serializers.UUIDField(allow_null=True, required=False, default=None)
    modality = serializers.CharField(max_length=16, allow_blank=True, required=False, default="")
    site = serializers.UUIDField(allow_null=True, required=False, default=None)


class NewReviewPolicySerializer(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField(required=False, help_text="left out: now")
    mode = serializers.ChoiceField(choices=MODES)
    percent = _percent()
    shares = serializers.ListField(
        child=ReviewShareSerializer(), max_length=MOST_SHARES, required=False, default=list
    )
    minimum_per_reader = serializers.IntegerField(min_value=0, max_value=MOST_QUOTA)
    maximum_per_reader = serializers.IntegerField(
        min_value=0, max_value=MOST_QUOTA, allow_null=True
    )
    period_days = serializers.IntegerField(min_value=1, max_value=MOST_PERIOD_DAYS)
    due_days = serializers.IntegerField(min_value=1, max_value=MOST_DUE_DAYS)
    reported_due_days = serializers.IntegerField(min_value=1, max_value=MOST_DUE_DAYS)
    in_flow_percent = _percent()
    quorum = serializers.IntegerField(min_value=1, max_value=MOST_QUORUM)


class ReviewPolicySerializer(NewReviewPolicySerializer):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    set_at = serializers.DateTimeField()
    set_by = PersonSerializer(allow_null=True)


class ReviewDrawSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    policy_number = serializers.IntegerField(source="policy.number")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    seed = serializers.CharField()
    population_size = serializers.IntegerField()
    population_digest = serializers.CharField()
    drawn_count = serializers.IntegerField()
    drawn_at = serializers.DateTimeField()


class ReviewDrawProofSerializer(serializers.Serializer[Any]):
    same_population = serializers.BooleanField()
    same_choice = serializers.BooleanField()


class ReviewPoliciesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": MANAGE, "POST": MANAGE}

    @extend_schema(operation_id="list_review_policies", responses=ReviewPolicySerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(policies(actor=self.actor), request, self)
        return page.get_paginated_response(ReviewPolicySerializer(rows, many=True).data)

    @extend_schema(
        operation_id="set_review_policy",
        request=NewReviewPolicySerializer,
        responses={201: ReviewPolicySerializer},
    )
    def post(self, request: Request) -> Response:
        said = given(NewReviewPolicySerializer, request)
        policy = services.set_policy(actor=self.actor, **said)
        return Response(ReviewPolicySerializer(policy).data, status=201)


class ReviewDrawsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": MANAGE}

    @extend_schema(operation_id="list_review_draws", responses=ReviewDrawSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(draws(actor=self.actor), request, self)
        return page.get_paginated_response(ReviewDrawSerializer(rows, many=True).data)


class ReviewDrawProofView(TenantView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="prove_review_draw", request=None, responses=ReviewDrawProofSerializer
    )
    def post(self, request: Request, draw_id: UUID) -> Response:
        proof = services.prove_draw(actor=self.actor, draw_id=draw_id)
        return Response(ReviewDrawProofSerializer(proof).data)
