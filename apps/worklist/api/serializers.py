"""How reading tasks look on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.worklist.models import Assignment, Claim, Priority, ReadingTask
from apps.worklist.states import TaskState

TASK_STATES = TaskState.values()
# As the app above names them; a test there compares.
REPORT_STATES = [
    *("draft", "wet_read", "preliminary", "pending_sign"),
    *("final", "addended", "corrected", "withdrawn"),
]


class StudySummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    study_instance_uid = serializers.CharField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    body_part = serializers.CharField()
    accession_number = serializers.CharField()
    referring_physician = serializers.CharField()
    study_at = serializers.DateTimeField(allow_null=True)
    series_count = serializers.IntegerField()
    instance_count = serializers.IntegerField()
    late_images = serializers.SerializerMethodField()

    def get_late_images(self, study: Any) -> bool:
        return study.late_images_at is not None


class PatientSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    patient_id = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.CharField()


class ClaimSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    reader = PersonSerializer()
    claimed_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    mine = serializers.SerializerMethodField()

    def get_mine(self, claim: Claim) -> bool:
        return bool(claim.reader_id == self.context["actor"].user_id)


class TaskReportSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=REPORT_STATES)
    has_draft = serializers.BooleanField()


def report_of(task: ReadingTask | None) -> dict[str, Any] | None:
    if task is None or task.report_id is None:
        return None
    return {
        "id": task.report_id,
        "state": task.report_state,
        "has_draft": task.report_has_draft,
    }


class SkillNeedSerializer(serializers.Serializer[Any]):
    skill = serializers.CharField()
    level = serializers.IntegerField()


class TaskPoolSerializer(serializers.Serializer[Any]):
    """The pool of readers that the task waits for."""

    code = serializers.CharField()
    name = serializers.CharField()


class AssignedSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    assigned_at = serializers.DateTimeField()
    until = serializers.DateTimeField(source="expires_at", allow_null=True)
    origin = serializers.CharField()
    mine = serializers.SerializerMethodField()

    def get_mine(self, given: Assignment) -> bool:
        return bool(given.reader_id == self.context["actor"].user_id)


class HoldSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="hold_code")
    reason = serializers.CharField(source="hold_reason")
    since = serializers.DateTimeField(source="held_at")
    by = PersonSerializer(source="held_by", allow_null=True)


class ReadingTaskSerializer(serializers.Serializer[Any]):
    """Context: ``actor``, ``study_counts`` (studies by patient id), ``pools`` (names by code)."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=TASK_STATES)
    read_type = serializers.CharField()
    workflow = serializers.CharField()
    priority = serializers.ChoiceField(choices=Priority.values)
    stat_attested = serializers.BooleanField()
    pathway = serializers.CharField()
    queue_rank = serializers.IntegerField()
    procedure_group = serializers.CharField()
    pool = serializers.SerializerMethodField()
    needs = SkillNeedSerializer(many=True)
    minutes = serializers.FloatField()
    rvu = serializers.FloatField()
    due_at = serializers.DateTimeField()
    received_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    patient_class = serializers.CharField()
    indication = serializers.CharField()
    part = serializers.CharField(help_text="region of a split study, or empty")
    part_of = serializers.UUIDField(
        source="parent_id", allow_null=True, help_text="the split task that this is a part of"
    )
    lead = serializers.UUIDField(
        source="lead_id", allow_null=True, help_text="the task whose report is on this one too"
    )
    linked = serializers.IntegerField(help_text="other tasks that are read together with it")
    prior_status = serializers.CharField()
    unread_messages = serializers.IntegerField()
    critical_state = serializers.CharField(
        help_text="of the critical findings: empty, open, acknowledged or told"
    )
    study = StudySummarySerializer()
    patient = PatientSummarySerializer(source="study.patient")
    site = SiteSerializer()
    claim = serializers.SerializerMethodField()
    assigned = serializers.SerializerMethodField()
    hold = serializers.SerializerMethodField()
    report = serializers.SerializerMethodField()
    prior_count = serializers.SerializerMethodField()

    @extend_schema_field(ClaimSerializer(allow_null=True))
    def get_claim(self, task: ReadingTask) -> dict[str, Any] | None:
        live: list[Claim] = getattr(task, "live_claims", [])
        return ClaimSerializer(live[0], context=self.context).data if live else None

    @extend_schema_field(TaskPoolSerializer(allow_null=True))
    def get_pool(self, task: ReadingTask) -> dict[str, Any] | None:
        names: Mapping[str, str] = self.context["pools"]
        return {"code": task.pool, "name": names.get(task.pool, task.pool)} if task.pool else None

    @extend_schema_field(AssignedSerializer(allow_null=True))
    def get_assigned(self, task: ReadingTask) -> dict[str, Any] | None:
        live: list[Assignment] = getattr(task, "live_assignments", [])
        return AssignedSerializer(live[0], context=self.context).data if live else None

    @extend_schema_field(HoldSerializer(allow_null=True))
    def get_hold(self, task: ReadingTask) -> dict[str, Any] | None:
        return HoldSerializer(task).data if task.held_at else None

    @extend_schema_field(TaskReportSerializer(allow_null=True))
    def get_report(self, task: ReadingTask) -> dict[str, Any] | None:
        return report_of(task)

    def get_prior_count(self, task: ReadingTask) -> int:
        studies: Mapping[UUID, int] = self.context["study_counts"]
        return max(studies.get(task.study.patient_id, 1) - 1 - task.linked, 0)


class TaskPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    count_is_capped = serializers.BooleanField(help_text="there are more than ‘count’ says")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ReadingTaskSerializer(many=True)


class HistoryEntrySerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    actor_name = serializers.CharField(allow_null=True)
    code = serializers.CharField(
        help_text="which hold, end of an offer, or step of the ladder with its target; or empty"
    )
    detail = serializers.CharField(help_text="what people wrote")


class ReadingTaskDetailSerializer(ReadingTaskSerializer):
    part_series = serializers.ListField(
        child=serializers.CharField(),
        help_text="Series Instance UIDs that the part is about; none: every series",
    )
    history = serializers.SerializerMethodField()

    @extend_schema_field(HistoryEntrySerializer(many=True))
    def get_history(self, task: ReadingTask) -> list[dict[str, Any]]:
        return list(HistoryEntrySerializer(self.context["history"], many=True).data)


class PriorReportSerializer(TaskReportSerializer):
    signed_at = serializers.DateTimeField(allow_null=True)


class PriorSerializer(serializers.Serializer[Any]):
    study = StudySummarySerializer()
    report = serializers.SerializerMethodField()
    relevance = serializers.IntegerField()

    @extend_schema_field(PriorReportSerializer(allow_null=True))
    def get_report(self, prior: Any) -> dict[str, Any] | None:
        report = report_of(prior.task)
        return {**report, "signed_at": prior.task.completed_at} if report else None


class CountsSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()
    stat = serializers.IntegerField()
    overdue = serializers.IntegerField()
    mine = serializers.IntegerField()
    signed_today = serializers.IntegerField()


class PriorsSerializer(serializers.Serializer[Any]):
    results = PriorSerializer(many=True)


class LeaseSerializer(serializers.Serializer[Any]):
    expires_at = serializers.DateTimeField()
    lease_seconds = serializers.IntegerField()
    warning_seconds = serializers.IntegerField()


class HandBackSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class PriorityChangeSerializer(serializers.Serializer[Any]):
    priority = serializers.CharField(max_length=10)
    reason = serializers.CharField(max_length=500, allow_blank=True)
