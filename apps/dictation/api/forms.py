"""A recording in a form."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from apps.dictation.services.audio_limits import require_size
from apps.reporting.content import SECTION_TITLES

SECTION_CODES = list(SECTION_TITLES)
AROUND_THE_FILE = 64 * 1024
"""What a multipart body may have beside the file's own bytes."""


@extend_schema_field(OpenApiTypes.BINARY)
class SoundField(serializers.FileField):
    """WAV, Ogg, WebM or MP3."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)


class UtteranceFormSerializer(serializers.Serializer[Any]):
    file = SoundField()


class NewDictationSerializer(serializers.Serializer[Any]):
    file = SoundField()
    section = serializers.ChoiceField(
        choices=SECTION_CODES, allow_blank=True, required=False, default=""
    )
    duration_ms = serializers.IntegerField(
        min_value=0,
        required=False,
        allow_null=True,
        default=None,
        help_text="as the recorder counted; used where the file does not say",
    )
    send = serializers.BooleanField(required=False, default=False, help_text="queue it at once")


def read_sound(
    request: Request, form_type: type[serializers.Serializer[Any]], most: int
) -> tuple[bytes, dict[str, Any]]:
    """The file's bytes and the other fields. Raises ``AudioRefused`` before a file that is too large is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdecimal() and int(announced) > most + AROUND_THE_FILE:
        require_size(int(announced), most)
    form = form_type(data=request.data)
    form.is_valid(raise_exception=True)
    fields = dict(form.validated_data)
    file = fields.pop("file")
    require_size(file.size, most)
    return file.read(), fields
