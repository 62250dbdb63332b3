"""The audit trail over HTTP."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.audit.api.serializers import AuditEventSerializer
from apps.audit.selectors import AuditFilter, events
from apps.common.api.pagination import Pagination
from apps.common.errors import DomainError

FILTERS = [
    OpenApiParameter(name, str)
    for name in ("object_type", "object_id", "action", "actor", "from", "to")
]


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


class AuditEventsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "audit.view"}

    @extend_schema(
        operation_id="list_audit_events",
        parameters=FILTERS,
        responses=AuditEventSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = events(audit_filter(request.query_params), actor=self.actor)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(AuditEventSerializer(rows, many=True).data)


def audit_filter(query: QueryDict) -> AuditFilter:
    """Reads the query parameters; ``from`` is included, ``to`` is not. Raises ``InvalidFilter``."""
    return AuditFilter(
        object_type=_text(query, "object_type"),
        object_id=_text(query, "object_id"),
        action=_text(query, "action"),
        actor_user_id=_person(query),
        since=_moment(query, "from"),
        until=_moment(query, "to"),
    )


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\x00", "")[:100]


def _person(query: QueryDict) -> UUID | None:
    value = query.get("actor")
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter("‘actor’ is a person's id.") from None


def _moment(query: QueryDict, name: str) -> datetime | None:
    value = query.get(name)
    if not value:
        return None
    try:
        moment = parse_datetime(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidFilter(f"‘{name}’ is a time with its zone, such as 2026-01-31T08:00:00Z.")
    return moment
