"""Follow-ups over HTTP: the tracker, and what can be done with each."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.followup import selectors, services
from apps.followup.api import serializers as shapes
from apps.followup.api.filters import FILTERS, narrow

TRACK: dict[str, str | tuple[str, ...]] = {"POST": "follow_up.track"}


class _FollowUpView(TenantView):
    def answer(self, follow_up_id: UUID, status: int = 200) -> Response:
        follow_up = selectors.access_follow_up(actor=self.actor, follow_up_id=follow_up_id)
        context = {
            "entries": selectors.entries_of(follow_up_id),
            "matches": selectors.matches_of(follow_up_id),
            "steps": selectors.steps_of(follow_up_id),
        }
        body = shapes.FollowUpDetailSerializer(follow_up, context=context).data
        return Response(body, status=status)


class FollowUpsView(_FollowUpView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "follow_up.view"}

    @extend_schema(
        operation_id="list_follow_ups",
        parameters=FILTERS,
        responses=shapes.FollowUpSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = narrow(selectors.follow_ups(actor=self.actor), request.query_params)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(shapes.FollowUpSerializer(rows, many=True).data)


class FollowUpView(_FollowUpView):
    capabilities: ClassVar = {"GET": "follow_up.view"}

    @extend_schema(operation_id="get_follow_up", responses=shapes.FollowUpDetailSerializer)
    def get(self, request: Request, follow_up_id: UUID) -> Response:
        services.view_follow_up(actor=self.actor, follow_up_id=follow_up_id)
        return self.answer(follow_up_id)


class FollowUpContactsView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="note_follow_up_contact",
        request=shapes.FollowUpContactSerializer,
        responses={201: shapes.FollowUpDetailSerializer},
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        form = shapes.FollowUpContactSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.note_contact(actor=self.actor, follow_up_id=follow_up_id, **form.validated_data)
        return self.answer(follow_up_id, status=201)


class AppointmentView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="schedule_follow_up",
        request=shapes.AppointmentSerializer,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        services.schedule_follow_up(
            actor=self.actor, follow_up_id=follow_up_id, **_day_and_note(request.data)
        )
        return self.answer(follow_up_id)


class DoneView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="note_follow_up_done",
        request=shapes.AppointmentSerializer,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        services.note_done(
            actor=self.actor, follow_up_id=follow_up_id, **_day_and_note(request.data)
        )
        return self.answer(follow_up_id)


class DeclineView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="decline_follow_up",
        request=shapes.FollowUpReasonSerializer,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        services.decline_follow_up(
            actor=self.actor, follow_up_id=follow_up_id, reason=_reason(request.data)
        )
        return self.answer(follow_up_id)


class DismissalView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="dismiss_follow_up",
        request=shapes.FollowUpReasonSerializer,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        services.dismiss_follow_up(
            actor=self.actor, follow_up_id=follow_up_id, reason=_reason(request.data)
        )
        return self.answer(follow_up_id)


class ReopeningView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="reopen_follow_up",
        request=shapes.FollowUpReasonSerializer,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, follow_up_id: UUID) -> Response:
        services.reopen_follow_up(
            actor=self.actor, follow_up_id=follow_up_id, reason=_reason(request.data)
        )
        return self.answer(follow_up_id)


class MatchAcceptanceView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="accept_follow_up_match",
        request=None,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, match_id: UUID) -> Response:
        follow_up = services.accept_match(actor=self.actor, match_id=match_id)
        return self.answer(follow_up.id)


class MatchRefusalView(_FollowUpView):
    capabilities: ClassVar = TRACK

    @extend_schema(
        operation_id="refuse_follow_up_match",
        request=None,
        responses=shapes.FollowUpDetailSerializer,
    )
    def post(self, request: Request, match_id: UUID) -> Response:
        follow_up = services.refuse_match(actor=self.actor, match_id=match_id)
        return self.answer(follow_up.id)


class ReminderContactsView(TenantView):
    capabilities: ClassVar = {"GET": "critical.manage", "PUT": "critical.manage"}

    @extend_schema(
        operation_id="list_follow_up_reminder_contacts",
        responses=shapes.ReminderContactsSerializer,
    )
    def get(self, request: Request, site_id: UUID) -> Response:
        found = services.reminder_contacts_of(actor=self.actor, site_id=site_id)
        return Response(shapes.ReminderContactsSerializer({"contacts": found}).data)

    @extend_schema(
        operation_id="choose_follow_up_reminder_contacts",
        request=shapes.ReminderChoiceSerializer,
        responses=shapes.ReminderContactsSerializer,
    )
    def put(self, request: Request, site_id: UUID) -> Response:
        form = shapes.ReminderChoiceSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        chosen = services.choose_reminder_contacts(
            actor=self.actor, site_id=site_id, contact_ids=form.validated_data["contacts"]
        )
        return Response(shapes.ReminderContactsSerializer({"contacts": chosen}).data)


def _day_and_note(data: Any) -> dict[str, Any]:
    form = shapes.AppointmentSerializer(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def _reason(data: Any) -> str:
    form = shapes.FollowUpReasonSerializer(data=data)
    form.is_valid(raise_exception=True)
    reason: str = form.validated_data["reason"]
    return reason
