"""Price lists and study types over HTTP."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import MANAGE, VIEW, BillingView, amount_field
from apps.billing.api.terms import known_currency
from apps.billing.models import RateCard, StudyTypeRule
from apps.billing.selectors import rate_cards as selectors
from apps.billing.states import RateCardState
from apps.billing.vocabulary import BILLABLE_KINDS, PRIORITIES, SIDES
from apps.common.api.pagination import Pagination

LONGEST_FILE = 4_000_000
OF_THE_CARD = (
    *("id", "side", "name", "currency", "effective_from"),
    *("state", "published_at", "published_by_name"),
)


class StudyTypeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(max_length=30)
    name = serializers.CharField(max_length=120)
    active = serializers.BooleanField(default=True)


class StudyTypeEditSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    active = serializers.BooleanField()


class StudyTypeRuleSerializer(serializers.Serializer[Any]):
    """In the order in which they are asked. At least one condition is given."""

    study_type = serializers.UUIDField()
    modality = serializers.CharField(max_length=16, allow_blank=True, default="")
    body_part = serializers.CharField(max_length=64, allow_blank=True, default="")
    words = serializers.CharField(max_length=200, allow_blank=True, default="")
    procedure = serializers.CharField(max_length=200, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not any(attrs[name] for name in ("modality", "body_part", "words", "procedure")):
            raise serializers.ValidationError("Give at least one condition.")
        return attrs


class StudyTypeRulesSerializer(serializers.Serializer[Any]):
    rules = StudyTypeRuleSerializer(many=True)


class CsvFileSerializer(serializers.Serializer[Any]):
    content = serializers.CharField(
        max_length=LONGEST_FILE, trim_whitespace=False, help_text="the file's text"
    )


class ImportedSerializer(serializers.Serializer[Any]):
    rows = serializers.IntegerField()


class RateCardSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    side = serializers.ChoiceField(choices=SIDES)
    name = serializers.CharField()
    currency = serializers.CharField()
    effective_from = serializers.DateField()
    state = serializers.ChoiceField(choices=RateCardState.values())
    published_at = serializers.DateTimeField(allow_null=True)
    published_by_name = serializers.CharField()
    line_count = serializers.IntegerField()


class RateLineSerializer(serializers.Serializer[Any]):
    """Null takes everything."""

    reader = serializers.UUIDField(allow_null=True, default=None)
    site = serializers.UUIDField(allow_null=True, default=None)
    study_type = serializers.UUIDField(allow_null=True, default=None)
    modality = serializers.CharField(max_length=16, allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=BILLABLE_KINDS, allow_null=True, default=None)
    priority = serializers.ChoiceField(choices=PRIORITIES, allow_null=True, default=None)
    time_band = serializers.CharField(max_length=20, allow_null=True, default=None)
    amount = amount_field(min_value=0)
    per_rvu = amount_field(min_value=0, default=Decimal(0))


class RatePremiumSerializer(serializers.Serializer[Any]):
    time_band = serializers.CharField(max_length=20)
    percent = serializers.DecimalField(
        max_digits=6, decimal_places=2, min_value=0, default=Decimal(0)
    )
    amount = amount_field(min_value=0, default=Decimal(0))
    on_shift_only = serializers.BooleanField(default=True)


class RateCardDetailSerializer(RateCardSerializer):
    lines = RateLineSerializer(many=True)
    premiums = RatePremiumSerializer(many=True)


class NewRateCardSerializer(serializers.Serializer[Any]):
    side = serializers.ChoiceField(choices=SIDES)
    name = serializers.CharField(max_length=100)
    currency = serializers.CharField(max_length=3, validators=[known_currency])
    effective_from = serializers.DateField()


class RateCardEditSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    effective_from = serializers.DateField()
    lines = RateLineSerializer(many=True)
    premiums = RatePremiumSerializer(many=True, default=list)


class RateCardCopySerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, allow_blank=True, default="")
    effective_from = serializers.DateField()
    percent = serializers.DecimalField(max_digits=6, decimal_places=2, min_value=-99, max_value=900)


class StudyTypesView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(operation_id="list_study_types", responses=StudyTypeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(selectors.study_types(), request, StudyTypeSerializer)

    @extend_schema(
        operation_id="create_study_type",
        request=StudyTypeSerializer,
        responses={201: StudyTypeSerializer},
    )
    def post(self, request: Request) -> Response:
        said = self.form(request, StudyTypeSerializer)
        made = services.create_study_type(actor=self.actor, code=said["code"], name=said["name"])
        return Response(StudyTypeSerializer(made).data, status=201)


class StudyTypeView(BillingView):
    capabilities: ClassVar = {"PUT": MANAGE}

    @extend_schema(
        operation_id="edit_study_type",
        request=StudyTypeEditSerializer,
        responses=StudyTypeSerializer,
    )
    def put(self, request: Request, study_type_id: UUID) -> Response:
        said = self.form(request, StudyTypeEditSerializer)
        edited = services.edit_study_type(actor=self.actor, study_type_id=study_type_id, **said)
        return Response(StudyTypeSerializer(edited).data)


class StudyTypeRulesView(BillingView):
    capabilities: ClassVar = {"GET": VIEW, "PUT": MANAGE}

    @extend_schema(operation_id="get_study_type_rules", responses=StudyTypeRulesSerializer)
    def get(self, request: Request) -> Response:
        return self._answer()

    @extend_schema(
        operation_id="replace_study_type_rules",
        request=StudyTypeRulesSerializer,
        responses=StudyTypeRulesSerializer,
    )
    def put(self, request: Request) -> Response:
        said = self.form(request, StudyTypeRulesSerializer)
        services.replace_type_rules(actor=self.actor, rules=said["rules"])
        return self._answer()

    def _answer(self) -> Response:
        rows = [
            {
                "study_type": one.study_type_id,
                "modality": one.modality,
                "body_part": one.body_part,
                "words": one.words,
                "procedure": one.procedure,
            }
            for one in StudyTypeRule.objects.order_by("rank")
        ]
        return Response(StudyTypeRulesSerializer({"rules": rows}).data)


class ProcedureFileView(BillingView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="import_procedures", request=CsvFileSerializer, responses=ImportedSerializer
    )
    def post(self, request: Request) -> Response:
        content = self.form(request, CsvFileSerializer)["content"].encode()
        rows = services.import_procedures(actor=self.actor, content=content)
        return Response(ImportedSerializer({"rows": rows}).data)


class _CardView(BillingView):
    def answer(self, card: RateCard, status: int = 200) -> Response:
        lines = [
            {
                **{axis: getattr(one, f"{axis}_id") for axis in ("reader", "site", "study_type")},
                **{
                    axis: getattr(one, axis)
                    for axis in ("modality", "kind", "priority", "time_band")
                },
                "amount": one.amount,
                "per_rvu": one.per_rvu,
            }
            for one in selectors.lines_of_card(card)
        ]
        body = {
            **{name: getattr(card, name) for name in OF_THE_CARD},
            "line_count": len(lines),
            "lines": lines,
            "premiums": list(card.premiums.order_by("time_band")),
        }
        return Response(RateCardDetailSerializer(body).data, status=status)


class RateCardsView(_CardView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(operation_id="list_rate_cards", responses=RateCardSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(selectors.rate_cards(), request, RateCardSerializer)

    @extend_schema(
        operation_id="create_rate_card",
        request=NewRateCardSerializer,
        responses={201: RateCardDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        said = self.form(request, NewRateCardSerializer)
        return self.answer(services.create_rate_card(actor=self.actor, **said), status=201)


class RateCardView(_CardView):
    capabilities: ClassVar = {"GET": VIEW, "PUT": MANAGE, "DELETE": MANAGE}

    @extend_schema(operation_id="get_rate_card", responses=RateCardDetailSerializer)
    def get(self, request: Request, card_id: UUID) -> Response:
        return self.answer(selectors.access_card(card_id))

    @extend_schema(
        operation_id="edit_rate_card",
        request=RateCardEditSerializer,
        responses=RateCardDetailSerializer,
    )
    def put(self, request: Request, card_id: UUID) -> Response:
        said = self.form(request, RateCardEditSerializer)
        return self.answer(services.edit_rate_card(actor=self.actor, card_id=card_id, **said))

    @extend_schema(operation_id="delete_rate_card", responses={204: None})
    def delete(self, request: Request, card_id: UUID) -> Response:
        services.delete_rate_card(actor=self.actor, card_id=card_id)
        return Response(status=204)


class RateCardCopyView(_CardView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="copy_rate_card",
        request=RateCardCopySerializer,
        responses={201: RateCardDetailSerializer},
    )
    def post(self, request: Request, card_id: UUID) -> Response:
        said = self.form(request, RateCardCopySerializer)
        copy = services.copy_rate_card(actor=self.actor, card_id=card_id, **said)
        return self.answer(copy, status=201)


class RateCardPublicationView(_CardView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="publish_rate_card", request=None, responses=RateCardDetailSerializer
    )
    def post(self, request: Request, card_id: UUID) -> Response:
        return self.answer(services.publish_rate_card(actor=self.actor, card_id=card_id))


class RateCardFileView(_CardView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="import_rate_card",
        request=CsvFileSerializer,
        responses=RateCardDetailSerializer,
    )
    def post(self, request: Request, card_id: UUID) -> Response:
        content = self.form(request, CsvFileSerializer)["content"].encode()
        card = services.import_rate_card(actor=self.actor, card_id=card_id, content=content)
        return self.answer(card)
