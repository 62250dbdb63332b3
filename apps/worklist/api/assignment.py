"""Handing out work over HTTP, and why it was handed out so."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.errors import NotFound
from apps.worklist import selectors, services
from apps.worklist.api import assignment_serializers as forms
from apps.worklist.api.serializers import ReadingTaskSerializer
from apps.worklist.api.views import TaskView
from apps.worklist.models import Assignment
from apps.worklist.selectors.explanation import explanation
from apps.worklist.selectors.pools import assignment_policy
from apps.worklist.services.bulk import act_on_many
from apps.worklist.services.policies import set_assignment_policy


class NextTaskView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.claim"}

    @extend_schema(
        operation_id="claim_next_reading_task", request=None, responses=ReadingTaskSerializer
    )
    def post(self, request: Request) -> HttpResponse:
        claim = services.claim_next_task(actor=self.actor)
        return self.answer(claim.task_id)


class AssignView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.manage"}

    @extend_schema(
        operation_id="assign_reading_task",
        request=forms.AssignSerializer,
        responses=ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = _filled(forms.AssignSerializer, request)
        services.assign_task(
            actor=self.actor, task_id=task_id, reader_id=form["reader"], reason=form["reason"]
        )
        return self.answer(task_id)


class UnassignView(TaskView):
    capabilities: ClassVar = {"POST": "worklist.manage"}

    @extend_schema(
        operation_id="unassign_reading_task",
        request=forms.AssignmentReasonSerializer,
        responses=ReadingTaskSerializer,
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        form = _filled(forms.AssignmentReasonSerializer, request)
        services.unassign_task(actor=self.actor, task_id=task_id, reason=form["reason"])
        return self.answer(task_id)


class BulkView(TenantView):
    capabilities: ClassVar = {"POST": "worklist.manage"}

    @extend_schema(
        operation_id="act_on_reading_tasks",
        request=forms.BulkSerializer,
        responses=forms.BulkResultsSerializer,
    )
    def post(self, request: Request) -> Response:
        form = _filled(forms.BulkSerializer, request)
        results = act_on_many(
            actor=self.actor, task_ids=form["ids"], action=form["action"], wanted=form
        )
        return Response(forms.BulkResultsSerializer({"results": results}).data)


class AssignmentPolicyView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view", "PATCH": "worklist.manage"}

    @extend_schema(operation_id="get_assignment_policy", responses=forms.AssignmentPolicySerializer)
    def get(self, request: Request) -> Response:
        return Response(forms.AssignmentPolicySerializer(assignment_policy()).data)

    @extend_schema(
        operation_id="change_assignment_policy",
        request=forms.AssignmentPolicySerializer(partial=True),
        responses=forms.AssignmentPolicySerializer,
    )
    def patch(self, request: Request) -> Response:
        form = forms.AssignmentPolicySerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        policy = set_assignment_policy(actor=self.actor, **form.validated_data)
        return Response(forms.AssignmentPolicySerializer(policy).data)


class ExplanationView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(operation_id="explain_reading_task", responses=forms.ExplanationSerializer)
    def get(self, request: Request, task_id: UUID) -> Response:
        task = selectors.access_task(actor=self.actor, task_id=task_id)
        found = explanation(actor=self.actor, task=task)
        return Response(forms.ExplanationSerializer(found).data)


class AssignmentExplanationView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(operation_id="explain_assignment", responses=forms.ExplanationSerializer)
    def get(self, request: Request, assignment_id: UUID) -> Response:
        given = Assignment.objects.filter(id=assignment_id).first()
        if given is None:
            raise NotFound("There is no such assignment.")
        task = selectors.access_task(actor=self.actor, task_id=given.task_id)
        found = explanation(actor=self.actor, task=task)
        return Response(forms.ExplanationSerializer(found).data)


def _filled(form_class: Any, request: Request) -> dict[str, Any]:
    form = form_class(data=request.data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
