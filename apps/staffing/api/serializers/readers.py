"""What readers, their skills, blocks, pools and declarations look like."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.staffing.api.serializers.shared import StaffingSiteSerializer
from apps.staffing.models import ReaderBlock, ReaderPool, ReaderSkill, Shift
from apps.staffing.models.readers import POOL_MODES, POOL_SOLVERS
from apps.staffing.states import Presence
from apps.staffing.vocabulary import AGE_GROUPS, SKILLS

PRESENCE_STATES = Presence.values()


class PoolReferenceSerializer(serializers.ModelSerializer[ReaderPool]):
    class Meta:
        model = ReaderPool
        fields = ("id", "code", "name")
        read_only_fields = fields


class SkillLevelSerializer(serializers.ModelSerializer[ReaderSkill]):
    class Meta:
        model = ReaderSkill
        fields = ("skill", "level")
        read_only_fields = fields


class PlaceSerializer(serializers.Serializer[Any]):
    jurisdiction = serializers.CharField()
    declared_at = serializers.DateTimeField(
        allow_null=True, help_text="null: the reader's usual place"
    )


class AvailabilitySerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=PRESENCE_STATES)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    since = serializers.DateTimeField(read_only=True, allow_null=True)


class ShiftTimesSerializer(serializers.ModelSerializer[Shift]):
    class Meta:
        model = Shift
        fields = ("starts_at", "ends_at")
        read_only_fields = fields


class ReaderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    active = serializers.BooleanField()
    location = PlaceSerializer(allow_null=True)
    availability = AvailabilitySerializer()
    on_shift = serializers.BooleanField()
    next_shift = ShiftTimesSerializer(allow_null=True)
    pools = PoolReferenceSerializer(many=True)
    skills = SkillLevelSerializer(many=True)
    age_groups = serializers.ListField(child=serializers.ChoiceField(choices=AGE_GROUPS))
    default_location = serializers.CharField(allow_blank=True)
    licences = serializers.IntegerField(help_text="how many are valid now")
    privileges = serializers.IntegerField(help_text="how many are valid now")
    expiring = serializers.IntegerField(help_text="how many end within 90 days")


class ReaderChangeSerializer(serializers.Serializer[Any]):
    active = serializers.BooleanField(required=False)
    age_groups = serializers.ListField(
        child=serializers.ChoiceField(choices=AGE_GROUPS), required=False, max_length=6
    )
    default_location = serializers.CharField(max_length=10, allow_blank=True, required=False)


class ReaderSkillSerializer(serializers.ModelSerializer[ReaderSkill]):
    reader = PersonSerializer()

    class Meta:
        model = ReaderSkill
        fields = ("id", "reader", "skill", "level")
        read_only_fields = fields


class NewReaderSkillSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    skill = serializers.ChoiceField(choices=SKILLS)
    level = serializers.IntegerField(min_value=1, max_value=3)


class BlockedPatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    patient_id = serializers.CharField()
    name = serializers.CharField(source="display_name")


class ReaderBlockSerializer(serializers.ModelSerializer[ReaderBlock]):
    reader = PersonSerializer()
    site = StaffingSiteSerializer(allow_null=True)
    patient = BlockedPatientSerializer(allow_null=True)

    class Meta:
        model = ReaderBlock
        fields = ("id", "reader", "site", "patient", "reason", "starts_at", "ends_at")
        read_only_fields = fields


class NewReaderBlockSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    site = serializers.UUIDField(allow_null=True, default=None)
    patient = serializers.UUIDField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=300)
    starts_at = serializers.DateTimeField(allow_null=True, default=None)
    ends_at = serializers.DateTimeField(allow_null=True, default=None)


class ReaderBlockChangeSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300, required=False)
    starts_at = serializers.DateTimeField(required=False)
    ends_at = serializers.DateTimeField(allow_null=True, required=False)


class ReaderPoolSerializer(serializers.ModelSerializer[ReaderPool]):
    mode = serializers.ChoiceField(choices=POOL_MODES)
    solver = serializers.ChoiceField(choices=POOL_SOLVERS)
    members = serializers.SerializerMethodField()

    class Meta:
        model = ReaderPool
        fields = (
            "id",
            "code",
            "name",
            "mode",
            "list_hidden",
            "max_open_minutes",
            "max_open_tasks",
            "solver",
            "members",
        )
        read_only_fields = fields

    @extend_schema_field(PersonSerializer(many=True))
    def get_members(self, pool: ReaderPool) -> Any:
        people = [membership.reader for membership in pool.memberships.all()]
        return PersonSerializer(people, many=True).data


class ReaderPoolChangeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, required=False)
    mode = serializers.ChoiceField(choices=POOL_MODES, required=False)
    list_hidden = serializers.BooleanField(required=False)
    max_open_minutes = serializers.IntegerField(
        min_value=1, max_value=100_000, allow_null=True, required=False
    )
    max_open_tasks = serializers.IntegerField(
        min_value=1, max_value=10_000, allow_null=True, required=False
    )
    solver = serializers.ChoiceField(choices=POOL_SOLVERS, required=False)
    members = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=2000)


class NewReaderPoolSerializer(ReaderPoolChangeSerializer):
    code = serializers.SlugField(max_length=40)
    name = serializers.CharField(max_length=100)


class ReadingLocationSerializer(serializers.Serializer[Any]):
    jurisdiction = serializers.CharField(allow_null=True)
    declared_at = serializers.DateTimeField(
        allow_null=True, help_text="null: the reader's usual place"
    )
    ends_at = serializers.DateTimeField(allow_null=True)
    licensed = serializers.BooleanField(help_text="false: nothing can be read from there")


class LocationChoiceSerializer(serializers.Serializer[Any]):
    jurisdiction = serializers.CharField(max_length=10)
