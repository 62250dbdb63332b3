"""Follow-ups as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.followup.fitting import CERTAINTIES, CODES, PASSED, UNKNOWN
from apps.followup.models import FollowUp
from apps.followup.models.matches import MATCH_STATES
from apps.followup.models.records import CHANNELS, ENTRY_KINDS
from apps.followup.next_steps import NEXT_STEPS, next_step
from apps.followup.states import FollowUpState
from apps.followup.timetable import KINDS
from apps.reporting.recommending.intervals import UNITS
from apps.reporting.recommending.recommendation import LATERALITY_CODES, MODALITIES, URGENCIES

TALK_CHANNELS = [channel for channel in CHANNELS if channel not in ("", "portal")]
FIT_REASONS = [PASSED, UNKNOWN]


class FollowUpSiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    time_zone = serializers.CharField()


class FollowUpStudySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    study_instance_uid = serializers.CharField()
    description = serializers.CharField()
    accession_number = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    body_part = serializers.CharField()
    study_date = serializers.DateField(allow_null=True)


class FollowUpPatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.SerializerMethodField()
    patient_id = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.CharField()

    @extend_schema_field(serializers.CharField())
    def get_name(self, patient: Any) -> str:
        return str(patient.display_name or patient.name)


class FollowUpReaderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class FollowUpSerializer(serializers.Serializer[Any]):
    """A row of the tracker, of a follow-up that ``follow_ups`` gave. ``next`` is the one thing to do now."""

    id = serializers.UUIDField()
    patient = FollowUpPatientSerializer(source="study.patient")
    study = FollowUpStudySerializer()
    site = FollowUpSiteSerializer()
    report = serializers.UUIDField(source="version.report_id")
    finding = serializers.CharField()
    modality = serializers.ChoiceField(choices=MODALITIES, allow_blank=True)
    procedure = serializers.CharField()
    body_part = serializers.CharField()
    laterality = serializers.ChoiceField(choices=LATERALITY_CODES, allow_blank=True)
    first = serializers.IntegerField(allow_null=True)
    last = serializers.IntegerField(allow_null=True)
    unit = serializers.ChoiceField(choices=UNITS, allow_blank=True)
    reason = serializers.CharField()
    urgency = serializers.ChoiceField(choices=URGENCIES)
    guideline = serializers.CharField()
    quote = serializers.CharField()
    examined_on = serializers.DateField()
    not_before = serializers.DateField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    late_after = serializers.DateField(allow_null=True)
    recommended_by = FollowUpReaderSerializer()
    recommended_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=FollowUpState.values())
    next = serializers.SerializerMethodField()
    scheduled_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    done_study = FollowUpStudySerializer(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by_name = serializers.CharField()
    end_reason = serializers.CharField()
    proposed_match = serializers.UUIDField(allow_null=True)
    contacted_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=NEXT_STEPS))
    def get_next(self, follow_up: FollowUp) -> str:
        return next_step(
            state=follow_up.state,
            not_before=follow_up.not_before,
            has_proposal=vars(follow_up)["proposed_match"] is not None,
            scheduled_on=follow_up.scheduled_on if follow_up.state == "scheduled" else None,
        )


class FollowUpEntrySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    by_name = serializers.CharField()
    kind = serializers.ChoiceField(choices=ENTRY_KINDS)
    channel = serializers.ChoiceField(choices=CHANNELS, allow_blank=True)
    person = serializers.CharField()
    note = serializers.CharField()


class FitReasonSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=CODES)
    verdict = serializers.ChoiceField(choices=FIT_REASONS)


class FollowUpMatchSerializer(serializers.Serializer[Any]):
    """A later study; ``reasons`` says what fits and what is not known."""

    id = serializers.UUIDField()
    study = FollowUpStudySerializer()
    site = FollowUpSiteSerializer(source="study.site")
    certainty = serializers.ChoiceField(choices=CERTAINTIES)
    reasons = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=MATCH_STATES)
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by_name = serializers.CharField()

    @extend_schema_field(FitReasonSerializer(many=True))
    def get_reasons(self, match: Any) -> list[dict[str, str]]:
        return [
            {"code": code, "verdict": match.reasons[code]}
            for code in CODES
            if code in match.reasons
        ]


class FollowUpStepSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    fire_at = serializers.DateTimeField()


class FollowUpDetailSerializer(FollowUpSerializer):
    """Context: ``entries``, ``matches``, ``steps``."""

    entries = serializers.SerializerMethodField()
    matches = serializers.SerializerMethodField()
    steps = serializers.SerializerMethodField()

    @extend_schema_field(FollowUpEntrySerializer(many=True))
    def get_entries(self, follow_up: FollowUp) -> Any:
        return FollowUpEntrySerializer(self.context["entries"], many=True).data

    @extend_schema_field(FollowUpMatchSerializer(many=True))
    def get_matches(self, follow_up: FollowUp) -> Any:
        return FollowUpMatchSerializer(self.context["matches"], many=True).data

    @extend_schema_field(FollowUpStepSerializer(many=True))
    def get_steps(self, follow_up: FollowUp) -> Any:
        return FollowUpStepSerializer(self.context["steps"], many=True).data


class AppointmentSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    note = serializers.CharField(max_length=450, allow_blank=True, default="")


class FollowUpReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class FollowUpContactSerializer(serializers.Serializer[Any]):
    channel = serializers.ChoiceField(choices=TALK_CHANNELS)
    person = serializers.CharField(max_length=200, allow_blank=True, default="")
    note = serializers.CharField(max_length=500, allow_blank=True, default="")


class ReminderContactSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.CharField()
    email = serializers.CharField()


class ReminderContactsSerializer(serializers.Serializer[Any]):
    contacts = ReminderContactSerializer(many=True)


class ReminderChoiceSerializer(serializers.Serializer[Any]):
    contacts = serializers.ListField(child=serializers.UUIDField(), max_length=50)
