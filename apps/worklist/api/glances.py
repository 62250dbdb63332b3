"""Looking at a task and leaving it, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.worklist.services.glances import LONGEST_REASON, note_opened, skip_task


class SkipSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True)


class OpenedView(TenantView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(
        operation_id="note_reading_task_opened",
        description="The reader opened the task without taking it; again within minutes is once.",
        request=None,
        responses={204: None},
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        note_opened(actor=self.actor, task_id=task_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SkipView(TenantView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(operation_id="skip_reading_task", request=SkipSerializer, responses={204: None})
    def post(self, request: Request, task_id: UUID) -> Response:
        form = SkipSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        skip_task(actor=self.actor, task_id=task_id, **form.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
