"""Custom words over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.dictation import services
from apps.dictation.models import DictationWord
from apps.dictation.models.words import LONGEST_SPOKEN, LONGEST_WRITTEN
from apps.dictation.selectors import visible_words

KEEPERS = ("dictation.use", "dictation.manage")


class WordContentSerializer(serializers.Serializer[Any]):
    spoken = serializers.CharField(max_length=LONGEST_SPOKEN, help_text="as an engine writes it")
    written = serializers.CharField(max_length=LONGEST_WRITTEN, help_text="as it is to stand")


class NewDictationWordSerializer(WordContentSerializer):
    shared = serializers.BooleanField(help_text="the practice's, not the person's own")


class DictationWordSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    spoken = serializers.CharField()
    written = serializers.CharField()
    shared = serializers.SerializerMethodField(help_text="the practice's, not the person's own")
    saved_at = serializers.DateTimeField()

    def get_shared(self, word: DictationWord) -> bool:
        return word.owner_id is None


class DictationWordsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": KEEPERS, "POST": KEEPERS}

    @extend_schema(
        operation_id="list_dictation_words",
        parameters=[OpenApiParameter("search", str, description="in both forms")],
        responses=DictationWordSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible_words(actor=self.actor, search=request.query_params.get("search", ""))
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(DictationWordSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_dictation_word",
        request=NewDictationWordSerializer,
        responses={201: DictationWordSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewDictationWordSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        word = services.add_word(actor=self.actor, **form.validated_data)
        return Response(DictationWordSerializer(word).data, status=201)


class DictationWordView(TenantView):
    capabilities: ClassVar = {"PUT": KEEPERS, "DELETE": KEEPERS}

    @extend_schema(
        operation_id="change_dictation_word",
        request=WordContentSerializer,
        responses=DictationWordSerializer,
    )
    def put(self, request: Request, word_id: UUID) -> Response:
        form = WordContentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        word = services.change_word(actor=self.actor, word_id=word_id, **form.validated_data)
        return Response(DictationWordSerializer(word).data)

    @extend_schema(operation_id="remove_dictation_word", request=None, responses={204: None})
    def delete(self, request: Request, word_id: UUID) -> Response:
        services.remove_word(actor=self.actor, word_id=word_id)
        return Response(status=204)
