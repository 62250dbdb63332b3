"""Macros over HTTP: keep them, try them, and get those for a report."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api.filters import narrow_macros
from apps.reporting.content import SECTION_TITLES
from apps.reporting.macro_text import LONGEST_TEXT
from apps.reporting.models import ReportMacro
from apps.reporting.selectors.macros import visible_macros

SECTION_CODES = list(SECTION_TITLES)
KEEPERS = ("report.write", "templates.manage")


class MacroContentSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=40)
    title = serializers.CharField(max_length=120)
    text = serializers.CharField(max_length=LONGEST_TEXT, trim_whitespace=False)
    section = serializers.ChoiceField(
        choices=SECTION_CODES, allow_blank=True, required=False, default=""
    )
    modality = serializers.CharField(max_length=16, allow_blank=True, required=False, default="")
    body_part = serializers.CharField(max_length=64, allow_blank=True, required=False, default="")


class NewMacroSerializer(MacroContentSerializer):
    shared = serializers.BooleanField(help_text="the practice's, not the person's own")


class MacroSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    section = serializers.ChoiceField(choices=SECTION_CODES, allow_blank=True)
    modality = serializers.CharField()
    body_part = serializers.CharField()
    shared = serializers.SerializerMethodField(help_text="the practice's, not the person's own")
    saved_at = serializers.DateTimeField()

    def get_shared(self, macro: ReportMacro) -> bool:
        return macro.owner_id is None


class MacroTrialSerializer(serializers.Serializer[Any]):
    shared = serializers.BooleanField()
    code = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")
    text = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, trim_whitespace=False)


class MacroPreviewSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()


class ReadyMacroSerializer(serializers.Serializer[Any]):
    """A macro as it goes into one report; ``normal.<section>`` is the template's text."""

    code = serializers.CharField()
    title = serializers.CharField()
    section = serializers.ChoiceField(choices=SECTION_CODES, allow_blank=True)
    text = serializers.CharField()


class ReportMacrosView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": KEEPERS, "POST": KEEPERS}

    @extend_schema(
        operation_id="list_report_macros",
        parameters=[
            OpenApiParameter("shared", bool),
            OpenApiParameter("search", str, description="in code, title and text"),
        ],
        responses=MacroSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_macros(visible_macros(actor=self.actor), request.query_params)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(MacroSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_report_macro",
        request=NewMacroSerializer,
        responses={201: MacroSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewMacroSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        content = dict(form.validated_data)
        macro = services.add_macro(actor=self.actor, shared=content.pop("shared"), content=content)
        return Response(MacroSerializer(macro).data, status=201)


class ReportMacroView(TenantView):
    capabilities: ClassVar = {"PATCH": KEEPERS, "DELETE": KEEPERS}

    @extend_schema(
        operation_id="change_report_macro",
        request=MacroContentSerializer(partial=True),
        responses=MacroSerializer,
    )
    def patch(self, request: Request, macro_id: UUID) -> Response:
        form = MacroContentSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        macro = services.change_macro(
            actor=self.actor, macro_id=macro_id, content=form.validated_data
        )
        return Response(MacroSerializer(macro).data)

    @extend_schema(operation_id="remove_report_macro", request=None, responses={204: None})
    def delete(self, request: Request, macro_id: UUID) -> Response:
        services.remove_macro(actor=self.actor, macro_id=macro_id)
        return Response(status=204)


class MacroPreviewView(TenantView):
    capabilities: ClassVar = {"POST": KEEPERS}

    @extend_schema(
        operation_id="preview_report_macro",
        request=MacroTrialSerializer,
        responses=MacroPreviewSerializer,
    )
    def post(self, request: Request) -> Response:
        form = MacroTrialSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        text = services.preview_macro(actor=self.actor, **form.validated_data)
        return Response({"text": text})


class MacrosForReportView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "report.write"}

    @extend_schema(operation_id="list_macros_for_report", responses=ReadyMacroSerializer(many=True))
    def get(self, request: Request, report_id: UUID) -> Response:
        ready = services.macros_for_report(actor=self.actor, report_id=report_id)
        page = Pagination()
        rows = page.paginate_queryset(ready, request, self)
        return page.get_paginated_response(ReadyMacroSerializer(rows, many=True).data)
