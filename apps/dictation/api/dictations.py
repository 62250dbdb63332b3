"""Recordings over HTTP, for who spoke."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.dictation import selectors, services
from apps.dictation.api import serializers as shapes
from apps.dictation.api.filters import OWN_FILTERS, narrow_own
from apps.dictation.api.forms import NewDictationSerializer, read_sound
from apps.dictation.models import Dictation
from apps.dictation.services.audio_limits import MOST_RECORDING_BYTES

USE = "dictation.use"


def _answer(dictation: Dictation, status: int = 200) -> Response:
    return Response(shapes.DictationSerializer(dictation).data, status=status)


class DictationsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": USE}

    @extend_schema(
        operation_id="list_dictations",
        parameters=OWN_FILTERS,
        responses=shapes.DictationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_own(selectors.dictations(actor=self.actor), request.query_params)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.DictationSerializer(rows, many=True).data)


class ReportDictationsView(TenantView):
    capabilities: ClassVar = {"POST": USE}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="record_dictation",
        request={"multipart/form-data": NewDictationSerializer},
        responses={201: shapes.DictationSerializer},
    )
    def post(self, request: Request, report_id: UUID) -> Response:
        content, fields = read_sound(request, NewDictationSerializer, MOST_RECORDING_BYTES)
        dictation = services.record_dictation(
            actor=self.actor,
            report_id=report_id,
            content=content,
            section=fields["section"],
            stated_ms=fields["duration_ms"],
            send=fields["send"],
        )
        return _answer(dictation, status=201)


class DictationView(TenantView):
    capabilities: ClassVar = {"GET": USE}

    @extend_schema(operation_id="get_dictation", responses=shapes.DictationSerializer)
    def get(self, request: Request, dictation_id: UUID) -> Response:
        return _answer(selectors.access_dictation(actor=self.actor, dictation_id=dictation_id))


class DictationSendView(TenantView):
    capabilities: ClassVar = {"POST": USE}

    @extend_schema(
        operation_id="send_dictation", request=None, responses=shapes.DictationSerializer
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        return _answer(services.send_dictation(actor=self.actor, dictation_id=dictation_id))


class DictationAnswerView(TenantView):
    capabilities: ClassVar = {"POST": USE}

    @extend_schema(
        operation_id="answer_dictation_question",
        request=shapes.DictationRemarkSerializer,
        responses=shapes.DictationSerializer,
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        answer = remark_in(request.data)
        return _answer(
            services.answer_question(actor=self.actor, dictation_id=dictation_id, answer=answer)
        )


class DictationReturnView(TenantView):
    capabilities: ClassVar = {"POST": USE}

    @extend_schema(
        operation_id="return_transcription",
        request=shapes.DictationRemarkSerializer,
        responses=shapes.DictationSerializer,
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        remark = remark_in(request.data)
        return _answer(
            services.return_transcription(
                actor=self.actor, dictation_id=dictation_id, remark=remark
            )
        )


class DictationAcceptView(TenantView):
    capabilities: ClassVar = {"POST": USE}

    @extend_schema(
        operation_id="accept_transcription", request=None, responses=shapes.DictationSerializer
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        return _answer(services.accept_transcription(actor=self.actor, dictation_id=dictation_id))


class DictationDiscardView(TenantView):
    capabilities: ClassVar = {"POST": USE}

    @extend_schema(
        operation_id="discard_dictation", request=None, responses=shapes.DictationSerializer
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        return _answer(services.discard_dictation(actor=self.actor, dictation_id=dictation_id))


def remark_in(data: Any) -> str:
    form = shapes.DictationRemarkSerializer(data=data)
    form.is_valid(raise_exception=True)
    remark: str = form.validated_data["remark"]
    return remark
