"""Notes on a task over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.worklist.selectors import access_task
from apps.worklist.selectors.notes import notes_of
from apps.worklist.services.notes import write_note


class TaskNoteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    at = serializers.DateTimeField(source="written_at")
    author = PersonSerializer()


class NewTextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10_000, allow_blank=True, help_text="up to 2,000")


class TaskNotesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {
        "GET": "worklist.view",
        "POST": ("worklist.claim", "worklist.manage", "operations.manage"),
    }

    @extend_schema(operation_id="list_task_notes", responses=TaskNoteSerializer(many=True))
    def get(self, request: Request, task_id: UUID) -> Response:
        notes = notes_of(access_task(actor=self.actor, task_id=task_id))
        page = Pagination()
        rows = page.paginate_queryset(notes, request, self)
        return page.get_paginated_response(TaskNoteSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="write_task_note",
        request=NewTextSerializer,
        responses={201: TaskNoteSerializer},
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        form = NewTextSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        note = write_note(actor=self.actor, task_id=task_id, text=form.validated_data["text"])
        return Response(TaskNoteSerializer(note).data, status=status.HTTP_201_CREATED)
