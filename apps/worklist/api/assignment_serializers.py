"""How assignment and its reasons look on the wire."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.worklist.models import Priority
from apps.worklist.services.bulk import BULK_ACTIONS


class AssignSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    reason = serializers.CharField(max_length=500, allow_blank=True)


class AssignmentReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class BulkSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)
    action = serializers.ChoiceField(choices=BULK_ACTIONS)
    reason = serializers.CharField(max_length=500, allow_blank=True)
    reader = serializers.UUIDField(required=False)
    priority = serializers.ChoiceField(choices=Priority.values, required=False)
    code = serializers.CharField(max_length=30, required=False)


class BulkResultSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    ok = serializers.BooleanField()
    code = serializers.CharField()
    detail = serializers.CharField()


class BulkResultsSerializer(serializers.Serializer[Any]):
    results = BulkResultSerializer(many=True)


class AssignmentPolicySerializer(serializers.Serializer[Any]):
    mode = serializers.ChoiceField(choices=["pull", "push", "mixed"])
    list_hidden = serializers.BooleanField()
    max_open_minutes = serializers.IntegerField(min_value=1, max_value=10_000, allow_null=True)
    max_open_tasks = serializers.IntegerField(min_value=1, max_value=10_000, allow_null=True)
    solver = serializers.ChoiceField(choices=["greedy", "optimal"])
    offer_minutes = serializers.IntegerField(min_value=1, max_value=1_440)
    companion_hours = serializers.IntegerField(
        min_value=0,
        max_value=720,
        help_text="how far apart studies of a patient were made that are offered to be read together",
    )


class ExclusionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()


class ReaderCandidateSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    eligible = serializers.BooleanField()
    until = serializers.DateTimeField(allow_null=True)
    licences = serializers.ListField(
        child=serializers.CharField(),
        help_text="jurisdictions of the licences that cover where it was made and is read",
    )
    exclusions = ExclusionSerializer(many=True)
    available = serializers.BooleanField()
    on_shift = serializers.BooleanField()
    on_duty = serializers.BooleanField()
    open_tasks = serializers.IntegerField()
    open_minutes = serializers.FloatField()
    score = serializers.FloatField(allow_null=True)
    parts = serializers.DictField(child=serializers.FloatField())


class RoutingDecisionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    by = serializers.CharField()
    cause = serializers.CharField()
    rule_set = serializers.IntegerField(allow_null=True)
    rules = serializers.ListField(child=serializers.JSONField())
    facts = serializers.JSONField()
    outcome = serializers.JSONField()


class PastCandidateSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    eligible = serializers.BooleanField()
    exclusions = ExclusionSerializer(many=True)
    open_tasks = serializers.IntegerField()
    open_minutes = serializers.FloatField()


class AssignmentExplanationSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    reader = PersonSerializer()
    score = serializers.JSONField(allow_null=True)
    candidates = PastCandidateSerializer(many=True)


class ExplanationSerializer(serializers.Serializer[Any]):
    decision = RoutingDecisionSerializer(allow_null=True)
    assignments = AssignmentExplanationSerializer(many=True)
    candidates = ReaderCandidateSerializer(many=True)
    readers = serializers.IntegerField(help_text="of the practice")
    eligible = serializers.IntegerField(help_text="of these, now")
    on_duty = serializers.IntegerField(help_text="of the eligible, available and on shift now")
