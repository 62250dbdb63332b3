"""Studies that wait for their site's word, and which sites are asked for it, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer, SiteSerializer
from apps.common.api.pagination import Pagination
from apps.worklist import services
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.api.serializers import PatientSummarySerializer, StudySummarySerializer
from apps.worklist.models import ConfirmedBy, Priority
from apps.worklist.selectors.confirmations import (
    access_confirmation,
    awaited_words,
    visible_confirmations,
)
from apps.worklist.states import ConfirmationState

MISSING = ["indication", "patient"]
WORDS = ["", *ConfirmedBy.values]
STATE = OpenApiParameter("state", str, enum=ConfirmationState.values(), default="waiting")
FILTERS = [
    STATE,
    OpenApiParameter("site", str, description="slugs, several by comma"),
    OpenApiParameter("study", UUID),
]


class ConfirmationOrderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    accession_number = serializers.CharField()
    procedure = serializers.CharField()
    priority = serializers.ChoiceField(choices=Priority.values)


class StudyConfirmationSerializer(serializers.Serializer[Any]):
    """An ``AwaitedWord``."""

    id = serializers.UUIDField(source="confirmation.id")
    state = serializers.ChoiceField(choices=ConfirmationState.values(), source="confirmation.state")
    study = StudySummarySerializer(source="confirmation.study")
    patient = PatientSummarySerializer(source="confirmation.study.patient")
    site = SiteSerializer(source="confirmation.site")
    priority = serializers.ChoiceField(
        choices=Priority.values, source="confirmation.study.priority"
    )
    order = ConfirmationOrderSerializer(allow_null=True)
    indication = serializers.CharField()
    missing = serializers.ListField(
        child=serializers.ChoiceField(choices=MISSING),
        help_text="what keeps it from being confirmed",
    )
    opened_at = serializers.DateTimeField(source="confirmation.opened_at")
    awaited_until = serializers.DateTimeField(
        source="confirmation.awaited_until", help_text="operations are called then"
    )
    paged_at = serializers.DateTimeField(source="confirmation.paged_at", allow_null=True)
    settled_at = serializers.DateTimeField(source="confirmation.settled_at", allow_null=True)
    settled_by = PersonSerializer(source="confirmation.settled_by", allow_null=True)
    confirmed_by = serializers.ChoiceField(
        choices=WORDS, source="confirmation.confirmed_by", help_text="whose word it was"
    )
    reason = serializers.CharField(source="confirmation.reason")


class ConfirmingSerializer(serializers.Serializer[Any]):
    indication = serializers.CharField(
        max_length=4000,
        required=False,
        allow_blank=True,
        default="",
        help_text="for the study's order, or for a new one; left out, what is known stays",
    )
    reason = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        default="",
        help_text="why somebody of the practice confirms it for the site",
    )


class ConfirmationGateSerializer(serializers.Serializer[Any]):
    confirms_studies = serializers.BooleanField()
    confirm_within_minutes = serializers.IntegerField()


class GatedSiteSerializer(SiteSerializer):
    confirms_studies = serializers.BooleanField()
    confirm_within_minutes = serializers.IntegerField()


class StudyConfirmationsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "studies.confirm"}

    @extend_schema(
        operation_id="list_study_confirmations",
        description="The longest waiting first.",
        parameters=FILTERS,
        responses=StudyConfirmationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible_confirmations(self.actor).filter(_conditions(request.query_params))
        page = Pagination()
        rows = page.paginate_queryset(found, request, self) or []
        body = StudyConfirmationSerializer(awaited_words(rows), many=True)
        return page.get_paginated_response(body.data)


class ConfirmStudyView(TenantView):
    capabilities: ClassVar = {"POST": "studies.confirm"}

    @extend_schema(
        operation_id="confirm_study",
        request=ConfirmingSerializer,
        responses=StudyConfirmationSerializer,
    )
    def post(self, request: Request, confirmation_id: UUID) -> Response:
        form = ConfirmingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.confirm_study(
            actor=self.actor, confirmation_id=confirmation_id, **form.validated_data
        )
        confirmed = access_confirmation(actor=self.actor, confirmation_id=confirmation_id)
        [word] = awaited_words([confirmed])
        return Response(StudyConfirmationSerializer(word).data)


class ConfirmationGateView(TenantView):
    capabilities: ClassVar = {"PUT": "sites.manage"}

    @extend_schema(
        operation_id="set_confirmation_gate",
        description="When the site need not confirm any longer, what waits for its word is listed at once.",
        request=ConfirmationGateSerializer,
        responses=GatedSiteSerializer,
    )
    def put(self, request: Request, site_id: UUID) -> Response:
        form = ConfirmationGateSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        site = services.set_confirmation_gate(
            actor=self.actor, site_id=site_id, **form.validated_data
        )
        return Response(GatedSiteSerializer(site).data)


def _conditions(query: QueryDict) -> Q:
    state = query.get("state", ConfirmationState.WAITING.value)
    if state not in ConfirmationState.values():
        raise InvalidFilter(f"‘state’ is one of {', '.join(ConfirmationState.values())}.")
    conditions = Q(state=state)
    if site := query.get("site", "").replace("\x00", ""):
        conditions &= Q(site__slug__in=site.split(","))
    if study := query.get("study"):
        conditions &= Q(study_id=_study_id(study))
    return conditions


def _study_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidFilter("‘study’ is a study's id.") from None
