"""How differences between readings look on the wire."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.reporting.api.critical_serializers import CriticalSiteSerializer
from apps.reporting.api.serializers import (
    SIGNED_SECTION_CODES,
    ReportPatientSerializer,
    ReportStudySerializer,
    VersionSummarySerializer,
)
from apps.reporting.communication import CHANNELS
from apps.reporting.differences import OPERATIONS
from apps.reporting.key_images.difference import KEY_IMAGES
from apps.reporting.models.discrepancies import SEVERITIES, SOURCES
from apps.reporting.states import DiscrepancyState

LONGEST_DESCRIPTION = 2000


class ChangeSerializer(serializers.Serializer[Any]):
    operation = serializers.ChoiceField(choices=OPERATIONS)
    text = serializers.CharField(trim_whitespace=False)


class SectionDifferenceSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=[*SIGNED_SECTION_CODES, KEY_IMAGES])
    title = serializers.CharField()
    changed = serializers.BooleanField()
    changes = ChangeSerializer(many=True)


class DraftDifferenceSerializer(serializers.Serializer[Any]):
    """``before`` is null where nothing had been signed; then there are no sections."""

    before = VersionSummarySerializer(allow_null=True)
    sections = SectionDifferenceSerializer(many=True)


class VersionDifferenceSerializer(DraftDifferenceSerializer):
    version = VersionSummarySerializer()


class ComparedVersionSerializer(VersionSummarySerializer):
    report_id = serializers.UUIDField()


class DiscrepancySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    report_id = serializers.UUIDField()
    study = ReportStudySerializer()
    patient = ReportPatientSerializer(source="study.patient")
    site = CriticalSiteSerializer()
    origin = serializers.ChoiceField(choices=SOURCES, source="source")
    severity = serializers.ChoiceField(choices=SEVERITIES)
    description = serializers.CharField()
    state = serializers.ChoiceField(choices=DiscrepancyState.values())
    earlier_version = ComparedVersionSerializer()
    later_version = ComparedVersionSerializer(allow_null=True)
    earlier_reader = PersonSerializer()
    noted_by = PersonSerializer()
    noted_at = serializers.DateTimeField()
    communicated_by = PersonSerializer(allow_null=True)
    communicated_at = serializers.DateTimeField(allow_null=True)
    channel = serializers.CharField()
    person = serializers.CharField()
    answer = serializers.CharField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    acknowledged_by = serializers.CharField()
    seen_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class NewDiscrepancySerializer(serializers.Serializer[Any]):
    severity = serializers.ChoiceField(choices=SEVERITIES)
    description = serializers.CharField(max_length=LONGEST_DESCRIPTION)


class ReportedDiscrepancySerializer(NewDiscrepancySerializer):
    study = serializers.UUIDField()


class DiscrepancyCommunicationSerializer(serializers.Serializer[Any]):
    channel = serializers.ChoiceField(choices=CHANNELS)
    person = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")
    answer = serializers.CharField(
        max_length=LONGEST_DESCRIPTION, allow_blank=True, required=False, default=""
    )


class DiscrepancyReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)
