"""The talk between the practice and the site over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.models import StudyMessage
from apps.worklist.models.notes import MESSAGE_REQUESTS
from apps.worklist.selectors.messages import access_talk, messages_of
from apps.worklist.services.messages import read_messages, write_message

STUDY = OpenApiParameter("study", UUID, required=True, description="the study's id")


class StudyMessageSerializer(serializers.Serializer[Any]):
    """Context: ``actor``."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    request = serializers.ChoiceField(
        choices=MESSAGE_REQUESTS, help_text="what is asked for; empty for plain words"
    )
    at = serializers.DateTimeField(source="written_at")
    author = PersonSerializer()
    from_site = serializers.BooleanField()
    mine = serializers.SerializerMethodField()

    def get_mine(self, message: StudyMessage) -> bool:
        return bool(message.author_id == self.context["actor"].user_id)


class NewStudyMessageSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10_000, allow_blank=True, help_text="up to 2,000")
    request = serializers.ChoiceField(choices=MESSAGE_REQUESTS, default="")
    hold = serializers.BooleanField(
        default=False, help_text="the reading waits for the answer, and its clocks stand"
    )


class ReadMarkSerializer(serializers.Serializer[Any]):
    through = serializers.UUIDField(
        required=False, allow_null=True, help_text="the last message read; all without it"
    )


class UnreadSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class StudyMessagesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "messages.write", "POST": "messages.write"}

    @extend_schema(
        operation_id="list_study_messages",
        description="The first page holds the newest; every page reads from old to new.",
        parameters=[STUDY],
        responses=StudyMessageSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        study = access_talk(actor=self.actor, study_id=_study(request))
        page = Pagination()
        newest_first = page.paginate_queryset(messages_of(study), request, self) or []
        rows = StudyMessageSerializer(newest_first[::-1], many=True, context={"actor": self.actor})
        return page.get_paginated_response(rows.data)

    @extend_schema(
        operation_id="write_study_message",
        parameters=[STUDY],
        request=NewStudyMessageSerializer,
        responses={201: StudyMessageSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewStudyMessageSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        message = write_message(actor=self.actor, study_id=_study(request), **form.validated_data)
        body = StudyMessageSerializer(message, context={"actor": self.actor}).data
        return Response(body, status=status.HTTP_201_CREATED)


class StudyMessagesReadView(TenantView):
    capabilities: ClassVar = {"POST": "messages.write"}

    @extend_schema(
        operation_id="read_study_messages",
        parameters=[STUDY],
        request=ReadMarkSerializer,
        responses=UnreadSerializer,
    )
    def post(self, request: Request) -> Response:
        form = ReadMarkSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        mark = read_messages(actor=self.actor, study_id=_study(request), **form.validated_data)
        return Response(UnreadSerializer(mark).data)


def _study(request: Request) -> UUID:
    try:
        return UUID(request.query_params.get("study", ""))
    except ValueError:
        raise InvalidFilter("‘study’ is the id of a study.") from None
