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
from apps.archive.services import break_glass, look_up_patients
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


class LookUpSerializer(serializers.Serializer[Any]):
    patient_id = serializers.CharField(max_length=200)
    birth_date = serializers.DateField()


class LookedUpPatientSerializer(BrokenGlassPatientSerializer):
    issuer = serializers.CharField()
    birth_date = serializers.DateField()
    sex = serializers.CharField()


class LookedUpPatientsSerializer(serializers.Serializer[Any]):
    results = LookedUpPatientSerializer(many=True)


class PatientLookUpsView(TenantView):
    """POST, so that neither number nor date stands in an address that a proxy logs."""

    capabilities: ClassVar = {"POST": "glass.break"}

    @extend_schema(
        operation_id="look_up_patients",
        request=LookUpSerializer,
        responses=LookedUpPatientsSerializer,
    )
    def post(self, request: Request) -> Response:
        form = LookUpSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = look_up_patients(actor=self.actor, **form.validated_data)
        return Response(LookedUpPatientsSerializer({"results": found}).data)


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
