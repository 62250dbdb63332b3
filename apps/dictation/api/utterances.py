"""What was just said, as text: one utterance through the practice's speech engine."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.dictation import services
from apps.dictation.api.forms import UtteranceFormSerializer, read_sound
from apps.dictation.services.audio_limits import MOST_UTTERANCE_BYTES
from apps.dictation.speech.interpreting import COMMAND_NAMES

PIECE_KINDS = ["text", "command"]


class SpokenPieceSerializer(serializers.Serializer[Any]):
    """A text to write, or a command with its argument: a section's code, a macro's name as said."""

    kind = serializers.ChoiceField(choices=PIECE_KINDS)
    text = serializers.CharField()
    name = serializers.ChoiceField(choices=list(COMMAND_NAMES), allow_blank=True)
    argument = serializers.CharField()


class HeardSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="as the engine wrote it")
    pieces = SpokenPieceSerializer(many=True)


class UtterancesView(TenantView):
    """The sound is passed on and kept nowhere."""

    capabilities: ClassVar = {"POST": "dictation.use"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="hear_utterance",
        request={"multipart/form-data": UtteranceFormSerializer},
        responses=HeardSerializer,
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        content, _ = read_sound(request, UtteranceFormSerializer, MOST_UTTERANCE_BYTES)
        listening = services.begin_listening(actor=self.actor, report_id=report_id, content=content)
        self.leave_tenant()
        return Response(HeardSerializer(services.hear(listening=listening)).data)
