"""Margin, reconciliation and the bookkeeper's export over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import MANAGE, VIEW, BillingView, amount_field, attached
from apps.billing.documents.tables import csv_text
from apps.billing.reconciling import GAP_CODES
from apps.billing.selectors.journal import JOURNAL_COLUMNS, journal
from apps.billing.selectors.margin import margin_by_site
from apps.billing.selectors.periods import access_period
from apps.billing.selectors.reconciliation import Reconciliation, reconcile
from apps.common.api.negotiation import OneRepresentation
from apps.reporting.api.critical_month import MONTH, month_of
from apps.reporting.api.filters import InvalidFilter, id_of

PERIOD = OpenApiParameter("period", OpenApiTypes.UUID, required=True)
SHOWN = 500
SETTLED = 2_000


class MarginRowSerializer(serializers.Serializer[Any]):
    """``margin = fees - payouts``; fees are net of reversals and credits, without tax."""

    site = serializers.UUIDField(source="site_id")
    site_name = serializers.CharField(source="site")
    currency = serializers.CharField()
    reads = serializers.IntegerField()
    fees = amount_field()
    credits = amount_field()
    payouts = amount_field()
    margin = amount_field()


class MarginSerializer(serializers.Serializer[Any]):
    rows = MarginRowSerializer(many=True)


class GapSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=GAP_CODES)
    key = serializers.CharField()
    study = serializers.UUIDField(allow_null=True)
    subject = serializers.UUIDField(allow_null=True)


class ReconciliationSerializer(serializers.Serializer[Any]):
    """``gaps`` are the first of ``gap_count``; sums by currency."""

    month = serializers.CharField()
    reads = serializers.IntegerField()
    events = serializers.IntegerField()
    charges = serializers.IntegerField()
    payouts = serializers.IntegerField()
    charged = serializers.DictField(child=serializers.CharField())
    paid = serializers.DictField(child=serializers.CharField())
    gap_count = serializers.IntegerField()
    gaps = GapSerializer(many=True)


class MarginView(BillingView):
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(operation_id="get_margin", parameters=[PERIOD], responses=MarginSerializer)
    def get(self, request: Request) -> Response:
        period = access_period(_period(request))
        rows = margin_by_site(first_day=period.first_day, last_day=period.last_day)
        return Response(MarginSerializer({"rows": rows}).data)


class ReconciliationView(BillingView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="get_reconciliation", parameters=[MONTH], responses=ReconciliationSerializer
    )
    def get(self, request: Request) -> Response:
        day = month_of(request)
        return _answer(reconcile(year=day.year, month=day.month))

    @extend_schema(
        operation_id="settle_gaps",
        parameters=[MONTH],
        request=None,
        responses=ReconciliationSerializer,
    )
    def post(self, request: Request) -> Response:
        """Books what is missing, as the signed reads say."""
        day = month_of(request)
        found = reconcile(year=day.year, month=day.month)
        studies = {gap.study for gap in found.gaps if gap.study}
        # As many as one request has time for; what is left is among the gaps of the answer.
        services.settle_gaps(actor=self.actor, study_ids=sorted(studies)[:SETTLED])
        return _answer(reconcile(year=day.year, month=day.month))


class AccountingExportView(BillingView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="get_accounting_export",
        parameters=[PERIOD],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        period = access_period(_period(request))
        name = f"journal-{period.first_day}-{period.last_day}.csv"
        content = csv_text(JOURNAL_COLUMNS, journal(period))
        return attached(content, name, "text/csv; charset=utf-8")


def _period(request: Request) -> UUID:
    value = request.query_params.get("period")
    if not value:
        raise InvalidFilter("Name a ‘period’.")
    return id_of("period", value)


def _answer(found: Reconciliation) -> Response:
    body = {
        "month": f"{found.month.first_day:%Y-%m}",
        "reads": found.reads,
        "events": found.events,
        "charges": found.charges,
        "payouts": found.payouts,
        "charged": {key: str(value) for key, value in found.charged.items()},
        "paid": {key: str(value) for key, value in found.paid.items()},
        "gap_count": len(found.gaps),
        "gaps": found.gaps[:SHOWN],
    }
    return Response(ReconciliationSerializer(body).data)
