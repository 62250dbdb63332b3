"""Breaking the glass over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.archive.selectors import care_links
from apps.archive.services import break_glass
from apps.common.api.pagination import Pagination


class BrokenGlassPatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    patient_id = serializers.CharField()


class BrokenGlassSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    reader = PersonSerializer()
    patient = BrokenGlassPatientSerializer()
    reason = serializers.CharField()
    since = serializers.DateTimeField(source="starts_at")
    until = serializers.DateTimeField(source="ends_at")


class BreakGlassSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True)


class BreakGlassView(TenantView):
    capabilities: ClassVar = {"POST": "glass.break"}

    @extend_schema(
        operation_id="break_glass", request=BreakGlassSerializer, responses=BrokenGlassSerializer
    )
    def post(self, request: Request, patient_id: UUID) -> Response:
        form = BreakGlassSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        link = break_glass(actor=self.actor, patient_id=patient_id, **form.validated_data)
        return Response(BrokenGlassSerializer(link).data)


class BrokenGlassesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "glass.view"}

    @extend_schema(operation_id="list_broken_glasses", responses=BrokenGlassSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(care_links(), request, self)
        return page.get_paginated_response(BrokenGlassSerializer(rows, many=True).data)
