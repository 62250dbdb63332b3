"""Dictations as JSON, for who spoke and for who types."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.archive.models import Patient
from apps.dictation.api.forms import SECTION_CODES
from apps.dictation.audio import AUDIO_TYPES
from apps.dictation.models import Dictation
from apps.dictation.selectors import order_context
from apps.dictation.states import DictationState
from apps.worklist.models import Priority

LONGEST_SECTION = 50_000
LONGEST_REMARK = 500
PRIORITIES = list(Priority.values)


class DictationPersonSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class DictationSiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    time_zone = serializers.CharField()


class TypedSectionSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=SECTION_CODES)
    body = serializers.CharField(
        max_length=LONGEST_SECTION, allow_blank=True, trim_whitespace=False
    )


class DictatedPatientSerializer(serializers.Serializer[Any]):
    """Whom a reader's own recording is about."""

    name = serializers.SerializerMethodField()
    patient_id = serializers.CharField()

    @extend_schema_field(serializers.CharField())
    def get_name(self, patient: Patient) -> str:
        return str(patient.display_name or patient.name)


class DictatedStudySerializer(serializers.Serializer[Any]):
    """Names nobody: it stands in lists."""

    accession_number = serializers.CharField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    body_part = serializers.CharField()
    study_date = serializers.DateField(allow_null=True)


class RecordingSerializer(serializers.Serializer[Any]):
    """A recording and where it stands. Names no patient: it stands in the queue of who types."""

    id = serializers.UUIDField()
    report = serializers.UUIDField(source="report_id")
    reading_task = serializers.UUIDField(source="report.reading_task_id")
    study = DictatedStudySerializer(source="report.study")
    site = DictationSiteSerializer()
    section = serializers.ChoiceField(choices=SECTION_CODES, allow_blank=True)
    state = serializers.ChoiceField(choices=DictationState.values())
    dictated_by = DictationPersonSerializer()
    transcriptionist = DictationPersonSerializer(allow_null=True)
    recorded_at = serializers.DateTimeField()
    queued_at = serializers.DateTimeField(allow_null=True)
    transcribed_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    lease_until = serializers.DateTimeField(allow_null=True)
    audio_type = serializers.ChoiceField(choices=AUDIO_TYPES)
    duration_ms = serializers.IntegerField(allow_null=True)
    size = serializers.IntegerField()
    audio_deleted_at = serializers.DateTimeField(allow_null=True)
    sections = TypedSectionSerializer(many=True)
    question = serializers.CharField()
    answer = serializers.CharField()


class DictationSerializer(RecordingSerializer):
    """A recording of the reader who asks."""

    patient = DictatedPatientSerializer(source="report.study.patient")


class TranscriptionSerializer(RecordingSerializer):
    """A row of the queue."""

    priority = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=PRIORITIES))
    def get_priority(self, dictation: Dictation) -> str:
        return str(PRIORITIES[dictation.priority_rank])


class OrderContextSerializer(serializers.Serializer[Any]):
    patient_name = serializers.CharField()
    patient_id = serializers.CharField()
    indication = serializers.CharField()
    procedure = serializers.CharField()


class TranscriptionDetailSerializer(TranscriptionSerializer):
    """With what somebody who types has to know of patient and order."""

    order = serializers.SerializerMethodField()

    @extend_schema_field(OrderContextSerializer)
    def get_order(self, dictation: Dictation) -> dict[str, Any]:
        return dict(order_context(dictation.report))


class TypedTextSerializer(serializers.Serializer[Any]):
    sections = TypedSectionSerializer(many=True, allow_empty=True)


class DictationRemarkSerializer(serializers.Serializer[Any]):
    remark = serializers.CharField(max_length=LONGEST_REMARK, allow_blank=True)
