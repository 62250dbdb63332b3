"""Events on their way to subscribers, and those that failed, over HTTP. It stands here because an app that knows
accounts has to guard it, and ``common`` does not.
"""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.audit.api.events import InvalidFilter
from apps.audit.api.serializers import OUTBOX_STATES, OutboxDeliverySerializer
from apps.audit.selectors import outbox_deliveries
from apps.audit.services import retry_failed_delivery
from apps.common.api.pagination import Pagination


class OutboxDeliveriesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "operations.view"}

    @extend_schema(
        operation_id="list_outbox_deliveries",
        parameters=[OpenApiParameter("state", str, enum=OUTBOX_STATES)],
        responses=OutboxDeliverySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        state = request.query_params.get("state", "")
        if state and state not in OUTBOX_STATES:
            raise InvalidFilter(f"‘state’ is one of {', '.join(OUTBOX_STATES)}.")
        page = Pagination()
        rows = page.paginate_queryset(outbox_deliveries(state=state), request, self)
        return page.get_paginated_response(OutboxDeliverySerializer(rows, many=True).data)


class OutboxDeliveryRetryView(TenantView):
    capabilities: ClassVar = {"POST": "operations.manage"}

    @extend_schema(
        operation_id="retry_outbox_delivery", request=None, responses=OutboxDeliverySerializer
    )
    def post(self, request: Request, delivery_id: UUID) -> Response:
        delivery = retry_failed_delivery(actor=self.actor, delivery_id=delivery_id)
        return Response(OutboxDeliverySerializer(delivery).data)
