"""What the staffing views share."""

from typing import Any, ClassVar, TypeVar

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination

VIEW = "staffing.view"
MANAGE = "staffing.manage"
OWN = "worklist.claim"
F = TypeVar("F", bound=BaseSerializer[Any])


class StaffingView(TenantView):
    def form(self, request: Request, serializer: type[F], *, partial: bool = False) -> Any:
        """The request's values; raises ``ValidationError``."""
        form = serializer(data=request.data, partial=partial)
        form.is_valid(raise_exception=True)
        return form.validated_data

    @property
    def context(self) -> dict[str, Any]:
        return {"actor": self.actor}


class StaffingListView(StaffingView):
    pagination_class: ClassVar = Pagination

    def page(
        self, rows: QuerySet[Any] | list[Any], request: Request, serializer: type[F]
    ) -> Response:
        """One page of ``rows`` as ``serializer`` shows them."""
        page = Pagination()
        found = page.paginate_queryset(rows, request, self) or []
        shown = serializer(found, many=True, context=self.context)
        return page.get_paginated_response(shown.data)
