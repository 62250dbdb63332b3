"""Periods, invoices and credit notes over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import CLOSE, VIEW, BillingView, amount_field, attached
from apps.billing.api.unpriced import NamedSerializer
from apps.billing.documents import Paper, as_csv, as_xlsx, render_pdf
from apps.billing.selectors import documents as selectors
from apps.billing.selectors.papers import credit_note_paper, invoice_paper
from apps.billing.selectors.periods import periods
from apps.billing.states import InvoiceRunState, PeriodState
from apps.billing.vocabulary import PERIOD_KINDS
from apps.common.api.negotiation import OneRepresentation
from apps.common.api.pagination import Pagination
from apps.reporting.api.filters import id_of

SEE = "invoice.view"
SITE = OpenApiParameter("site", OpenApiTypes.UUID)
PERIOD = OpenApiParameter("period", OpenApiTypes.UUID)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BillingPeriodSerializer(serializers.Serializer[Any]):
    """``run_state`` is that of making its invoices, None until it was asked for."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=PERIOD_KINDS)
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    ends_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=PeriodState.values())
    closed_at = serializers.DateTimeField(allow_null=True)
    closed_by_name = serializers.CharField()
    run_state = serializers.ChoiceField(choices=InvoiceRunState.values(), allow_null=True)
    run_sites = serializers.IntegerField(allow_null=True)
    run_done = serializers.IntegerField(allow_null=True)


class InvoicePeriodSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()


class InvoiceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    site = NamedSerializer()
    period = InvoicePeriodSerializer()
    currency = serializers.CharField()
    net = amount_field()
    tax_name = serializers.CharField()
    tax_percent = serializers.DecimalField(max_digits=6, decimal_places=3)
    tax = amount_field()
    total = amount_field()
    credited = amount_field(allow_null=True)
    issued_on = serializers.DateField()
    due_on = serializers.DateField()


class InvoiceLineSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    position = serializers.IntegerField()
    performed_on = serializers.DateField()
    accession_number = serializers.CharField()
    text = serializers.CharField()
    amount = amount_field()
    is_credited = serializers.BooleanField()


class CreditNoteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    invoice = serializers.UUIDField(source="invoice_id")
    reason = serializers.CharField()
    net = amount_field()
    tax = amount_field()
    total = amount_field()
    issued_on = serializers.DateField()


class InvoiceDetailSerializer(InvoiceSerializer):
    credit_notes = CreditNoteSerializer(many=True)


class NewCreditNoteSerializer(serializers.Serializer[Any]):
    """Without ``lines``: all that stand."""

    reason = serializers.CharField(max_length=300, allow_blank=True)
    lines = serializers.ListField(child=serializers.UUIDField(), allow_null=True, default=None)


class BillingPeriodsView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_billing_periods", responses=BillingPeriodSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(periods(), request, BillingPeriodSerializer)


class _PeriodView(BillingView):
    capabilities: ClassVar = {"POST": CLOSE}

    def answer(self, period_id: UUID, status: int = 200) -> Response:
        period = periods().get(id=period_id)
        return Response(BillingPeriodSerializer(period).data, status=status)


class PeriodClosureView(_PeriodView):
    @extend_schema(
        operation_id="close_billing_period", request=None, responses=BillingPeriodSerializer
    )
    def post(self, request: Request, period_id: UUID) -> Response:
        services.close_period(actor=self.actor, period_id=period_id)
        return self.answer(period_id)


class PeriodInvoicesView(_PeriodView):
    @extend_schema(
        operation_id="issue_invoices", request=None, responses={202: BillingPeriodSerializer}
    )
    def post(self, request: Request, period_id: UUID) -> Response:
        services.ask_for_invoices(actor=self.actor, period_id=period_id)
        return self.answer(period_id, status=202)


class InvoicesView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(
        operation_id="list_invoices",
        parameters=[SITE, PERIOD],
        responses=InvoiceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = selectors.invoices(actor=self.actor)
        for name in ("site", "period"):
            if value := request.query_params.get(name):
                found = found.filter(**{f"{name}_id": id_of(name, value)})
        return self.page(found, request, InvoiceSerializer)


class InvoiceView(BillingView):
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(operation_id="get_invoice", responses=InvoiceDetailSerializer)
    def get(self, request: Request, invoice_id: UUID) -> Response:
        invoice = selectors.access_invoice(actor=self.actor, invoice_id=invoice_id)
        notes = selectors.credit_notes_of(invoice.id)
        body = {
            **InvoiceSerializer(invoice).data,
            "credit_notes": CreditNoteSerializer(notes, many=True).data,
        }
        return Response(body)


class InvoiceLinesView(BillingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": SEE}

    @extend_schema(operation_id="list_invoice_lines", responses=InvoiceLineSerializer(many=True))
    def get(self, request: Request, invoice_id: UUID) -> Response:
        invoice = selectors.access_invoice(actor=self.actor, invoice_id=invoice_id)
        return self.page(selectors.lines_of(invoice.id), request, InvoiceLineSerializer)


class CreditNotesView(BillingView):
    capabilities: ClassVar = {"POST": CLOSE}

    @extend_schema(
        operation_id="issue_credit_note",
        request=NewCreditNoteSerializer,
        responses={201: CreditNoteSerializer},
    )
    def post(self, request: Request, invoice_id: UUID) -> Response:
        said = self.form(request, NewCreditNoteSerializer)
        note = services.issue_credit_note(
            actor=self.actor, invoice_id=invoice_id, line_ids=said["lines"], reason=said["reason"]
        )
        return Response(CreditNoteSerializer(note).data, status=201)


class _FileView(BillingView):
    content_negotiation_class = OneRepresentation
    capabilities: ClassVar = {"GET": SEE}

    def invoice(self, invoice_id: UUID) -> Paper:
        return invoice_paper(selectors.access_invoice(actor=self.actor, invoice_id=invoice_id))


class InvoicePdfView(_FileView):
    @extend_schema(
        operation_id="get_invoice_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, invoice_id: UUID) -> HttpResponse:
        paper = self.invoice(invoice_id)
        return attached(render_pdf(paper), f"{paper.number}.pdf", "application/pdf")


class InvoiceCsvView(_FileView):
    @extend_schema(operation_id="get_invoice_csv", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, invoice_id: UUID) -> HttpResponse:
        paper = self.invoice(invoice_id)
        return attached(as_csv(paper), f"{paper.number}.csv", "text/csv; charset=utf-8")


class InvoiceXlsxView(_FileView):
    @extend_schema(operation_id="get_invoice_xlsx", responses={(200, XLSX): OpenApiTypes.BINARY})
    def get(self, request: Request, invoice_id: UUID) -> HttpResponse:
        paper = self.invoice(invoice_id)
        return attached(as_xlsx(paper), f"{paper.number}.xlsx", XLSX)


class CreditNotePdfView(_FileView):
    @extend_schema(
        operation_id="get_credit_note_pdf",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, credit_note_id: UUID) -> HttpResponse:
        note = selectors.access_credit_note(actor=self.actor, credit_note_id=credit_note_id)
        paper = credit_note_paper(note)
        return attached(render_pdf(paper), f"{paper.number}.pdf", "application/pdf")
