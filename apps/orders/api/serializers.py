"""How orders look on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.orders.models import Order, OrderPriority, PatientClass
from apps.orders.states import OrderState

SIDES = ["", "R", "L", "B"]
CLASSES = ["", *PatientClass.values]


def text(length: int, **options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=length, required=False, allow_blank=True, **options)


class OrderedPatientSerializer(serializers.Serializer[Any]):
    """The patient as the site named them."""

    patient_id = text(200)
    name = text(400, source="patient_name", help_text="Family^Given")
    birth_date = serializers.DateField(required=False, allow_null=True, source="patient_birth_date")
    sex = text(16, source="patient_sex", help_text="F, M, O or empty")


class AttestationSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, source="stat_reason")
    by = PersonSerializer(source="stat_attested_by", allow_null=True)
    at = serializers.DateTimeField(source="stat_attested_at")


class OrderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    site = SiteSerializer()
    accession_number = serializers.CharField()
    patient = OrderedPatientSerializer(source="*")
    procedure = serializers.CharField()
    body_part = serializers.CharField()
    laterality = serializers.ChoiceField(choices=SIDES)
    modality = serializers.CharField()
    indication = serializers.CharField()
    patient_class = serializers.ChoiceField(choices=CLASSES)
    location = serializers.CharField()
    referring_physician = serializers.CharField()
    priority = serializers.ChoiceField(choices=OrderPriority.values)
    stat_attestation = serializers.SerializerMethodField()
    requested_at = serializers.DateTimeField()
    study = serializers.UUIDField(source="study_id", allow_null=True)
    state = serializers.ChoiceField(choices=OrderState.values())
    doubt = serializers.CharField(
        help_text="why a machine does not link it: birth_date_differs, sex_differs, patient_id_differs, "
        "name_differs, modality_differs, date_differs, ambiguous, not_certain, unlinked; or empty"
    )
    origin = serializers.CharField(source="source", help_text="manual, hl7, fhir")

    @extend_schema_field(AttestationSerializer(allow_null=True))
    def get_stat_attestation(self, order: Order) -> dict[str, Any] | None:
        return AttestationSerializer(order).data if order.stat_attested_at else None


class NewAttestationSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class OrderChangeSerializer(serializers.Serializer[Any]):
    """Every field may be left out; what is left out stays."""

    accession_number = text(64)
    patient = OrderedPatientSerializer(required=False)
    procedure = text(400)
    body_part = text(64)
    laterality = serializers.ChoiceField(choices=SIDES, required=False, allow_blank=True)
    modality = text(16)
    indication = text(4000)
    patient_class = serializers.ChoiceField(choices=CLASSES, required=False, allow_blank=True)
    location = text(200)
    referring_physician = text(400)
    priority = serializers.ChoiceField(choices=OrderPriority.values, required=False)
    requested_at = serializers.DateTimeField(required=False)
    stat_attestation = NewAttestationSerializer(required=False, allow_null=True)

    def details(self) -> dict[str, Any]:
        """What was said, by the columns of an order, without the attestation."""
        said = dict(self.validated_data)
        said.pop("stat_attestation", None)
        said.pop("site", None)
        said.pop("study", None)
        patient = said.pop("patient", {})
        return {**said, **patient}

    def stat_reason(self) -> str:
        return str((self.validated_data.get("stat_attestation") or {}).get("reason", ""))


class NewOrderSerializer(OrderChangeSerializer):
    site = serializers.SlugField(help_text="the site's slug, or its id")
    study = serializers.UUIDField(
        required=False, allow_null=True, help_text="a study that is here and that it is placed for"
    )


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class NewLinkSerializer(ReasonSerializer):
    study = serializers.UUIDField()


class CandidatePatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    patient_id = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.CharField()


class CandidateSerializer(serializers.Serializer[Any]):
    """A study without an order that may be this order's, and what speaks for and against it."""

    id = serializers.UUIDField(source="study.id")
    study_instance_uid = serializers.CharField(source="study.study_instance_uid")
    description = serializers.CharField(source="study.description")
    modalities = serializers.ListField(child=serializers.CharField(), source="study.modalities")
    body_part = serializers.CharField(source="study.body_part")
    accession_number = serializers.CharField(source="study.accession_number")
    study_at = serializers.DateTimeField(source="study.study_at", allow_null=True)
    patient = CandidatePatientSerializer(source="study.patient")
    score = serializers.IntegerField(help_text="0 to 100")
    contradictions = serializers.ListField(child=serializers.CharField())


class CandidatesSerializer(serializers.Serializer[Any]):
    results = CandidateSerializer(many=True)


class StatShareSerializer(serializers.Serializer[Any]):
    site = SiteSerializer()
    studies = serializers.IntegerField()
    stat = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True, help_text="STAT of all, 0 to 1")
    attested = serializers.IntegerField()
    attested_share = serializers.FloatField(allow_null=True, help_text="attested of STAT, 0 to 1")


class StatSharesSerializer(serializers.Serializer[Any]):
    results = StatShareSerializer(many=True)
