"""What is critical, and whom to tell, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.reporting import services
from apps.reporting.api import critical_policy_serializers as shapes
from apps.reporting.api.filters import category_of, id_of
from apps.reporting.contact_ladders import Rung
from apps.reporting.selectors import critical_policy as policy
from apps.worklist.engine.calendar_text import time_of_day

SITE = [OpenApiParameter("site", OpenApiTypes.UUID)]
WEEK = [
    OpenApiParameter("site", OpenApiTypes.UUID, required=True),
    OpenApiParameter("category", int, required=True),
]


class CriticalCategoriesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "critical.view"}

    @extend_schema(
        operation_id="list_critical_categories",
        responses=shapes.CriticalCategorySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        services.ensure_critical_policy()
        page = Pagination()
        rows = page.paginate_queryset(policy.categories(), request, self)
        return page.get_paginated_response(shapes.CriticalCategorySerializer(rows, many=True).data)


class CriticalCategoryView(TenantView):
    capabilities: ClassVar = {"PATCH": "critical.manage"}

    @extend_schema(
        operation_id="change_critical_category",
        request=shapes.CategoryChangeSerializer(partial=True),
        responses=shapes.CriticalCategorySerializer,
    )
    def patch(self, request: Request, number: int) -> Response:
        form = shapes.CategoryChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        category = services.change_category(actor=self.actor, number=number, **form.validated_data)
        return Response(shapes.CriticalCategorySerializer(category).data)


class NamedFindingsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "critical.view", "POST": "critical.manage"}

    @extend_schema(
        operation_id="list_named_findings", responses=shapes.NamedFindingSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        services.ensure_critical_policy()
        page = Pagination()
        rows = page.paginate_queryset(policy.named_findings(), request, self)
        return page.get_paginated_response(shapes.NamedFindingSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_named_finding",
        request=shapes.NewNamedFindingSerializer,
        responses={201: shapes.NamedFindingSerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.NewNamedFindingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        named = services.add_named_finding(actor=self.actor, **form.validated_data)
        return Response(shapes.NamedFindingSerializer(named).data, status=201)


class NamedFindingView(TenantView):
    capabilities: ClassVar = {"PATCH": "critical.manage"}

    @extend_schema(
        operation_id="change_named_finding",
        request=shapes.NamedFindingChangeSerializer(partial=True),
        responses=shapes.NamedFindingSerializer,
    )
    def patch(self, request: Request, finding_id: UUID) -> Response:
        form = shapes.NamedFindingChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        named = services.change_named_finding(
            actor=self.actor, finding_id=finding_id, **form.validated_data
        )
        return Response(shapes.NamedFindingSerializer(named).data)


class SiteContactsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {
        "GET": ("critical.manage", "critical.communicate"),
        "POST": "critical.manage",
    }

    @extend_schema(
        operation_id="list_site_contacts",
        parameters=SITE,
        responses=shapes.SiteContactSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = policy.site_contacts()
        if site := request.query_params.get("site"):
            found = found.filter(site_id=id_of("site", site))
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.SiteContactSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_site_contact",
        request=shapes.NewSiteContactSerializer,
        responses={201: shapes.SiteContactSerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.NewSiteContactSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        contact = services.add_contact(actor=self.actor, site_id=said.pop("site"), **said)
        return Response(shapes.SiteContactSerializer(contact).data, status=201)


class SiteContactView(TenantView):
    capabilities: ClassVar = {"PATCH": "critical.manage"}

    @extend_schema(
        operation_id="change_site_contact",
        request=shapes.SiteContactChangeSerializer(partial=True),
        responses=shapes.SiteContactSerializer,
    )
    def patch(self, request: Request, contact_id: UUID) -> Response:
        form = shapes.SiteContactChangeSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        contact = services.change_contact(
            actor=self.actor, contact_id=contact_id, **form.validated_data
        )
        return Response(shapes.SiteContactSerializer(contact).data)


class ContactLaddersView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {
        "GET": ("critical.manage", "critical.communicate"),
        "POST": "critical.manage",
    }

    @extend_schema(
        operation_id="list_contact_ladders",
        parameters=SITE,
        responses=shapes.ContactLadderSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        services.ensure_critical_policy()
        found = policy.contact_ladders()
        if site := request.query_params.get("site"):
            found = found.filter(site_id=id_of("site", site))
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.ContactLadderSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_contact_ladder",
        request=shapes.NewContactLadderSerializer,
        responses={201: shapes.ContactLadderSerializer},
    )
    def post(self, request: Request) -> Response:
        form = shapes.NewContactLadderSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        ladder = services.add_ladder(
            actor=self.actor,
            site_id=form.validated_data["site"],
            content=_content(form.validated_data),
        )
        return _ladder(ladder.id, status=201)


class ContactLadderView(TenantView):
    capabilities: ClassVar = {"PUT": "critical.manage", "DELETE": "critical.manage"}

    @extend_schema(
        operation_id="change_contact_ladder",
        request=shapes.LadderContentSerializer,
        responses=shapes.ContactLadderSerializer,
    )
    def put(self, request: Request, ladder_id: UUID) -> Response:
        form = shapes.LadderContentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.change_ladder(
            actor=self.actor, ladder_id=ladder_id, content=_content(form.validated_data)
        )
        return _ladder(ladder_id)

    @extend_schema(operation_id="remove_contact_ladder", request=None, responses={204: None})
    def delete(self, request: Request, ladder_id: UUID) -> Response:
        services.remove_ladder(actor=self.actor, ladder_id=ladder_id)
        return Response(status=204)


class ContactWeekView(TenantView):
    """Who is called at which hour of the site's week, so that a gap is seen before it matters."""

    capabilities: ClassVar = {"GET": ("critical.manage", "critical.communicate")}

    @extend_schema(
        operation_id="get_contact_week", parameters=WEEK, responses=shapes.ContactWeekSerializer
    )
    def get(self, request: Request) -> Response:
        services.ensure_critical_policy()
        query = request.query_params
        site = policy.access_site(actor=self.actor, site_id=id_of("site", query.get("site", "")))
        category = category_of(query.get("category", ""))
        stretches = [
            {
                "weekday": one.weekday,
                "opens": time_of_day(one.opens),
                "closes": time_of_day(one.closes),
                "ladder": ladder.id if ladder else None,
                "calls_nobody": ladder is None or not policy.calls_contacts(ladder),
            }
            for one, ladder in policy.contact_week(site=site, category=category)
        ]
        body = {"site": site, "category": category, "stretches": stretches}
        return Response(shapes.ContactWeekSerializer(body).data)


def _content(said: dict[str, Any]) -> services.LadderContent:
    rungs = [
        Rung(
            minutes=one["minutes"],
            kind=one["kind"],
            contact=str(one["contact"]) if one["contact"] else "",
        )
        for one in said["rungs"]
    ]
    return services.LadderContent(
        name=said["name"],
        rungs=rungs,
        position=said["position"],
        categories=said["categories"],
        hours=said["hours"],
    )


def _ladder(ladder_id: UUID, status: int = 200) -> Response:
    ladder = policy.access_ladder(ladder_id=ladder_id)
    return Response(shapes.ContactLadderSerializer(ladder).data, status=status)
