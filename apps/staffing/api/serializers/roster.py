"""What patterns, shifts and absences look like."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.staffing.conflicts import CONFLICTS
from apps.staffing.models import Absence, Shift, ShiftPattern
from apps.staffing.models.roster import SHIFT_ROLES
from apps.staffing.selectors.roster import may_see_reason

SHIFT_CONFLICTS = ("", *CONFLICTS)


class ShiftPatternSerializer(serializers.ModelSerializer[ShiftPattern]):
    reader = PersonSerializer()
    role = serializers.ChoiceField(choices=SHIFT_ROLES)
    start_time = serializers.TimeField(format="%H:%M")

    class Meta:
        model = ShiftPattern
        fields = (
            "id",
            "reader",
            "role",
            "rank",
            "time_zone",
            "starts_on",
            "until",
            "start_time",
            "duration_minutes",
            "recurrence",
        )
        read_only_fields = fields


class ShiftPatternChangeSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=SHIFT_ROLES, required=False)
    rank = serializers.IntegerField(min_value=1, max_value=99, required=False)
    time_zone = serializers.CharField(max_length=60, required=False)
    starts_on = serializers.DateField(required=False)
    until = serializers.DateField(allow_null=True, required=False)
    start_time = serializers.TimeField(required=False, help_text="by the wall clock")
    duration_minutes = serializers.IntegerField(
        min_value=1, max_value=1440, required=False, help_text="by the wall clock"
    )
    recurrence = serializers.CharField(max_length=200, required=False, help_text="RFC 5545 RRULE")


class NewShiftPatternSerializer(ShiftPatternChangeSerializer):
    reader = serializers.UUIDField()
    time_zone = serializers.CharField(max_length=60)
    starts_on = serializers.DateField()
    start_time = serializers.TimeField(help_text="by the wall clock")
    duration_minutes = serializers.IntegerField(
        min_value=1, max_value=1440, help_text="by the wall clock"
    )
    recurrence = serializers.CharField(max_length=200, help_text="RFC 5545 RRULE")


class ShiftSerializer(serializers.ModelSerializer[Shift]):
    reader = PersonSerializer()
    covered_for = PersonSerializer(allow_null=True)
    role = serializers.ChoiceField(choices=SHIFT_ROLES)
    conflict = serializers.SerializerMethodField()

    class Meta:
        model = Shift
        fields = (
            "id",
            "reader",
            "role",
            "rank",
            "starts_at",
            "ends_at",
            "covered_for",
            "conflict",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=SHIFT_CONFLICTS))
    def get_conflict(self, shift: Shift) -> str:
        return str(self.context["conflicts"].get(shift.id, ""))


class NewShiftSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    role = serializers.ChoiceField(choices=SHIFT_ROLES, default="reading")
    rank = serializers.IntegerField(min_value=1, max_value=99, default=1)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class CoverSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()


class AbsenceSerializer(serializers.ModelSerializer[Absence]):
    reader = PersonSerializer()
    reason = serializers.SerializerMethodField(help_text="empty where it is not yours to know")

    class Meta:
        model = Absence
        fields = ("id", "reader", "starts_at", "ends_at", "reason")
        read_only_fields = fields

    def get_reason(self, absence: Absence) -> str:
        return absence.reason if may_see_reason(self.context["actor"], absence) else ""


class NewAbsenceSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
