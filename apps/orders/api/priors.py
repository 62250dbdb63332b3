"""What is known of priors elsewhere, over HTTP."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.orders import selectors, services
from apps.orders.api import prior_serializers as serializers
from apps.orders.api.filters import request_conditions
from apps.orders.models import PriorRequest
from apps.orders.states import PriorState

FILTERS = [OpenApiParameter(name, str) for name in ("state", "site", "study")]
LOOK = ("worklist.view", "portal.view")


def _answer(request: PriorRequest, status: int = 200) -> Response:
    return Response(serializers.PriorRequestSerializer(request).data, status=status)


class PriorStatusView(TenantView):
    capabilities: ClassVar = {"GET": LOOK, "PUT": "priors.answer"}

    @extend_schema(operation_id="get_prior_status", responses=serializers.PriorStatusSerializer)
    def get(self, request: Request, study_id: UUID) -> Response:
        return self._present(study_id)

    @extend_schema(
        operation_id="say_prior_status",
        request=serializers.PriorStatusChangeSerializer,
        responses=serializers.PriorStatusSerializer,
    )
    def put(self, request: Request, study_id: UUID) -> Response:
        form = serializers.PriorStatusChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.say_prior_status(
            actor=self.actor, study_id=study_id, state=form.validated_data["state"]
        )
        return self._present(study_id)

    def _present(self, study_id: UUID) -> Response:
        study = selectors.access_study(actor=self.actor, study_id=study_id)
        status = selectors.prior_status(study.id)
        requests = selectors.visible_prior_requests(self.actor).filter(study=study)
        present = {
            "state": status.state if status else PriorState.UNKNOWN,
            "said_by": status.said_by if status else None,
            "changed_at": status.changed_at if status else None,
            "requests": requests.order_by("-requested_at", "-id"),
        }
        return Response(serializers.PriorStatusSerializer(present).data)


class StudyPriorRequestsView(TenantView):
    capabilities: ClassVar = {"POST": "priors.request"}

    @extend_schema(
        operation_id="request_priors",
        request=serializers.NewPriorRequestSerializer,
        responses={201: serializers.PriorRequestSerializer},
    )
    def post(self, request: Request, study_id: UUID) -> Response:
        form = serializers.NewPriorRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.request_priors(actor=self.actor, study_id=study_id, **form.validated_data)
        return _answer(made, 201)


class PriorRequestsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": ("priors.answer", "priors.request")}

    @extend_schema(
        operation_id="list_prior_requests",
        parameters=FILTERS,
        responses=serializers.PriorRequestSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = selectors.visible_prior_requests(self.actor).filter(
            request_conditions(request.query_params)
        )
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(serializers.PriorRequestSerializer(rows, many=True).data)


class AnswerView(TenantView):
    capabilities: ClassVar = {"POST": "priors.answer"}

    @extend_schema(
        operation_id="answer_prior_request",
        request=serializers.AnswerSerializer,
        responses=serializers.PriorRequestSerializer,
    )
    def post(self, request: Request, request_id: UUID) -> Response:
        form = serializers.AnswerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return _answer(
            services.answer_prior_request(
                actor=self.actor, request_id=request_id, **form.validated_data
            )
        )


class WithdrawView(TenantView):
    capabilities: ClassVar = {"POST": "priors.request"}

    @extend_schema(
        operation_id="withdraw_prior_request",
        request=None,
        responses=serializers.PriorRequestSerializer,
    )
    def post(self, request: Request, request_id: UUID) -> Response:
        return _answer(services.withdraw_prior_request(actor=self.actor, request_id=request_id))
