"""Reading several studies of a patient together, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.worklist import services
from apps.worklist.api.assignment_serializers import ExclusionSerializer
from apps.worklist.api.serializers import ReadingTaskSerializer
from apps.worklist.api.views import TaskView
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import access_task
from apps.worklist.selectors.companions import companions, reading_of


class LinkSerializer(serializers.Serializer[Any]):
    tasks = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=11,
        help_text="what is to be read together with this one",
    )


class LinkedTasksSerializer(serializers.Serializer[Any]):
    """``lead`` is the task whose report is on all of them."""

    lead = serializers.UUIDField()
    results = ReadingTaskSerializer(many=True)


class CompanionSerializer(serializers.Serializer[Any]):
    task = ReadingTaskSerializer()
    same_day = serializers.BooleanField()
    near = serializers.BooleanField(
        help_text="made within the practice's companion_hours of the other"
    )
    exclusions = ExclusionSerializer(many=True)


class ReadTogetherSerializer(LinkedTasksSerializer):
    """``waiting``: what could join, the nearest in time first; ``exclusions`` say why the person asking may not read
    it.
    """

    waiting = CompanionSerializer(many=True)


class ReadTogetherView(TaskView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(operation_id="get_linked_reading_tasks", responses=ReadTogetherSerializer)
    def get(self, request: Request, task_id: UUID) -> Response:
        task = access_task(actor=self.actor, task_id=task_id)
        rows, waiting = reading_of(task), companions(actor=self.actor, task=task)
        context = self.context([*rows, *(one.task for one in waiting)])
        body = {"lead": task.lead_id or task.id, "results": rows, "waiting": waiting}
        return Response(ReadTogetherSerializer(body, context=context).data)


class LinkView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.view"}

    @extend_schema(
        operation_id="link_reading_tasks", request=LinkSerializer, responses=LinkedTasksSerializer
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        form = LinkSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.link_tasks(actor=self.actor, task_ids=[task_id, *form.validated_data["tasks"]])
        return _reading(self, access_task(actor=self.actor, task_id=task_id))


class UnlinkView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.view"}

    @extend_schema(
        operation_id="unlink_reading_task", request=None, responses=LinkedTasksSerializer
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        services.unlink_task(actor=self.actor, task_id=task_id)
        return _reading(self, access_task(actor=self.actor, task_id=task_id))


def _reading(view: TaskView, task: ReadingTask) -> Response:
    rows = reading_of(task)
    body = {"lead": task.lead_id or task.id, "results": rows}
    return Response(LinkedTasksSerializer(body, context=view.context(rows)).data)
