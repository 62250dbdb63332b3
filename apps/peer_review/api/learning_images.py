"""Pictures of teaching cases over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.peer_review import services
from apps.peer_review.api.learning_cases import (
    MANAGE,
    READ,
    LearningCaseSerializer,
    answered,
)
from apps.peer_review.api.reviews import given
from apps.peer_review.models.learning_cases import MOST_IMAGES
from apps.peer_review.selectors.learning_cases import access_case
from apps.peer_review.selectors.learning_images import access_image, candidates

TEXT_IN_PIXELS = ["yes", "perhaps", "unlikely"]


class LearningImageCandidateSerializer(serializers.Serializer[Any]):
    """A frame of the reviewed study. ``text``: what its headers say of text in the pixels, no more than a hint."""

    study = serializers.CharField()
    series = serializers.CharField()
    series_number = serializers.IntegerField(allow_null=True)
    series_description = serializers.CharField()
    modality = serializers.CharField()
    instance = serializers.CharField()
    frame = serializers.IntegerField()
    text = serializers.ChoiceField(choices=TEXT_IN_PIXELS)


class LearningImageCandidatesSerializer(serializers.Serializer[Any]):
    frames = LearningImageCandidateSerializer(many=True)


class ChosenFrameSerializer(serializers.Serializer[Any]):
    instance = serializers.CharField(max_length=64)
    frame = serializers.IntegerField(min_value=1, max_value=100_000)


class NewLearningImagesSerializer(serializers.Serializer[Any]):
    frames = serializers.ListField(
        child=ChosenFrameSerializer(), min_length=1, max_length=MOST_IMAGES
    )
    confirmed = serializers.BooleanField(
        help_text="each was looked at, and nothing in the pixels names anybody"
    )


class LearningImageCandidatesView(TenantView):
    capabilities: ClassVar = {"GET": MANAGE}

    @extend_schema(
        operation_id="list_learning_image_candidates",
        responses=LearningImageCandidatesSerializer,
    )
    def get(self, request: Request, case_id: UUID) -> Response:
        found = candidates(actor=self.actor, case_id=case_id)
        return Response(LearningImageCandidatesSerializer({"frames": found}).data)


class LearningImagesView(TenantView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="add_learning_images",
        request=NewLearningImagesSerializer,
        responses={201: LearningCaseSerializer},
    )
    def post(self, request: Request, case_id: UUID) -> Response:
        said = given(NewLearningImagesSerializer, request)
        services.add_images(
            actor=self.actor,
            case_id=case_id,
            chosen=[(one["instance"], one["frame"]) for one in said["frames"]],
            confirmed=said["confirmed"],
        )
        return answered(access_case(actor=self.actor, case_id=case_id), status=201)


class LearningImageView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": READ, "DELETE": MANAGE}

    @extend_schema(
        operation_id="get_learning_image", responses={(200, "image/png"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, case_id: UUID, place: int) -> HttpResponse:
        image = access_image(actor=self.actor, case_id=case_id, place=place)
        return HttpResponse(
            services.read_image(image),
            content_type="image/png",
            headers={"Cache-Control": "private, max-age=3600"},
        )

    @extend_schema(operation_id="remove_learning_image", responses={204: None})
    def delete(self, request: Request, case_id: UUID, place: int) -> Response:
        services.remove_image(actor=self.actor, case_id=case_id, place=place)
        return Response(status=204)
