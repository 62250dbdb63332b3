"""Clocks, holds, ladders, pages and breaches over HTTP."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.worklist import services
from apps.worklist.api import clock_serializers as shapes
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.api.serializers import ReadingTaskSerializer
from apps.worklist.api.views import TaskView
from apps.worklist.models.clocks import BREACH_CAUSES
from apps.worklist.selectors import access_task
from apps.worklist.selectors.breaches import access_breach, visible_breaches
from apps.worklist.selectors.clock_report import clock_report, visible_pauses
from apps.worklist.selectors.pages import access_own_page, steps_of, visible_pages
from apps.worklist.services.breaches import change_cause

PERIOD = [
    OpenApiParameter("from", datetime, description="from this instant"),
    OpenApiParameter("to", datetime, description="until before this instant"),
]


class HoldView(TaskView):
    capabilities: ClassVar = {"POST": ("worklist.claim", "worklist.manage")}

    @extend_schema(
        operation_id="hold_reading_task",
        request=shapes.HoldChangeSerializer,
        responses=ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = shapes.HoldChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.hold_task(actor=self.actor, task_id=task_id, **form.validated_data)
        return self.answer(task_id)


class ResumeView(TaskView):
    capabilities: ClassVar = {"POST": ("worklist.claim", "worklist.manage")}

    @extend_schema(
        operation_id="resume_reading_task",
        request=shapes.ResumeSerializer,
        responses=ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = shapes.ResumeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.resume_task(actor=self.actor, task_id=task_id, **form.validated_data)
        return self.answer(task_id)


class ClocksView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view", "POST": "worklist.manage"}

    @extend_schema(operation_id="get_clocks", responses=shapes.ClockReportSerializer)
    def get(self, request: Request, task_id: UUID) -> Response:
        return self._report(task_id)

    @extend_schema(
        operation_id="exclude_time",
        description="Takes time that has passed out of the task's clocks.",
        request=shapes.ExclusionOfTimeSerializer,
        responses=shapes.ClockReportSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        form = shapes.ExclusionOfTimeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.exclude_time(actor=self.actor, task_id=task_id, **form.validated_data)
        return self._report(task_id)

    def _report(self, task_id: UUID) -> Response:
        task = access_task(actor=self.actor, task_id=task_id)
        return Response(shapes.ClockReportSerializer(clock_report(task)).data)


class ClockPausesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": ("worklist.manage", "operations.view")}

    @extend_schema(
        operation_id="list_clock_pauses",
        description="What was left out of clocks: holds and adjustments that touch the period.",
        parameters=PERIOD,
        responses=shapes.TaskPauseSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible_pauses(
            actor=self.actor, since=_moment(request, "from"), until=_moment(request, "to")
        )
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.TaskPauseSerializer(rows, many=True).data)


class EscalationsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="list_escalations",
        parameters=[OpenApiParameter("task", UUID, required=True)],
        responses=shapes.EscalationStepSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        task = access_task(actor=self.actor, task_id=_task_id(request))
        page = Pagination()
        rows = page.paginate_queryset(steps_of(task.id), request, self)
        return page.get_paginated_response(shapes.EscalationStepSerializer(rows, many=True).data)


class PagesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="list_pages",
        parameters=[
            OpenApiParameter("mine", bool, description="only one's own; others see no more anyway"),
            OpenApiParameter("open", bool, description="only those not acknowledged"),
        ],
        responses=shapes.PageSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible_pages(actor=self.actor, mine=_yes(request, "mine"))
        if _yes(request, "open"):
            found = found.filter(acknowledged_at=None)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.PageSerializer(rows, many=True).data)


class AcknowledgementView(TenantView):
    capabilities: ClassVar = {"POST": "worklist.view"}

    @extend_schema(operation_id="acknowledge_page", request=None, responses=shapes.PageSerializer)
    def post(self, request: Request, page_id: UUID) -> Response:
        services.acknowledge_page(actor=self.actor, page_id=page_id)
        page = access_own_page(actor=self.actor, page_id=page_id)
        return Response(shapes.PageSerializer(page).data)


class BreachesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": ("worklist.manage", "operations.view")}

    @extend_schema(
        operation_id="list_breaches",
        parameters=[
            *PERIOD,
            OpenApiParameter("site", str, description="slug"),
            OpenApiParameter("cause", str, enum=BREACH_CAUSES),
            OpenApiParameter(
                "excused", bool, description="true: those alone; else those that stand"
            ),
        ],
        responses=shapes.BreachSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible_breaches(actor=self.actor).filter(
            excused_at__isnull=not _yes(request, "excused")
        )
        since, until = _moment(request, "from"), _moment(request, "to")
        if since:
            found = found.filter(due_at__gte=since)
        if until:
            found = found.filter(due_at__lt=until)
        if site := request.query_params.get("site"):
            found = found.filter(site__slug=site.replace("\x00", ""))
        if cause := request.query_params.get("cause"):
            if cause not in BREACH_CAUSES:
                raise InvalidFilter(f"‘cause’ is one of {', '.join(BREACH_CAUSES)}.")
            found = found.filter(cause=cause)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.BreachSerializer(rows, many=True).data)


class BreachView(TenantView):
    capabilities: ClassVar = {"PATCH": "worklist.manage"}

    @extend_schema(
        operation_id="explain_breach",
        request=shapes.BreachChangeSerializer,
        responses=shapes.BreachSerializer,
    )
    def patch(self, request: Request, breach_id: UUID) -> Response:
        form = shapes.BreachChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        change_cause(actor=self.actor, breach_id=breach_id, **form.validated_data)
        breach = access_breach(actor=self.actor, breach_id=breach_id)
        return Response(shapes.BreachSerializer(breach).data, status=status.HTTP_200_OK)


def _yes(request: Request, name: str) -> bool:
    value = request.query_params.get(name, "")
    if value not in ("", "true", "false"):
        raise InvalidFilter(f"‘{name}’ is ‘true’ or ‘false’.")
    return value == "true"


def _task_id(request: Request) -> UUID:
    try:
        return UUID(request.query_params.get("task", ""))
    except ValueError:
        raise InvalidFilter("‘task’ is a reading task's id.") from None


def _moment(request: Request, name: str) -> Any:
    value = request.query_params.get(name)
    if not value:
        return None
    try:
        moment = parse_datetime(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 1900 <= moment.year <= 2200:
        raise InvalidFilter(f"‘{name}’ is a time like 2026-11-21T22:00:00Z.")
    return moment
