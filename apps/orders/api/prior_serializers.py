"""How priors elsewhere look on the wire."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.orders.api.serializers import CandidatePatientSerializer
from apps.orders.models import PriorRequest
from apps.orders.services.priors import ANSWERS, SAYINGS
from apps.orders.states import PriorState, RequestState

ANSWERED: Mapping[str, str] = {
    RequestState.SENT: "sent",
    RequestState.ARRIVED: "sent",
    RequestState.NONE_EXIST: "none_exist",
    RequestState.REFUSED: "cannot_send",
}


class RequestingStudySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    accession_number = serializers.CharField()
    study_at = serializers.DateTimeField(allow_null=True)


class PriorRequestSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    site = SiteSerializer()
    study = RequestingStudySerializer()
    patient = CandidatePatientSerializer()
    text = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(choices=RequestState.values())
    asked_by = PersonSerializer(allow_null=True, source="requested_by")
    asked_at = serializers.DateTimeField(source="requested_at")
    due_at = serializers.DateTimeField()
    answer = serializers.SerializerMethodField()
    answered_by = PersonSerializer(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField()
    arrived_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=list(ANSWERS), allow_null=True))
    def get_answer(self, request: PriorRequest) -> str | None:
        """What the site said; priors that came are an answer too."""
        return ANSWERED.get(request.state)


class PriorStatusSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=PriorState.values())
    said_by = PersonSerializer(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    requests = PriorRequestSerializer(many=True)


class PriorStatusChangeSerializer(serializers.Serializer[Any]):
    state = serializers.CharField(max_length=16, help_text=", ".join(SAYINGS))


class NewPriorRequestSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    modalities = serializers.ListField(
        child=serializers.CharField(max_length=16), required=False, default=list, max_length=20
    )


class AnswerSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=16, help_text=", ".join(ANSWERS))
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
