"""Readers' statements and disputes over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import MANAGE, VIEW, BillingView, amount_field
from apps.billing.api.documents import InvoicePeriodSerializer
from apps.billing.api.unpriced import BilledStudySerializer, NamedSerializer
from apps.billing.models import BillingPeriod, Dispute
from apps.billing.selectors import rate_cards
from apps.billing.selectors import statements as selectors
from apps.billing.states import DisputeState
from apps.billing.vocabulary import BILLABLE_KINDS, ENTRY_KINDS
from apps.billing.wording import booked_as
from apps.common.api.pagination import Pagination
from apps.reporting.api.filters import id_of

OWN = "statement.view_own"
DISPUTE = "statement.dispute"
READER = OpenApiParameter(
    "reader", OpenApiTypes.UUID, description="whose; one’s own, where it is left out"
)
PERIOD = OpenApiParameter("period", OpenApiTypes.UUID)


class PayoutSerializer(serializers.Serializer[Any]):
    """A line of a statement: one study, one adjustment, one reversal."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ENTRY_KINDS)
    read = serializers.ChoiceField(choices=BILLABLE_KINDS, source="event.kind")
    at = serializers.DateTimeField()
    site = NamedSerializer()
    study = BilledStudySerializer(source="event.study")
    study_type = NamedSerializer(source="event.study_type", allow_null=True)
    booked_as = serializers.SerializerMethodField()
    period = InvoicePeriodSerializer()
    amount = amount_field()
    currency = serializers.CharField()
    base = serializers.SerializerMethodField()
    rvu = serializers.SerializerMethodField()
    premium = serializers.SerializerMethodField()
    note = serializers.CharField()
    is_reversed = serializers.BooleanField()
    dispute = serializers.UUIDField(allow_null=True)
    dispute_state = serializers.ChoiceField(choices=DisputeState.values(), allow_null=True)
    dispute_answer = serializers.CharField(allow_null=True)

    def get_booked_as(self, payout: Any) -> str:
        return booked_as(payout.explanation, payout.event.study_type)

    def get_base(self, payout: Any) -> str:
        return str(payout.explanation.get("base", "0"))

    def get_rvu(self, payout: Any) -> str:
        return str(payout.explanation.get("rvu", "0"))

    def get_premium(self, payout: Any) -> str:
        return str(payout.explanation.get("premium", "0"))


class DailyTotalSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    currency = serializers.CharField()
    studies = serializers.IntegerField()
    total = amount_field()


class StatementSerializer(serializers.Serializer[Any]):
    """The days of a period with their totals; the lines are a list of their own. ``issued``: it is closed."""

    reader = NamedSerializer()
    period = InvoicePeriodSerializer(allow_null=True)
    issued = serializers.BooleanField()
    days = DailyTotalSerializer(many=True)
    totals = serializers.DictField(child=serializers.CharField())


class NewDisputeSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=1000, allow_blank=True)


class DisputeAnswerSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=1000, allow_blank=True)


class DisputeAcceptanceSerializer(DisputeAnswerSerializer):
    """``amount``: what is paid in addition; negative: what is taken back."""

    amount = amount_field()


class DisputedPayoutSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    amount = amount_field()
    currency = serializers.CharField()
    site = NamedSerializer()
    study = BilledStudySerializer(source="event.study")
    study_type = NamedSerializer(source="event.study_type", allow_null=True)


class DisputeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    reader = NamedSerializer()
    payout = DisputedPayoutSerializer()
    state = serializers.ChoiceField(choices=DisputeState.values())
    text = serializers.CharField()
    opened_at = serializers.DateTimeField()
    answer = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by_name = serializers.CharField()
    adjustment = amount_field(source="adjustment.amount", allow_null=True, default=None)


class _StatementView(BillingView):
    capabilities: ClassVar = {"GET": (OWN, VIEW)}

    def reader_id(self, request: Request) -> UUID:
        """One's own, or anybody's for who may see the books; raises ``NotFound``, ``PermissionRefused``."""
        asked = request.query_params.get("reader")
        return selectors.whose_statement(
            actor=self.actor, reader_id=id_of("reader", asked) if asked else None
        )

    def period(self, request: Request) -> BillingPeriod | None:
        asked = request.query_params.get("period")
        return selectors.period_of_statement(id_of("period", asked) if asked else None)


class StatementView(_StatementView):
    @extend_schema(
        operation_id="get_statement", parameters=[READER, PERIOD], responses=StatementSerializer
    )
    def get(self, request: Request) -> Response:
        body = selectors.statement(reader_id=self.reader_id(request), period=self.period(request))
        return Response(StatementSerializer(body).data)


class StatementLinesView(_StatementView):
    pagination_class: ClassVar = Pagination

    @extend_schema(
        operation_id="list_statement_lines",
        parameters=[READER, PERIOD],
        responses=PayoutSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = selectors.statement_lines(reader_id=self.reader_id(request))
        if period := self.period(request):
            found = found.filter(period=period)
        return self.page(found, request, PayoutSerializer)


class PaidReadersView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(operation_id="list_paid_readers", responses=NamedSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(selectors.paid_readers(), request, NamedSerializer)


class PayableReadersView(BillingView):
    """Whom a readers' price list can name."""

    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(operation_id="list_payable_readers", responses=NamedSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(rate_cards.payable_readers(), request, NamedSerializer)


class StatementPeriodsView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": (OWN, VIEW)}

    @extend_schema(
        operation_id="list_statement_periods", responses=InvoicePeriodSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        found = BillingPeriod.objects.order_by("-first_day")
        return self.page(found, request, InvoicePeriodSerializer)


class PayoutDisputesView(BillingView):
    capabilities: ClassVar = {"POST": DISPUTE}

    @extend_schema(
        operation_id="open_dispute",
        request=NewDisputeSerializer,
        responses={201: DisputeSerializer},
    )
    def post(self, request: Request, payout_id: UUID) -> Response:
        text = self.form(request, NewDisputeSerializer)["text"]
        made = services.open_dispute(actor=self.actor, payout_id=payout_id, text=text)
        return Response(DisputeSerializer(made).data, status=201)


class DisputesView(BillingView):
    """All for who sees the books; their own for readers."""

    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": (OWN, VIEW)}

    @extend_schema(operation_id="list_disputes", responses=DisputeSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = selectors.disputes(actor=self.actor, own=not self.actor.can(VIEW))
        return self.page(found, request, DisputeSerializer)


class _DisputeView(BillingView):
    capabilities: ClassVar = {"POST": MANAGE}

    def answer(self, dispute: Dispute) -> Response:
        return Response(DisputeSerializer(dispute).data)


class DisputeAcceptanceView(_DisputeView):
    @extend_schema(
        operation_id="accept_dispute",
        request=DisputeAcceptanceSerializer,
        responses=DisputeSerializer,
    )
    def post(self, request: Request, dispute_id: UUID) -> Response:
        said = self.form(request, DisputeAcceptanceSerializer)
        return self.answer(services.accept_dispute(actor=self.actor, dispute_id=dispute_id, **said))


class DisputeRefusalView(_DisputeView):
    @extend_schema(
        operation_id="refuse_dispute",
        request=DisputeAnswerSerializer,
        responses=DisputeSerializer,
    )
    def post(self, request: Request, dispute_id: UUID) -> Response:
        said = self.form(request, DisputeAnswerSerializer)
        return self.answer(services.refuse_dispute(actor=self.actor, dispute_id=dispute_id, **said))


class DisputeWithdrawalView(_DisputeView):
    capabilities: ClassVar = {"POST": DISPUTE}

    @extend_schema(operation_id="withdraw_dispute", request=None, responses=DisputeSerializer)
    def post(self, request: Request, dispute_id: UUID) -> Response:
        return self.answer(services.withdraw_dispute(actor=self.actor, dispute_id=dispute_id))
