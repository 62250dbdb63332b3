"""Key images over HTTP: how they look on the wire, and the pictures of signed ones."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.reporting import services
from apps.reporting.key_images.key_image import (
    LARGEST_NUMBER,
    LONGEST_CAPTION,
    LONGEST_MARK_TEXT,
    MARK_KINDS,
    MOST_MARKS,
    MOST_PER_REPORT,
    MOST_POINTS,
    ROTATIONS,
)

JPEG = "image/jpeg"


def _number(**options: Any) -> serializers.FloatField:
    return serializers.FloatField(min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER, **options)


class MarkSerializer(serializers.Serializer[Any]):
    """A measurement drawn on the frame: ``points`` are column and row, 0, 0 being the frame's top left corner."""

    kind = serializers.ChoiceField(choices=MARK_KINDS)
    points = serializers.ListField(
        child=serializers.ListField(child=_number(), min_length=2, max_length=2),
        min_length=2,
        max_length=MOST_POINTS,
    )
    text = serializers.CharField(max_length=LONGEST_MARK_TEXT, allow_blank=True)


class KeyImageViewSerializer(serializers.Serializer[Any]):
    """One frame as the reader has it on screen. The window goes with the object's own function, null for colour;
    ``rotation`` is clockwise, and ``flipped`` a horizontal flip after it.
    """

    key = serializers.UUIDField(format="hex_verbose", help_text="its own, made by the client")
    study_instance_uid = serializers.CharField(max_length=64)
    series_instance_uid = serializers.CharField(max_length=64)
    sop_instance_uid = serializers.CharField(max_length=64)
    frame = serializers.IntegerField(min_value=1)
    window_center = _number(allow_null=True)
    window_width = _number(allow_null=True)
    inverted = serializers.BooleanField()
    rotation = serializers.ChoiceField(choices=ROTATIONS)
    flipped = serializers.BooleanField()
    caption = serializers.CharField(max_length=LONGEST_CAPTION, allow_blank=True)
    marks = serializers.ListField(child=MarkSerializer(), max_length=MOST_MARKS)


class KeyImageSerializer(KeyImageViewSerializer):
    """With what the archive says of the frame; ``prior`` tells one of another study of the patient."""

    sop_class_uid = serializers.CharField()
    frames = serializers.IntegerField()
    modality = serializers.CharField()
    series_number = serializers.IntegerField(allow_null=True)
    instance_number = serializers.IntegerField(allow_null=True)
    study_date = serializers.CharField(help_text="ISO 8601, or empty")
    prior = serializers.BooleanField()


def given_key_images(**options: Any) -> serializers.ListField:
    """All that there shall be, in order."""
    return serializers.ListField(
        child=KeyImageViewSerializer(), required=False, max_length=MOST_PER_REPORT, **options
    )


def picture_response(picture: bytes) -> HttpResponse:
    """A picture of a signed version, which never changes; no shared cache keeps it."""
    return HttpResponse(
        picture, content_type=JPEG, headers={"Cache-Control": "private, max-age=3600"}
    )


class KeyImagePictureView(TenantView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": "report.view"}

    @extend_schema(
        operation_id="get_key_image_picture", responses={(200, JPEG): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, report_id: UUID, number: int, place: int) -> HttpResponse:
        return picture_response(
            services.show_key_image(
                actor=self.actor, report_id=report_id, number=number, place=place
            )
        )
