"""The practice's terms and each site's, over HTTP."""

from datetime import time
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import available_timezones

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import MANAGE, VIEW, BillingView
from apps.billing.models.policies import CO_SIGNED
from apps.billing.money import is_currency
from apps.billing.selectors.terms import billing_policy, contracts_by_site
from apps.billing.vocabulary import BILLABLE_KINDS, CONFIRMING_SIDES, PERIOD_KINDS
from apps.tenancy.selectors import sites
from apps.worklist.models.clocks import BREACH_CAUSES

PERCENT: dict[str, Any] = {
    "max_digits": 6,
    "decimal_places": 3,
    "min_value": 0,
    "max_value": 100,
}


def known_currency(code: str) -> None:
    if not is_currency(code):
        raise serializers.ValidationError("Use a code of ISO 4217, such as EUR.")


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise serializers.ValidationError("Use a zone such as Europe/Dublin.")


def known_time(text: str) -> None:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise serializers.ValidationError("Write a time such as 19:00.") from None


class TimeBandSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=20)
    weekdays = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=6))
    starts = serializers.CharField(max_length=5, validators=[known_time])
    ends = serializers.CharField(max_length=5, validators=[known_time])
    holidays = serializers.BooleanField(
        default=False, help_text="also on the site's holidays, whatever their weekday"
    )
    zone = serializers.CharField(
        max_length=60,
        default="",
        allow_blank=True,
        help_text="whose clock; empty: the site's for what is charged, the practice's for what is paid",
    )

    def validate_zone(self, name: str) -> str:
        if name:
            known_zone(name)
        return name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["weekdays"] and not attrs["holidays"]:
            raise serializers.ValidationError("Choose at least one day.")
        return attrs


class CreditRuleSerializer(serializers.Serializer[Any]):
    causes = serializers.ListField(child=serializers.ChoiceField(choices=BREACH_CAUSES))
    over_minutes = serializers.IntegerField(min_value=0, max_value=100_000)
    percent = serializers.CharField(max_length=7)
    automatic = serializers.BooleanField()

    def validate_percent(self, text: str) -> str:
        percent = serializers.DecimalField(**PERCENT).run_validation(text)
        return f"{percent.normalize():f}"


class BillingPolicySerializer(serializers.Serializer[Any]):
    currency = serializers.CharField(max_length=3, validators=[known_currency])
    time_zone = serializers.CharField(max_length=60, validators=[known_zone])
    period_kind = serializers.ChoiceField(choices=PERIOD_KINDS)
    charged_kinds = serializers.ListField(child=serializers.ChoiceField(choices=BILLABLE_KINDS))
    paid_kinds = serializers.ListField(child=serializers.ChoiceField(choices=BILLABLE_KINDS))
    co_signed_to = serializers.ChoiceField(choices=CO_SIGNED)
    study_type_confirmed_by = serializers.ListField(
        child=serializers.ChoiceField(choices=CONFIRMING_SIDES)
    )
    tax_name = serializers.CharField(max_length=40, allow_blank=True)
    tax_percent = serializers.DecimalField(**PERCENT)
    tax_number = serializers.CharField(max_length=60, allow_blank=True)
    payment_days = serializers.IntegerField(min_value=0, max_value=365)
    address = serializers.CharField(max_length=1000, allow_blank=True)
    payment_note = serializers.CharField(max_length=300, allow_blank=True)
    time_bands = TimeBandSerializer(many=True)
    credit_rules = CreditRuleSerializer(many=True)


class BillingPolicyView(BillingView):
    capabilities: ClassVar = {"GET": VIEW, "PUT": MANAGE}

    @extend_schema(operation_id="get_billing_policy", responses=BillingPolicySerializer)
    def get(self, request: Request) -> Response:
        return Response(BillingPolicySerializer(billing_policy()).data)

    @extend_schema(
        operation_id="set_billing_policy",
        request=BillingPolicySerializer,
        responses=BillingPolicySerializer,
    )
    def put(self, request: Request) -> Response:
        values = self.form(request, BillingPolicySerializer)
        policy = services.set_billing_policy(actor=self.actor, values=values)
        return Response(BillingPolicySerializer(policy).data)


class SiteContractTermsSerializer(serializers.Serializer[Any]):
    currency = serializers.CharField(max_length=3, allow_blank=True)
    tax_name = serializers.CharField(max_length=40, allow_blank=True)
    tax_percent = serializers.DecimalField(allow_null=True, **PERCENT)
    tax_number = serializers.CharField(max_length=60, allow_blank=True)
    payment_days = serializers.IntegerField(min_value=0, max_value=365, allow_null=True)
    billing_name = serializers.CharField(max_length=200, allow_blank=True)
    billing_address = serializers.CharField(max_length=1000, allow_blank=True)

    def validate_currency(self, code: str) -> str:
        if code:
            known_currency(code)
        return code


class SiteContractSerializer(SiteContractTermsSerializer):
    site = serializers.UUIDField()
    site_name = serializers.CharField()


class SiteContractsView(BillingView):
    """Every site, with what its contract says otherwise; not paged: a practice's sites are a form's choices."""

    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(operation_id="list_site_contracts", responses=SiteContractSerializer(many=True))
    def get(self, request: Request) -> Response:
        known = contracts_by_site()
        rows = [_row(site.id, site.name, known.get(site.id)) for site in sites(site_ids=None)]
        return Response(SiteContractSerializer(rows, many=True).data)


class SiteContractView(BillingView):
    capabilities: ClassVar = {"PUT": MANAGE}

    @extend_schema(
        operation_id="set_site_contract",
        request=SiteContractTermsSerializer,
        responses=SiteContractSerializer,
    )
    def put(self, request: Request, site_id: UUID) -> Response:
        values = self.form(request, SiteContractTermsSerializer)
        contract = services.set_site_contract(actor=self.actor, site_id=site_id, values=values)
        return Response(SiteContractSerializer(_row(site_id, contract.site.name, contract)).data)


EMPTY: dict[str, Any] = {
    "currency": "",
    "tax_name": "",
    "tax_percent": None,
    "tax_number": "",
    "payment_days": None,
    "billing_name": "",
    "billing_address": "",
}


def _row(site_id: UUID, name: str, contract: Any) -> dict[str, Any]:
    own = {key: getattr(contract, key) for key in EMPTY} if contract else EMPTY
    return {**own, "site": site_id, "site_name": name}
