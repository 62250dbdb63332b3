"""Objects in quarantine: what waits, and what a person decides."""

from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.intake.api.serializers import QuarantineItemSerializer
from apps.intake.models import QuarantineItem
from apps.intake.selectors import access_quarantine_item, visible_quarantine_items
from apps.intake.services import discard_quarantine_item, release_quarantine_item

VIEW = ("intake.view", "intake.manage")


class QuarantineItemsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_quarantine_items",
        parameters=[OpenApiParameter("state", str), OpenApiParameter("site", str)],
        responses=QuarantineItemSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(self._found(request), request, self)
        return page.get_paginated_response(QuarantineItemSerializer(rows, many=True).data)

    def _found(self, request: Request) -> QuerySet[QuarantineItem]:
        found = visible_quarantine_items(self.actor)
        if state := request.query_params.get("state"):
            found = found.filter(state__in=state.split(","))
        if site := request.query_params.get("site"):
            found = found.filter(site__slug__in=site.split(","))
        return found


class QuarantineItemView(TenantView):
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(operation_id="get_quarantine_item", responses=QuarantineItemSerializer)
    def get(self, request: Request, item_id: UUID) -> Response:
        item = access_quarantine_item(actor=self.actor, item_id=item_id)
        return Response(QuarantineItemSerializer(item).data)


class ReleaseView(TenantView):
    capabilities: ClassVar = {"POST": "intake.manage"}

    @extend_schema(
        operation_id="release_quarantine_item", request=None, responses=QuarantineItemSerializer
    )
    def post(self, request: Request, item_id: UUID) -> Response:
        item = release_quarantine_item(actor=self.actor, item_id=item_id)
        return Response(QuarantineItemSerializer(item).data)


class DiscardView(TenantView):
    capabilities: ClassVar = {"POST": "intake.manage"}

    @extend_schema(
        operation_id="discard_quarantine_item", request=None, responses=QuarantineItemSerializer
    )
    def post(self, request: Request, item_id: UUID) -> Response:
        item = discard_quarantine_item(actor=self.actor, item_id=item_id)
        return Response(QuarantineItemSerializer(item).data)
