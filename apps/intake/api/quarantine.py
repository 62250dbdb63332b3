"""Objects in quarantine: what waits, and what a person decides."""

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
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
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(responses=QuarantineItemSerializer(many=True))
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

    @extend_schema(responses=QuarantineItemSerializer)
    def get(self, request: Request, item_id: UUID) -> Response:
        item = access_quarantine_item(actor=self.actor, item_id=item_id)
        return Response(QuarantineItemSerializer(item).data)


class _DecisionView(TenantView):
    capabilities: ClassVar = {"POST": "intake.manage"}
    decide: ClassVar[Callable[..., QuarantineItem]]

    @extend_schema(request=None, responses=QuarantineItemSerializer)
    def post(self, request: Request, item_id: UUID) -> Response:
        item = type(self).decide(actor=self.actor, item_id=item_id)
        return Response(QuarantineItemSerializer(item).data)


class ReleaseView(_DecisionView):
    decide = staticmethod(release_quarantine_item)


class DiscardView(_DecisionView):
    decide = staticmethod(discard_quarantine_item)
