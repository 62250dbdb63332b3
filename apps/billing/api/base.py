"""What billing's views have in common."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination

VIEW = "billing.view"
MANAGE = "billing.manage"
CLOSE = "billing.close"


class BillingView(TenantView):
    def form(self, request: Request, shape: type[serializers.Serializer[Any]]) -> Any:
        filled = shape(data=request.data)
        filled.is_valid(raise_exception=True)
        return filled.validated_data

    def page(
        self, found: QuerySet[Any], request: Request, shape: type[serializers.Serializer[Any]]
    ) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shape(rows, many=True).data)


def attached(content: bytes | str, name: str, media_type: str) -> HttpResponse:
    """A file to be kept, never shown in place."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def amount_field(**options: Any) -> serializers.DecimalField:
    """An exact amount as a string."""
    return serializers.DecimalField(max_digits=14, decimal_places=4, **options)
