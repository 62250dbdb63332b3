"""Recurring shifts, shifts, cover and absences over HTTP."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.pagination import Pagination
from apps.common.clock import now
from apps.staffing import services
from apps.staffing.api.base import MANAGE, VIEW, StaffingListView, StaffingView
from apps.staffing.api.queries import moment, reader_filter
from apps.staffing.api.readers import READER
from apps.staffing.api.serializers import roster as forms
from apps.staffing.models import Shift
from apps.staffing.selectors import conflicts_of, shifts_between
from apps.staffing.selectors.roster import absences, access_shift, current_patterns

USUAL_SPAN = timedelta(days=14)


class ShiftPatternsView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_shift_patterns",
        parameters=[READER],
        responses=forms.ShiftPatternSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        reader_id = reader_filter(request.query_params, self.actor)
        found = current_patterns(reader_id).select_related("reader")
        return self.page(found, request, forms.ShiftPatternSerializer)

    @extend_schema(
        operation_id="add_shift_pattern",
        request=forms.NewShiftPatternSerializer,
        responses={201: forms.ShiftPatternSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewShiftPatternSerializer)
        pattern = services.add_pattern(actor=self.actor, reader_id=values.pop("reader"), **values)
        return Response(forms.ShiftPatternSerializer(pattern).data, status=201)


class ShiftPatternView(StaffingView):
    capabilities: ClassVar = {"PATCH": MANAGE, "DELETE": MANAGE}

    @extend_schema(
        operation_id="change_shift_pattern",
        request=forms.ShiftPatternChangeSerializer,
        responses=forms.ShiftPatternSerializer,
    )
    def patch(self, request: Request, pattern_id: UUID) -> Response:
        changes = self.form(request, forms.ShiftPatternChangeSerializer)
        pattern = services.change_pattern(actor=self.actor, pattern_id=pattern_id, **changes)
        return Response(forms.ShiftPatternSerializer(pattern).data)

    @extend_schema(operation_id="end_shift_pattern", responses={204: None})
    def delete(self, request: Request, pattern_id: UUID) -> Response:
        services.end_pattern(actor=self.actor, pattern_id=pattern_id)
        return Response(status=204)


class ShiftsView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_shifts",
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATETIME, description="now where left out"),
            OpenApiParameter("to", OpenApiTypes.DATETIME, description="14 days on"),
            READER,
        ],
        responses=forms.ShiftSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        begins = moment(query, "from", now())
        found = shifts_between(
            begins,
            moment(query, "to", begins + USUAL_SPAN),
            reader_filter(query, self.actor),
        )
        page = Pagination()
        shifts = page.paginate_queryset(found, request, self) or []
        shown = forms.ShiftSerializer(
            shifts, many=True, context={"conflicts": conflicts_of(shifts)}
        )
        return page.get_paginated_response(shown.data)

    @extend_schema(
        operation_id="add_shift",
        request=forms.NewShiftSerializer,
        responses={201: forms.ShiftSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewShiftSerializer)
        shift = services.add_shift(actor=self.actor, reader_id=values.pop("reader"), **values)
        return Response(_shown(shift), status=201)


class ShiftView(StaffingView):
    capabilities: ClassVar = {"DELETE": MANAGE}

    @extend_schema(operation_id="cancel_shift", responses={204: None})
    def delete(self, request: Request, shift_id: UUID) -> Response:
        services.cancel_shift(actor=self.actor, shift_id=shift_id)
        return Response(status=204)


class ShiftCoverView(StaffingView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="cover_shift", request=forms.CoverSerializer, responses=forms.ShiftSerializer
    )
    def post(self, request: Request, shift_id: UUID) -> Response:
        values = self.form(request, forms.CoverSerializer)
        shift = services.cover_shift(
            actor=self.actor, shift_id=shift_id, reader_id=values["reader"]
        )
        return Response(_shown(shift))


class AbsencesView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_absences",
        parameters=[READER],
        responses=forms.AbsenceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        reader_id = reader_filter(request.query_params, self.actor)
        return self.page(absences(reader_id), request, forms.AbsenceSerializer)

    @extend_schema(
        operation_id="add_absence",
        request=forms.NewAbsenceSerializer,
        responses={201: forms.AbsenceSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewAbsenceSerializer)
        absence = services.add_absence(actor=self.actor, reader_id=values.pop("reader"), **values)
        shown = forms.AbsenceSerializer(absence, context=self.context)
        return Response(shown.data, status=201)


class AbsenceView(StaffingView):
    capabilities: ClassVar = {"DELETE": MANAGE}

    @extend_schema(operation_id="remove_absence", responses={204: None})
    def delete(self, request: Request, absence_id: UUID) -> Response:
        services.remove_absence(actor=self.actor, absence_id=absence_id)
        return Response(status=204)


def _shown(shift: Shift) -> object:
    fresh = access_shift(shift.id)
    context = {"conflicts": conflicts_of([fresh])}
    return forms.ShiftSerializer(fresh, context=context).data
