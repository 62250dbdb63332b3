"""How critical findings look on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.reporting.api.serializers import ReportPatientSerializer
from apps.reporting.communication import CHANNELS
from apps.reporting.contact_ladders import KINDS
from apps.reporting.models import CriticalFinding
from apps.reporting.models.critical_findings import ATTEMPT_OUTCOMES, STATEMENT_KINDS
from apps.reporting.states import FindingState

UNSUCCESSFUL = [
    outcome
    for outcome in ATTEMPT_OUTCOMES
    if outcome not in ("reached", "sent", "not_sent", "acknowledged")
]
MANUAL_CHANNELS = [channel for channel in CHANNELS if channel not in ("portal", "link")]


class CriticalSiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    time_zone = serializers.CharField()


class CriticalStudySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    description = serializers.CharField()
    accession_number = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())


class FindingContactSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()


class CriticalStepSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KINDS)
    contact = FindingContactSerializer(allow_null=True)
    fire_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField()
    detail = serializers.CharField()


class CriticalAttemptSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    by_name = serializers.CharField()
    person = serializers.CharField()
    role = serializers.CharField()
    channel = serializers.ChoiceField(choices=CHANNELS)
    address = serializers.CharField()
    outcome = serializers.ChoiceField(choices=ATTEMPT_OUTCOMES)
    note = serializers.CharField()


class CommunicationStatementSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=STATEMENT_KINDS)
    text = serializers.CharField()
    recorded_at = serializers.DateTimeField()


class CriticalFindingSerializer(serializers.Serializer[Any]):
    """A row of the board, of a finding that ``critical_findings`` gave."""

    id = serializers.UUIDField()
    reading_task = serializers.UUIDField(source="reading_task_id")
    study = CriticalStudySerializer()
    patient = ReportPatientSerializer(source="study.patient")
    site = CriticalSiteSerializer()
    category = serializers.IntegerField()
    named_finding = serializers.SerializerMethodField()
    description = serializers.CharField()
    state = serializers.ChoiceField(choices=FindingState.values())
    raised_by = PersonSerializer()
    raised_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    read_back_required = serializers.BooleanField()
    owner = PersonSerializer(allow_null=True)
    communicated_at = serializers.DateTimeField(allow_null=True)
    reached_name = serializers.CharField()
    reached_role = serializers.CharField()
    read_back = serializers.BooleanField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    acknowledged_by = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    attempt_count = serializers.IntegerField()
    last_attempt_at = serializers.DateTimeField(allow_null=True)
    next_step = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField())
    def get_named_finding(self, finding: CriticalFinding) -> str:
        return finding.named_finding.name if finding.named_finding else ""

    @extend_schema_field(CriticalStepSerializer(allow_null=True))
    def get_next_step(self, finding: CriticalFinding) -> dict[str, Any] | None:
        to_come = vars(finding)["steps_to_come"]
        return dict(CriticalStepSerializer(to_come[0]).data) if to_come else None


class CriticalFindingDetailSerializer(CriticalFindingSerializer):
    """Context: ``attempts``, ``steps``, ``statements``, ``contacts``."""

    attempts = serializers.SerializerMethodField()
    steps = serializers.SerializerMethodField()
    statements = serializers.SerializerMethodField()
    contacts = serializers.SerializerMethodField()

    @extend_schema_field(CriticalAttemptSerializer(many=True))
    def get_attempts(self, finding: CriticalFinding) -> Any:
        return CriticalAttemptSerializer(self.context["attempts"], many=True).data

    @extend_schema_field(CriticalStepSerializer(many=True))
    def get_steps(self, finding: CriticalFinding) -> Any:
        return CriticalStepSerializer(self.context["steps"], many=True).data

    @extend_schema_field(CommunicationStatementSerializer(many=True))
    def get_statements(self, finding: CriticalFinding) -> Any:
        return CommunicationStatementSerializer(self.context["statements"], many=True).data

    @extend_schema_field(FindingContactSerializer(many=True))
    def get_contacts(self, finding: CriticalFinding) -> Any:
        """Those to call, in the order of the ladder."""
        return FindingContactSerializer(self.context["contacts"], many=True).data


class NewCriticalFindingSerializer(serializers.Serializer[Any]):
    reading_task = serializers.UUIDField()
    category = serializers.IntegerField(min_value=1, max_value=3)
    named_finding = serializers.UUIDField(required=False, allow_null=True, default=None)
    description = serializers.CharField(max_length=500, allow_blank=True, default="")
    hand_over = serializers.BooleanField(default=False)


class FindingDescriptionSerializer(serializers.Serializer[Any]):
    named_finding = serializers.UUIDField(allow_null=True, default=None)
    description = serializers.CharField(max_length=500, allow_blank=True, default="")


class _ReachedSerializer(serializers.Serializer[Any]):
    channel = serializers.ChoiceField(choices=MANUAL_CHANNELS)
    person = serializers.CharField(max_length=200, allow_blank=True, default="")
    role = serializers.CharField(max_length=120, allow_blank=True, default="")
    address = serializers.CharField(max_length=254, allow_blank=True, default="")
    contact = serializers.UUIDField(allow_null=True, default=None)
    note = serializers.CharField(max_length=500, allow_blank=True, default="")


class NewAttemptSerializer(_ReachedSerializer):
    outcome = serializers.ChoiceField(choices=UNSUCCESSFUL)


class CommunicationSerializer(_ReachedSerializer):
    read_back = serializers.BooleanField()


class FindingReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class SiteAcknowledgementSerializer(serializers.Serializer[Any]):
    """Without a name, the name of the account."""

    name = serializers.CharField(max_length=200, allow_blank=True, default="")
    role = serializers.CharField(max_length=120, allow_blank=True, default="")
