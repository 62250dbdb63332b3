"""A person's own API tokens."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import (
    ApiTokenSerializer,
    IssuedApiTokenSerializer,
    NewApiTokenSerializer,
)
from apps.accounts.selectors import tokens_of
from apps.accounts.services import issue_own_token, revoke_token
from apps.common.api.pagination import Pagination


class ApiTokensView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "tokens.manage_own", "POST": "tokens.manage_own"}

    @extend_schema(operation_id="list_api_tokens", responses=ApiTokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(tokens_of(self.actor.require_user()), request, self)
        return page.get_paginated_response(ApiTokenSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="issue_api_token",
        request=NewApiTokenSerializer,
        responses={201: IssuedApiTokenSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewApiTokenSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        token, text = issue_own_token(
            actor=self.actor,
            name=form.validated_data["name"],
            scopes=form.validated_data["scopes"],
            days=form.validated_data["expires_in_days"],
        )
        return Response({**ApiTokenSerializer(token).data, "token": text}, status=201)


class ApiTokenView(TenantView):
    capabilities: ClassVar = {"DELETE": "tokens.manage_own"}

    @extend_schema(operation_id="revoke_api_token", responses={204: None})
    def delete(self, request: Request, token_id: UUID) -> Response:
        revoke_token(actor=self.actor, token_id=token_id)
        return Response(status=204)
