"""The queue over HTTP, for who types."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.dictation import selectors, services
from apps.dictation.api import serializers as shapes
from apps.dictation.api.dictations import remark_in
from apps.dictation.api.filters import QUEUE_FILTERS, narrow_queue

TRANSCRIBE = "dictation.transcribe"


class TranscriptionsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": TRANSCRIBE}

    @extend_schema(
        operation_id="list_transcriptions",
        parameters=QUEUE_FILTERS,
        responses=shapes.TranscriptionSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow_queue(
            selectors.transcriptions(actor=self.actor),
            request.query_params,
            own=self.actor.user_id,
        )
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.TranscriptionSerializer(rows, many=True).data)


class TranscriptionView(TenantView):
    capabilities: ClassVar = {"GET": TRANSCRIBE}

    @extend_schema(operation_id="get_transcription", responses=shapes.TranscriptionDetailSerializer)
    def get(self, request: Request, dictation_id: UUID) -> Response:
        dictation = services.open_transcription(actor=self.actor, dictation_id=dictation_id)
        return Response(shapes.TranscriptionDetailSerializer(dictation).data)


class TranscriptionClaimView(TenantView):
    capabilities: ClassVar = {"POST": TRANSCRIBE}

    @extend_schema(
        operation_id="claim_transcription",
        request=None,
        responses=shapes.TranscriptionDetailSerializer,
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        dictation = services.claim_transcription(actor=self.actor, dictation_id=dictation_id)
        return Response(shapes.TranscriptionDetailSerializer(dictation).data)


class TranscriptionReleaseView(TenantView):
    capabilities: ClassVar = {"POST": TRANSCRIBE}

    @extend_schema(operation_id="release_transcription", request=None, responses={204: None})
    def post(self, request: Request, dictation_id: UUID) -> Response:
        services.release_transcription(actor=self.actor, dictation_id=dictation_id)
        return Response(status=204)


class TranscriptionTextView(TenantView):
    capabilities: ClassVar = {"PUT": TRANSCRIBE}

    @extend_schema(
        operation_id="save_transcription",
        request=shapes.TypedTextSerializer,
        responses=shapes.TranscriptionSerializer,
    )
    def put(self, request: Request, dictation_id: UUID) -> Response:
        dictation = services.save_transcription(
            actor=self.actor, dictation_id=dictation_id, sections=_sections(request.data)
        )
        return Response(shapes.TranscriptionSerializer(dictation).data)


class TranscriptionAskView(TenantView):
    capabilities: ClassVar = {"POST": TRANSCRIBE}

    @extend_schema(
        operation_id="ask_reader",
        request=shapes.DictationRemarkSerializer,
        responses=shapes.TranscriptionSerializer,
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        dictation = services.ask_reader(
            actor=self.actor, dictation_id=dictation_id, question=remark_in(request.data)
        )
        return Response(shapes.TranscriptionSerializer(dictation).data)


class TranscriptionSubmitView(TenantView):
    capabilities: ClassVar = {"POST": TRANSCRIBE}

    @extend_schema(
        operation_id="submit_transcription",
        request=shapes.TypedTextSerializer,
        responses=shapes.TranscriptionSerializer,
    )
    def post(self, request: Request, dictation_id: UUID) -> Response:
        dictation = services.submit_transcription(
            actor=self.actor, dictation_id=dictation_id, sections=_sections(request.data)
        )
        return Response(shapes.TranscriptionSerializer(dictation).data)


def _sections(data: Any) -> list[dict[str, str]]:
    form = shapes.TypedTextSerializer(data=data)
    form.is_valid(raise_exception=True)
    return [dict(section) for section in form.validated_data["sections"]]
