"""What may be dictated with, over HTTP."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.dictation import services
from apps.dictation.models import DictationSettings
from apps.dictation.models.settings import LANGUAGES, MOST_RETENTION_DAYS
from apps.dictation.selectors import settings_of_practice


class SpeechEngineStateSerializer(serializers.Serializer[Any]):
    configured = serializers.BooleanField()
    rest_seconds = serializers.IntegerField(
        help_text="above 0: it did not answer, and is tried again after so long"
    )


class DictationChoicesSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    browser_speech = serializers.BooleanField(
        required=False, help_text="the browser's maker may process the sound elsewhere"
    )
    transcription = serializers.BooleanField(required=False)
    retention_days = serializers.IntegerField(
        min_value=0, max_value=MOST_RETENTION_DAYS, required=False
    )


class DictationSettingsSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=LANGUAGES)
    browser_speech = serializers.BooleanField()
    transcription = serializers.BooleanField()
    retention_days = serializers.IntegerField()
    engine = serializers.SerializerMethodField()

    @extend_schema_field(SpeechEngineStateSerializer)
    def get_engine(self, practice: DictationSettings) -> Any:
        return SpeechEngineStateSerializer(services.engine_state()).data


class DictationSettingsView(TenantView):
    capabilities: ClassVar = {
        "GET": ("dictation.use", "dictation.transcribe", "dictation.manage"),
        "PATCH": "dictation.manage",
    }

    @extend_schema(operation_id="get_dictation_settings", responses=DictationSettingsSerializer)
    def get(self, request: Request) -> Response:
        return Response(DictationSettingsSerializer(settings_of_practice()).data)

    @extend_schema(
        operation_id="change_dictation_settings",
        request=DictationChoicesSerializer,
        responses=DictationSettingsSerializer,
    )
    def patch(self, request: Request) -> Response:
        form = DictationChoicesSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        practice = services.change_settings(actor=self.actor, **form.validated_data)
        return Response(DictationSettingsSerializer(practice).data)
