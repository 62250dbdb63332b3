"""What licences, privileges and their ends look like."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.common.clock import now
from apps.staffing.api.serializers.shared import StaffingSiteSerializer
from apps.staffing.models import Licence, Privilege
from apps.staffing.selectors.credentials import may_see_number
from apps.staffing.states import Standing
from apps.staffing.validity import STATES, State, days_left, state_at
from apps.staffing.vocabulary import MODALITIES, READ_TYPES, SKILLS

CREDENTIAL_KINDS = ("licence", "privilege")
CREDENTIAL_STATES = STATES
CREDENTIAL_STATUSES = Standing.values()


class _CredentialSerializer(serializers.ModelSerializer[Any]):
    reader = PersonSerializer(read_only=True)
    status = serializers.ChoiceField(choices=CREDENTIAL_STATUSES)
    state = serializers.SerializerMethodField()
    days_left = serializers.SerializerMethodField()

    def get_state(self, credential: Licence | Privilege) -> State:
        return state_at(credential.status, credential, now())

    def get_days_left(self, credential: Licence | Privilege) -> int | None:
        return days_left(credential.ends_at, now())


CREDENTIAL_FIELDS = (
    "id",
    "reader",
    "valid_from",
    "valid_through",
    "time_zone",
    "ends_at",
    "status",
    "state",
    "days_left",
)


class LicenceSerializer(_CredentialSerializer):
    number = serializers.SerializerMethodField(help_text="empty where it is not yours to see")

    class Meta:
        model = Licence
        fields = (*CREDENTIAL_FIELDS, "jurisdiction", "number")
        read_only_fields = fields

    def get_number(self, licence: Licence) -> str:
        return licence.number if may_see_number(self.context["actor"], licence) else ""


class PrivilegeSerializer(_CredentialSerializer):
    site = StaffingSiteSerializer()

    class Meta:
        model = Privilege
        fields = (*CREDENTIAL_FIELDS, "site", "modalities", "procedure_groups", "read_types")
        read_only_fields = fields


class NewLicenceSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    jurisdiction = serializers.CharField(max_length=10)
    number = serializers.CharField(max_length=60)
    valid_from = serializers.DateField()
    valid_through = serializers.DateField(allow_null=True, default=None)
    time_zone = serializers.CharField(max_length=60)


class LicenceChangeSerializer(serializers.Serializer[Any]):
    number = serializers.CharField(max_length=60, required=False)
    valid_from = serializers.DateField(required=False)
    valid_through = serializers.DateField(allow_null=True, required=False)
    time_zone = serializers.CharField(max_length=60, required=False)
    status = serializers.ChoiceField(choices=CREDENTIAL_STATUSES, required=False)


def _codes(known: tuple[str, ...], **options: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ChoiceField(choices=known), max_length=len(known), **options
    )


class NewPrivilegeSerializer(serializers.Serializer[Any]):
    reader = serializers.UUIDField()
    site = serializers.UUIDField()
    modalities = _codes(MODALITIES, default=list)
    procedure_groups = _codes(SKILLS, default=list)
    read_types = _codes(READ_TYPES, default=list)
    valid_from = serializers.DateField()
    valid_through = serializers.DateField(allow_null=True, default=None)
    time_zone = serializers.CharField(
        max_length=60, required=False, help_text="the site's where it is left out"
    )


class PrivilegeChangeSerializer(serializers.Serializer[Any]):
    modalities = _codes(MODALITIES, required=False)
    procedure_groups = _codes(SKILLS, required=False)
    read_types = _codes(READ_TYPES, required=False)
    valid_from = serializers.DateField(required=False)
    valid_through = serializers.DateField(allow_null=True, required=False)
    time_zone = serializers.CharField(max_length=60, required=False)
    status = serializers.ChoiceField(choices=CREDENTIAL_STATUSES, required=False)


class JurisdictionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class SiteJurisdictionsSerializer(serializers.Serializer[Any]):
    jurisdictions = serializers.ListField(child=serializers.CharField(max_length=10), max_length=20)


class CredentialExpirySerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=CREDENTIAL_KINDS)
    credential_id = serializers.UUIDField(source="credential.id")
    reader = PersonSerializer(source="credential.reader")
    jurisdiction = serializers.CharField(
        source="credential.jurisdiction", default=None, allow_null=True
    )
    site = StaffingSiteSerializer(source="credential.site", default=None, allow_null=True)
    ends_at = serializers.DateTimeField()
    days_left = serializers.IntegerField()
    shifts_after = serializers.IntegerField()
    recurs_after = serializers.BooleanField(
        help_text="a recurring shift goes on after it, beyond those on the roster"
    )
