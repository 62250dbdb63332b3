"""Orders over HTTP."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import Actor
from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.common.errors import NotFound
from apps.orders import selectors, services
from apps.orders.api import serializers
from apps.orders.api.filters import order_conditions, period
from apps.orders.models import Order
from apps.orders.stat_shares import stat_shares
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites

FILTERS = [
    OpenApiParameter(name, str)
    for name in ("state", "priority", "site", "doubt", "study", "search")
]
PERIOD = [
    OpenApiParameter(name, str, description="ISO 8601 with a zone; without: the last 30 days")
    for name in ("from", "to")
]


def _answer(order: Order, status: int = 200) -> Response:
    return Response(serializers.OrderSerializer(order).data, status=status)


def _site(named: str, actor: Actor) -> Site:
    """The actor's site with this slug or id; raises ``NotFound``."""
    mine = sites(site_ids=actor.site_ids)
    try:
        site = mine.filter(id=UUID(named)).first()
    except ValueError:
        site = mine.filter(slug=named).first()
    if site is None:
        raise NotFound("There is no such site among yours.")
    return site


class OrdersView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "orders.view", "POST": "orders.place"}

    @extend_schema(
        operation_id="list_orders",
        parameters=FILTERS,
        responses=serializers.OrderSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = selectors.visible_orders(self.actor).filter(order_conditions(request.query_params))
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(serializers.OrderSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="place_order",
        request=serializers.NewOrderSerializer,
        responses={201: serializers.OrderSerializer},
    )
    def post(self, request: Request) -> Response:
        form = serializers.NewOrderSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        order = services.place_order(
            actor=self.actor,
            site=_site(form.validated_data["site"], self.actor),
            details=services.OrderDetails(**{"indication": "", **form.details()}),
            stat_reason=form.stat_reason(),
            study_id=form.validated_data.get("study"),
        )
        return _answer(order, 201)


class OrderView(TenantView):
    capabilities: ClassVar = {"GET": "orders.view", "PATCH": "orders.place"}

    @extend_schema(operation_id="get_order", responses=serializers.OrderSerializer)
    def get(self, request: Request, order_id: UUID) -> Response:
        return _answer(selectors.access_order(actor=self.actor, order_id=order_id))

    @extend_schema(
        operation_id="change_order",
        request=serializers.OrderChangeSerializer,
        responses=serializers.OrderSerializer,
    )
    def patch(self, request: Request, order_id: UUID) -> Response:
        form = serializers.OrderChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        order = services.change_order(
            actor=self.actor,
            order_id=order_id,
            changes=form.details(),
            stat_reason=form.stat_reason(),
        )
        return _answer(order)


class CancelView(TenantView):
    capabilities: ClassVar = {"POST": "orders.place"}

    @extend_schema(
        operation_id="cancel_order",
        request=serializers.ReasonSerializer,
        responses=serializers.OrderSerializer,
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        form = serializers.ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return _answer(
            services.cancel_order(actor=self.actor, order_id=order_id, **form.validated_data)
        )


class ReopenView(TenantView):
    capabilities: ClassVar = {"POST": "orders.place"}

    @extend_schema(operation_id="reopen_order", request=None, responses=serializers.OrderSerializer)
    def post(self, request: Request, order_id: UUID) -> Response:
        return _answer(services.reopen_order(actor=self.actor, order_id=order_id))


class CandidatesView(TenantView):
    capabilities: ClassVar = {"GET": "orders.manage"}

    @extend_schema(operation_id="list_order_candidates", responses=serializers.CandidatesSerializer)
    def get(self, request: Request, order_id: UUID) -> Response:
        order = selectors.access_order(actor=self.actor, order_id=order_id)
        found = services.candidates(order)
        return Response(serializers.CandidatesSerializer({"results": found}).data)


class LinkView(TenantView):
    capabilities: ClassVar = {"POST": "orders.manage"}

    @extend_schema(
        operation_id="link_order",
        request=serializers.NewLinkSerializer,
        responses=serializers.OrderSerializer,
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        form = serializers.NewLinkSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        order = services.link_order(
            actor=self.actor,
            order_id=order_id,
            study_id=form.validated_data["study"],
            reason=form.validated_data["reason"],
        )
        return _answer(order)


class UnlinkView(TenantView):
    capabilities: ClassVar = {"POST": "orders.manage"}

    @extend_schema(
        operation_id="unlink_order",
        request=serializers.ReasonSerializer,
        responses=serializers.OrderSerializer,
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        form = serializers.ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return _answer(
            services.unlink_order(actor=self.actor, order_id=order_id, **form.validated_data)
        )


class UndoLinkView(TenantView):
    capabilities: ClassVar = {"POST": "orders.manage"}

    @extend_schema(
        operation_id="undo_order_link", request=None, responses=serializers.OrderSerializer
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        return _answer(services.undo_last_link(actor=self.actor, order_id=order_id))


class StatSharesView(TenantView):
    capabilities: ClassVar = {"GET": "orders.view"}

    @extend_schema(
        operation_id="list_stat_shares",
        parameters=PERIOD,
        responses=serializers.StatSharesSerializer,
    )
    def get(self, request: Request) -> Response:
        start, end = period(request.query_params)
        shares = stat_shares(actor=self.actor, start=start, end=end)
        return Response(serializers.StatSharesSerializer({"results": shares}).data)
