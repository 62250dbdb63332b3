"""How clocks, holds, ladders, pages and breaches look on the wire."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.worklist.api.sla_serializers import NamedCalendarSerializer
from apps.worklist.engine.clocks import MILESTONES
from apps.worklist.models import Breach, Page
from apps.worklist.models.clocks import BREACH_CAUSES, HOLD_CODES

CLOCK_STATES = ["waiting", "running", "paused", "stopped"]

PAUSE_KINDS = ["hold", "adjustment"]


class ClockSerializer(serializers.Serializer[Any]):
    """A ``ClockReading``."""

    id = serializers.UUIDField(source="clock.id")
    clock_from = serializers.ChoiceField(choices=MILESTONES, source="clock.milestone_from")
    clock_to = serializers.ChoiceField(choices=MILESTONES, source="clock.milestone_to")
    own = serializers.BooleanField(
        source="clock.own", help_text="the clock for the task's own report"
    )
    state = serializers.ChoiceField(choices=CLOCK_STATES)
    minutes = serializers.IntegerField(source="clock.minutes")
    policy = serializers.UUIDField(source="clock.policy_id", allow_null=True)
    calendar = NamedCalendarSerializer(source="clock.calendar", allow_null=True)
    started_at = serializers.DateTimeField(source="clock.started_at", allow_null=True)
    counts_from = serializers.DateTimeField(source="clock.counts_from", allow_null=True)
    due_at = serializers.DateTimeField(source="clock.due_at", allow_null=True)
    stopped_at = serializers.DateTimeField(source="clock.stopped_at", allow_null=True)
    breached_at = serializers.DateTimeField(source="clock.breached_at", allow_null=True)
    counted_minutes = serializers.FloatField()
    paused_minutes = serializers.FloatField()


class PauseSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=PAUSE_KINDS)
    code = serializers.ChoiceField(choices=HOLD_CODES)
    reason = serializers.CharField()
    started_at = serializers.DateTimeField()
    started_by = PersonSerializer(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = PersonSerializer(allow_null=True)
    end_reason = serializers.CharField()
    due_before = serializers.DateTimeField(allow_null=True)
    due_after = serializers.DateTimeField(allow_null=True)


class StudyReferenceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    accession_number = serializers.CharField()
    description = serializers.CharField()


class TaskPauseSerializer(PauseSerializer):
    task = serializers.UUIDField(source="task_id")
    study = StudyReferenceSerializer(source="task.study")
    site = SiteSerializer(source="task.site")


class MilestoneSerializer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=MILESTONES)
    at = serializers.DateTimeField()


class IntervalSerializer(serializers.Serializer[Any]):
    clock_from = serializers.CharField(source="start")
    clock_to = serializers.CharField(source="end")
    minutes = serializers.FloatField()


class ClockReportSerializer(serializers.Serializer[Any]):
    clocks = ClockSerializer(many=True)
    pauses = PauseSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    intervals = IntervalSerializer(many=True)


class HoldChangeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=30, help_text=", ".join(HOLD_CODES))
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False)


class ResumeSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False)


class ExclusionOfTimeSerializer(serializers.Serializer[Any]):
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField()
    code = serializers.CharField(max_length=30, help_text=", ".join(HOLD_CODES))
    reason = serializers.CharField(max_length=500, allow_blank=True)


class PageSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    """A call about a task, or about a study that waits for its site's word: then there is no task yet."""

    task = serializers.UUIDField(source="task_id", allow_null=True)
    confirmation = serializers.UUIDField(source="confirmation_id", allow_null=True)
    study = StudyReferenceSerializer()
    site = SiteSerializer()
    priority = serializers.SerializerMethodField()
    pathway = serializers.SerializerMethodField()
    due_at = serializers.DateTimeField(source="task.due_at", allow_null=True)
    recipient = PersonSerializer()
    kind = serializers.SerializerMethodField()
    message = serializers.CharField()
    sent_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)

    def get_priority(self, page: Page) -> str:
        return str(page.task.priority if page.task_id else page.study.priority)

    def get_pathway(self, page: Page) -> str:
        return str(page.task.pathway) if page.task_id else ""

    def get_kind(self, page: Page) -> str:
        return str(page.step.kind) if page.step_id else "page"


class StepPageSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    recipient = PersonSerializer()
    sent_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)


class EscalationStepSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    task = serializers.UUIDField(source="task_id")
    position = serializers.IntegerField()
    kind = serializers.CharField()
    target = serializers.CharField()
    rank = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True)
    minutes = serializers.IntegerField(allow_null=True)
    unless = serializers.CharField()
    message = serializers.CharField()
    fire_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=["", "fired", "left_out", "withdrawn"])
    detail = serializers.CharField()
    pages = StepPageSerializer(many=True)


class BreachClockSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    clock_from = serializers.CharField(source="milestone_from")
    clock_to = serializers.CharField(source="milestone_to")
    minutes = serializers.IntegerField()
    stopped_at = serializers.DateTimeField(allow_null=True)


class BreachSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    task = serializers.UUIDField(source="task_id")
    study = StudyReferenceSerializer(source="task.study")
    site = SiteSerializer()
    priority = serializers.CharField(source="task.priority")
    pathway = serializers.CharField(source="task.pathway")
    clock = BreachClockSerializer()
    due_at = serializers.DateTimeField()
    minutes_over = serializers.FloatField(allow_null=True, help_text="null: it still runs")
    minutes_excluded = serializers.FloatField()
    suggested_cause = serializers.ChoiceField(choices=BREACH_CAUSES)
    cause = serializers.ChoiceField(choices=BREACH_CAUSES)
    cause_by = PersonSerializer(allow_null=True)
    cause_at = serializers.DateTimeField(allow_null=True)
    credit = serializers.BooleanField()
    excused = serializers.SerializerMethodField()

    def get_excused(self, breach: Breach) -> bool:
        return breach.excused_at is not None


class BreachChangeSerializer(serializers.Serializer[Any]):
    cause = serializers.CharField(max_length=20, required=False)
    credit = serializers.BooleanField(required=False)
