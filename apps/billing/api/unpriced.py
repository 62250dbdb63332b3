"""What has no price, and what a study would cost, over HTTP."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import MANAGE, VIEW, BillingView, amount_field
from apps.billing.pricing import AXES
from apps.billing.selectors.quotes import explained_quote
from apps.billing.selectors.unpriced import unpriced_events
from apps.billing.vocabulary import BILLABLE_KINDS, PRIORITIES, SIDES, UNPRICED_REASONS
from apps.common.api.pagination import Pagination


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class BilledStudySerializer(serializers.Serializer[Any]):
    """The examination; no patient: a bill is about work."""

    id = serializers.UUIDField()
    description = serializers.CharField()
    accession_number = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    body_part = serializers.CharField()
    study_date = serializers.DateField(allow_null=True)


class BillableEventSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=BILLABLE_KINDS)
    at = serializers.DateTimeField()
    site = NamedSerializer()
    reader = NamedSerializer()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    study = BilledStudySerializer()
    study_type = NamedSerializer(allow_null=True)
    unpriced = serializers.ListField(child=serializers.ChoiceField(choices=UNPRICED_REASONS))
    waived_reason = serializers.CharField()


class StudyTypeChoiceSerializer(serializers.Serializer[Any]):
    study_type = serializers.UUIDField()


class WaiverSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300, allow_blank=True)


class PricedSerializer(serializers.Serializer[Any]):
    priced = serializers.IntegerField()


class QuoteQuestionSerializer(serializers.Serializer[Any]):
    """What would be charged, or paid, for this read if it were signed on that day."""

    side = serializers.ChoiceField(choices=SIDES)
    day = serializers.DateField()
    site = serializers.UUIDField()
    reader = serializers.UUIDField(allow_null=True, default=None)
    description = serializers.CharField(max_length=400, allow_blank=True, default="")
    body_part = serializers.CharField(max_length=64, allow_blank=True, default="")
    modality = serializers.CharField(max_length=16)
    study_type = serializers.UUIDField(allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=BILLABLE_KINDS)
    priority = serializers.ChoiceField(choices=PRIORITIES)
    time_band = serializers.CharField(max_length=20, allow_blank=True, default="")
    rvu = serializers.DecimalField(max_digits=8, decimal_places=3, min_value=0, default=Decimal(1))
    on_shift = serializers.BooleanField(default=False)


class ConsideredLineSerializer(serializers.Serializer[Any]):
    """``differs_on``: why it does not apply; none and not chosen: a more specific line does."""

    says = serializers.DictField(child=serializers.CharField())
    amount = amount_field()
    per_rvu = amount_field()
    differs_on = serializers.ListField(child=serializers.ChoiceField(choices=AXES))
    chosen = serializers.BooleanField()


class QuoteAnswerSerializer(serializers.Serializer[Any]):
    study_type = NamedSerializer(allow_null=True)
    card = NamedSerializer(allow_null=True)
    currency = serializers.CharField()
    amount = amount_field(allow_null=True)
    base = amount_field(allow_null=True)
    rvu = amount_field(allow_null=True)
    premium = amount_field(allow_null=True)
    lines = ConsideredLineSerializer(many=True)


class UnpricedEventsView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_unpriced_events", responses=BillableEventSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(unpriced_events(), request, BillableEventSerializer)


class PricingView(BillingView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(operation_id="price_waiting_events", request=None, responses=PricedSerializer)
    def post(self, request: Request) -> Response:
        return Response({"priced": services.price_waiting(actor=self.actor)})


class StudyTypeChoiceView(BillingView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="choose_study_type",
        request=StudyTypeChoiceSerializer,
        responses=BillableEventSerializer,
    )
    def post(self, request: Request, event_id: UUID) -> Response:
        chosen = self.form(request, StudyTypeChoiceSerializer)["study_type"]
        event = services.choose_study_type(
            actor=self.actor, event_id=event_id, study_type_id=chosen
        )
        return Response(BillableEventSerializer(event).data)


class WaiverView(BillingView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="waive_billable_event",
        request=WaiverSerializer,
        responses=BillableEventSerializer,
    )
    def post(self, request: Request, event_id: UUID) -> Response:
        reason = self.form(request, WaiverSerializer)["reason"]
        event = services.waive_event(actor=self.actor, event_id=event_id, reason=reason)
        return Response(BillableEventSerializer(event).data)


class QuotesView(BillingView):
    capabilities: ClassVar = {"POST": VIEW}

    @extend_schema(
        operation_id="quote_study",
        request=QuoteQuestionSerializer,
        responses=QuoteAnswerSerializer,
    )
    def post(self, request: Request) -> Response:
        said = self.form(request, QuoteQuestionSerializer)
        return Response(QuoteAnswerSerializer(explained_quote(**said)).data)
