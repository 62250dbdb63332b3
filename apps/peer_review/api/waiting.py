"""What waits for a person, and whether they are written to, over HTTP."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.peer_review import services
from apps.peer_review.api.reviews import given
from apps.peer_review.selectors.waiting import waiting_for, wants_mail

TAKES_PART = ("review.perform", "review.respond", "review.arbitrate")


class ReviewsWaitingSerializer(serializers.Serializer[Any]):
    """Counts; 0 where the person has no such part."""

    reviews = serializers.IntegerField(help_text="to be done")
    feedback = serializers.IntegerField(help_text="not looked at")
    cases = serializers.IntegerField(
        help_text="that the committee decides and the person has not voted on"
    )


class ReviewMailChoiceSerializer(serializers.Serializer[Any]):
    wanted = serializers.BooleanField(help_text="one mail on days with something new")


class ReviewsWaitingView(TenantView):
    capabilities: ClassVar = {"GET": TAKES_PART}

    @extend_schema(operation_id="get_reviews_waiting", responses=ReviewsWaitingSerializer)
    def get(self, request: Request) -> Response:
        return Response(ReviewsWaitingSerializer(waiting_for(actor=self.actor)).data)


class ReviewMailChoiceView(TenantView):
    capabilities: ClassVar = {"GET": TAKES_PART, "PUT": TAKES_PART}

    @extend_schema(operation_id="get_review_mail_choice", responses=ReviewMailChoiceSerializer)
    def get(self, request: Request) -> Response:
        wanted = wants_mail(self.actor.require_user())
        return Response(ReviewMailChoiceSerializer({"wanted": wanted}).data)

    @extend_schema(
        operation_id="choose_review_mail",
        request=ReviewMailChoiceSerializer,
        responses=ReviewMailChoiceSerializer,
    )
    def put(self, request: Request) -> Response:
        said = given(ReviewMailChoiceSerializer, request)
        services.choose_mail(actor=self.actor, wanted=said["wanted"])
        return Response(ReviewMailChoiceSerializer(said).data)
