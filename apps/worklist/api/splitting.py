"""Reading a study in parts, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.worklist import services
from apps.worklist.api.assignment_serializers import AssignmentReasonSerializer
from apps.worklist.api.serializers import ReadingTaskSerializer
from apps.worklist.api.views import TaskView
from apps.worklist.selectors import access_task


class PartSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=60)
    series = serializers.ListField(
        child=serializers.CharField(max_length=64), max_length=2000, required=False, default=list
    )


class SplitSerializer(serializers.Serializer[Any]):
    parts = PartSerializer(many=True)


class PartsSerializer(serializers.Serializer[Any]):
    results = ReadingTaskSerializer(many=True)


class SplitView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.view"}

    @extend_schema(
        operation_id="split_reading_task", request=SplitSerializer, responses=PartsSerializer
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        form = SplitSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.split_task(
            actor=self.actor,
            task_id=task_id,
            parts=[services.Part(**part) for part in form.validated_data["parts"]],
        )
        tasks = [access_task(actor=self.actor, task_id=part.id) for part in made]
        rows = ReadingTaskSerializer(tasks, many=True, context=self.context(tasks))
        return Response({"results": rows.data})


class RejoinView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.view"}

    @extend_schema(
        operation_id="rejoin_reading_task",
        request=AssignmentReasonSerializer,
        responses=ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = AssignmentReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        whole = services.rejoin_task(
            actor=self.actor, task_id=task_id, reason=form.validated_data["reason"]
        )
        return self.answer(whole.id)
