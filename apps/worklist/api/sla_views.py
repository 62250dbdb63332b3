"""Service levels, calendars and pathways over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.common.errors import Unprocessable
from apps.tenancy.models import Site
from apps.worklist.api import sla_serializers as shapes
from apps.worklist.models import Pathway, ServiceCalendar
from apps.worklist.selectors.sla_policies import access_policy, policies, service_calendars
from apps.worklist.services.pathways import add_pathway, change_pathway
from apps.worklist.services.sla_policies import (
    add_calendar,
    add_policy,
    change_calendar,
    change_policy,
)

Capabilities = dict[str, str | tuple[str, ...]]
READ_AND_ADD: Capabilities = {"GET": "worklist.view", "POST": "worklist.manage"}


class SlaPoliciesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = READ_AND_ADD

    @extend_schema(
        operation_id="list_sla_policies", responses=shapes.SlaPolicySerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(policies(), request, self)
        return page.get_paginated_response(shapes.SlaPolicySerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_sla_policy",
        request=shapes.SlaPolicyChangeSerializer,
        responses={201: shapes.SlaPolicySerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.SlaPolicyChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        policy = add_policy(actor=self.actor, **_policy_fields(form.validated_data))
        return _policy(policy.id, status.HTTP_201_CREATED)


class SlaPolicyView(TenantView):
    capabilities: ClassVar = {"PATCH": "worklist.manage"}

    @extend_schema(
        operation_id="change_sla_policy",
        request=shapes.SlaPolicyChangeSerializer(partial=True),
        responses=shapes.SlaPolicySerializer,
    )
    def patch(self, request: Request, policy_id: UUID) -> Response:
        form = shapes.SlaPolicyChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        change_policy(actor=self.actor, policy_id=policy_id, **_policy_fields(form.validated_data))
        return _policy(policy_id)


class ServiceCalendarsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = READ_AND_ADD

    @extend_schema(
        operation_id="list_service_calendars",
        responses=shapes.ServiceCalendarSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(service_calendars(), request, self)
        return page.get_paginated_response(shapes.ServiceCalendarSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_service_calendar",
        request=shapes.ServiceCalendarChangeSerializer,
        responses={201: shapes.ServiceCalendarSerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.ServiceCalendarChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        calendar = add_calendar(actor=self.actor, **form.validated_data)
        body = shapes.ServiceCalendarSerializer(calendar).data
        return Response(body, status=status.HTTP_201_CREATED)


class ServiceCalendarView(TenantView):
    capabilities: ClassVar = {"PATCH": "worklist.manage"}

    @extend_schema(
        operation_id="change_service_calendar",
        request=shapes.ServiceCalendarChangeSerializer(partial=True),
        responses=shapes.ServiceCalendarSerializer,
    )
    def patch(self, request: Request, calendar_id: UUID) -> Response:
        form = shapes.ServiceCalendarChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        calendar = change_calendar(actor=self.actor, calendar_id=calendar_id, **form.validated_data)
        return Response(shapes.ServiceCalendarSerializer(calendar).data)


class PathwaysView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = READ_AND_ADD

    @extend_schema(operation_id="list_pathways", responses=shapes.PathwaySerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        found = Pathway.objects.order_by("queue_rank", "code")
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.PathwaySerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_pathway",
        request=shapes.NewPathwaySerializer,
        responses={201: shapes.PathwaySerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.NewPathwaySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        pathway = add_pathway(actor=self.actor, **_plain(form.validated_data))
        return Response(shapes.PathwaySerializer(pathway).data, status=status.HTTP_201_CREATED)


class PathwayView(TenantView):
    capabilities: ClassVar = {"PATCH": "worklist.manage"}

    @extend_schema(
        operation_id="change_pathway",
        request=shapes.PathwayChangeSerializer(partial=True),
        responses=shapes.PathwaySerializer,
    )
    def patch(self, request: Request, pathway_id: UUID) -> Response:
        form = shapes.PathwayChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        pathway = change_pathway(
            actor=self.actor, pathway_id=pathway_id, **_plain(form.validated_data)
        )
        return Response(shapes.PathwaySerializer(pathway).data)


def _policy(policy_id: UUID, code: int = status.HTTP_200_OK) -> Response:
    return Response(shapes.SlaPolicySerializer(access_policy(policy_id)).data, status=code)


def _policy_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Ids under the names of their columns; raises ``Unprocessable`` for what this practice does not have."""
    fields = dict(given)
    for name, model in (("site", Site), ("calendar", ServiceCalendar)):
        if name not in fields:
            continue
        found = fields.pop(name)
        if found and not model.objects.filter(id=found).exists():
            raise Unprocessable(f"There is no such {name}.", code=f"unknown_{name}")
        fields[f"{name}_id"] = found
    if fields.get("pathway") and not Pathway.objects.filter(code=fields["pathway"]).exists():
        raise Unprocessable("There is no such pathway.", code="unknown_pathway")
    return fields


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    ladder = given.get("ladder")
    return {**given, "ladder": [dict(rung) for rung in ladder]} if ladder else dict(given)
