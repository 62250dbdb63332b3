"""Critical findings over HTTP: the board, and what can be done with each."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import selectors, services
from apps.reporting.api import critical_serializers as shapes
from apps.reporting.api.filters import InvalidFilter, category_of, id_of
from apps.reporting.models import CriticalFinding
from apps.reporting.selectors.critical_findings import (
    attempts_of,
    contacts_to_call,
    overdue,
    statements_of,
    steps_of,
)
from apps.reporting.states import FindingState

FILTERS = [
    OpenApiParameter(
        "state", str, description="one or more by comma; ‘running’: all that have not ended"
    ),
    OpenApiParameter("category", int),
    OpenApiParameter("site", OpenApiTypes.UUID),
    OpenApiParameter("reading_task", OpenApiTypes.UUID),
    OpenApiParameter("study", OpenApiTypes.UUID),
    OpenApiParameter("mine", bool, description="only those that the person has to tell"),
    OpenApiParameter("overdue", bool),
]


class _FindingView(TenantView):
    def answer(self, finding_id: UUID, status: int = 200) -> Response:
        finding = selectors.access_finding(actor=self.actor, finding_id=finding_id)
        context = {
            "attempts": attempts_of(finding.id),
            "steps": steps_of(finding.id),
            "statements": statements_of(finding.id),
            "contacts": [] if self.actor.site_ids is not None else contacts_to_call(finding),
        }
        body = shapes.CriticalFindingDetailSerializer(finding, context=context).data
        return Response(body, status=status)


class CriticalFindingsView(_FindingView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "critical.view", "POST": "critical.raise"}

    @extend_schema(
        operation_id="list_critical_findings",
        parameters=FILTERS,
        responses=shapes.CriticalFindingSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow(selectors.critical_findings(actor=self.actor), request.query_params)
        if request.query_params.get("mine") == "true":
            found = found.filter(owner_id=self.actor.user_id)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.CriticalFindingSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="raise_critical_finding",
        request=shapes.NewCriticalFindingSerializer,
        responses={201: shapes.CriticalFindingDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.NewCriticalFindingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        finding = services.raise_finding(
            actor=self.actor,
            task_id=said["reading_task"],
            category=said["category"],
            named_finding_id=said["named_finding"],
            description=said["description"],
            hand_over=said["hand_over"],
        )
        return self.answer(finding.id, status=201)


class CriticalFindingView(_FindingView):
    capabilities: ClassVar = {"GET": "critical.view", "PATCH": "critical.raise"}

    @extend_schema(
        operation_id="get_critical_finding", responses=shapes.CriticalFindingDetailSerializer
    )
    def get(self, request: Request, finding_id: UUID) -> Response:
        services.view_finding(actor=self.actor, finding_id=finding_id)
        return self.answer(finding_id)

    @extend_schema(
        operation_id="describe_critical_finding",
        request=shapes.FindingDescriptionSerializer,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def patch(self, request: Request, finding_id: UUID) -> Response:
        form = shapes.FindingDescriptionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.describe_finding(
            actor=self.actor,
            finding_id=finding_id,
            named_finding_id=form.validated_data["named_finding"],
            description=form.validated_data["description"],
        )
        return self.answer(finding_id)


class CriticalAttemptsView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="log_critical_attempt",
        request=shapes.NewAttemptSerializer,
        responses={201: shapes.CriticalFindingDetailSerializer},
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        form = shapes.NewAttemptSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.record_attempt(
            actor=self.actor,
            finding_id=finding_id,
            reached=_reached(form.validated_data),
            outcome=form.validated_data["outcome"],
            note=form.validated_data["note"],
        )
        return self.answer(finding_id, status=201)


class CommunicationView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="communicate_critical_finding",
        request=shapes.CommunicationSerializer,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        form = shapes.CommunicationSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.communicate_finding(
            actor=self.actor,
            finding_id=finding_id,
            reached=_reached(form.validated_data),
            read_back=form.validated_data["read_back"],
            note=form.validated_data["note"],
        )
        return self.answer(finding_id)


class HandOverView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="hand_over_critical_finding",
        request=None,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        services.hand_over_finding(actor=self.actor, finding_id=finding_id)
        return self.answer(finding_id)


class ReturnView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="return_critical_finding",
        request=shapes.FindingReasonSerializer,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        services.return_finding(
            actor=self.actor, finding_id=finding_id, reason=_reason(request.data)
        )
        return self.answer(finding_id)


class CancellationView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="cancel_critical_finding",
        request=shapes.FindingReasonSerializer,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        services.cancel_finding(
            actor=self.actor, finding_id=finding_id, reason=_reason(request.data)
        )
        return self.answer(finding_id)


class ClosureView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.communicate"}

    @extend_schema(
        operation_id="close_critical_finding",
        request=None,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        services.close_finding(actor=self.actor, finding_id=finding_id)
        return self.answer(finding_id)


class SiteAcknowledgementView(_FindingView):
    capabilities: ClassVar = {"POST": "critical.acknowledge"}

    @extend_schema(
        operation_id="acknowledge_critical_finding",
        request=shapes.SiteAcknowledgementSerializer,
        responses=shapes.CriticalFindingDetailSerializer,
    )
    def post(self, request: Request, finding_id: UUID) -> Response:
        form = shapes.SiteAcknowledgementSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.acknowledge_finding(actor=self.actor, finding_id=finding_id, **form.validated_data)
        return self.answer(finding_id)


def narrow(found: QuerySet[CriticalFinding], query: QueryDict) -> QuerySet[CriticalFinding]:
    """By the parameters in ``FILTERS`` but ``mine``; raises ``InvalidFilter``."""
    if state := query.get("state"):
        wanted = set(state.split(","))
        if wanted == {"running"}:
            found = found.filter(ended_at=None)
        elif wanted <= set(FindingState.values()):
            found = found.filter(state__in=wanted)
        else:
            raise InvalidFilter(
                f"‘state’ is ‘running’, or one or more of {', '.join(FindingState.values())}."
            )
    if category := query.get("category"):
        found = found.filter(category=category_of(category))
    for name, field in (
        ("site", "site_id"),
        ("reading_task", "reading_task_id"),
        ("study", "study_id"),
    ):
        if value := query.get(name):
            found = found.filter(**{field: id_of(name, value)})
    if query.get("overdue") == "true":
        found = found.filter(overdue())
    return found


def _reached(said: dict[str, Any]) -> services.Reached:
    return services.Reached(
        channel=said["channel"],
        person=said["person"],
        role=said["role"],
        address=said["address"],
        contact_id=said["contact"],
    )


def _reason(data: Any) -> str:
    form = shapes.FindingReasonSerializer(data=data)
    form.is_valid(raise_exception=True)
    reason: str = form.validated_data["reason"]
    return reason
