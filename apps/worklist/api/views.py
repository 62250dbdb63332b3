"""The worklist over HTTP."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.clock import now
from apps.worklist import selectors, services
from apps.worklist.api import serializers
from apps.worklist.api.filters import NARROWING, InvalidFilter, worklist_filter
from apps.worklist.api.pagination import TaskPage
from apps.worklist.api.rows import json_response, rows_as_json
from apps.worklist.api.view_filters import with_saved_view
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.pools import pool_names

FILTERS = [
    OpenApiParameter(name, str)
    for name in (*NARROWING, "view", "search", "ordering", "limit", "offset")
]


class TaskView(TenantView):
    def context(self, tasks: list[ReadingTask]) -> dict[str, Any]:
        studies = selectors.prior_counts([task.study.patient_id for task in tasks])
        return {"actor": self.actor, "study_counts": studies, "pools": pool_names()}

    def answer(self, task_id: UUID) -> HttpResponse:
        """The task as the list shows it. Built before the transaction ends and everybody is told, so it is quick."""
        selectors.require_task(actor=self.actor, task_id=task_id)
        [row] = rows_as_json(selectors.task_rows([task_id]), self.actor.user_id)
        return json_response(row)


class ReadingTasksView(TaskView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="list_reading_tasks",
        parameters=FILTERS,
        responses=serializers.TaskPageSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        query = with_saved_view(request.query_params, self.actor)
        narrowed = worklist_filter(query, self.actor)
        page = TaskPage(request, self.actor, narrowed)
        return page.response(rows_as_json(selectors.task_rows(page.ids), self.actor.user_id))


class ReadingTaskCountsView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="count_reading_tasks",
        parameters=[
            OpenApiParameter(
                "time_zone",
                str,
                description="whose midnight ‘signed_today’ counts from",
            )
        ],
        responses=serializers.CountsSerializer,
    )
    def get(self, request: Request) -> Response:
        counted = selectors.counts(
            actor=self.actor,
            today_from=_midnight(request.query_params.get("time_zone")),
        )
        return Response(serializers.CountsSerializer(counted).data)


class ReadingTaskView(TaskView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="get_reading_task", responses=serializers.ReadingTaskDetailSerializer
    )
    def get(self, request: Request, task_id: UUID) -> Response:
        task = selectors.access_task(actor=self.actor, task_id=task_id)
        context = {**self.context([task]), "history": selectors.history(task=task)}
        return Response(serializers.ReadingTaskDetailSerializer(task, context=context).data)


class PriorsView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(operation_id="list_priors", responses=serializers.PriorsSerializer)
    def get(self, request: Request, task_id: UUID) -> Response:
        task = selectors.access_task(actor=self.actor, task_id=task_id)
        found = selectors.priors(task=task)
        return Response(serializers.PriorsSerializer({"results": found}).data)


class ClaimView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(
        operation_id="claim_reading_task", request=None, responses=serializers.ReadingTaskSerializer
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        services.claim_task(actor=self.actor, task_id=task_id)
        return self.answer(task_id)


class HeartbeatView(TenantView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(operation_id="keep_claim", request=None, responses=serializers.LeaseSerializer)
    def post(self, request: Request, task_id: UUID) -> Response:
        claim = services.keep_claim(actor=self.actor, task_id=task_id)
        lease = {
            "expires_at": claim.expires_at,
            "lease_seconds": settings.CLAIM_LEASE_SECONDS,
            "warning_seconds": settings.CLAIM_WARNING_SECONDS,
        }
        return Response(serializers.LeaseSerializer(lease).data)


class ReleaseView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(
        operation_id="release_reading_task",
        request=None,
        responses=serializers.ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        services.release_task(actor=self.actor, task_id=task_id)
        return self.answer(task_id)


class HandBackView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(
        operation_id="hand_back_reading_task",
        request=serializers.HandBackSerializer,
        responses=serializers.ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = serializers.HandBackSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.hand_back_task(
            actor=self.actor, task_id=task_id, reason=form.validated_data["reason"]
        )
        return self.answer(task_id)


class PriorityView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.manage"}

    @extend_schema(
        operation_id="change_priority",
        request=serializers.PriorityChangeSerializer,
        responses=serializers.ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = serializers.PriorityChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.change_priority(actor=self.actor, task_id=task_id, **form.validated_data)
        return self.answer(task_id)


def _midnight(zone_name: str | None) -> datetime:
    try:
        zone = ZoneInfo(zone_name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidFilter("‘time_zone’ is a name like Europe/Berlin.") from None
    return now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
