"""What readers say of themselves, over HTTP."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.staffing import services
from apps.staffing.api.base import OWN, StaffingView
from apps.staffing.api.serializers.readers import (
    AvailabilitySerializer,
    LocationChoiceSerializer,
    ReadingLocationSerializer,
)
from apps.staffing.selectors import own_availability, own_place


class AvailabilityView(StaffingView):
    """``/availability``: whether I take work."""

    capabilities: ClassVar = {"GET": OWN, "PUT": OWN}

    @extend_schema(operation_id="get_own_availability", responses=AvailabilitySerializer)
    def get(self, request: Request) -> Response:
        return self._answer()

    @extend_schema(
        operation_id="set_own_availability",
        request=AvailabilitySerializer,
        responses=AvailabilitySerializer,
    )
    def put(self, request: Request) -> Response:
        values = self.form(request, AvailabilitySerializer)
        services.set_own_availability(actor=self.actor, **values)
        return self._answer()

    def _answer(self) -> Response:
        said = own_availability(self.actor.require_user())
        return Response(AvailabilitySerializer(said).data)


class ReadingLocationView(StaffingView):
    """``/reading-location``: where I sit."""

    capabilities: ClassVar = {"GET": OWN, "PUT": OWN}

    @extend_schema(operation_id="get_own_reading_location", responses=ReadingLocationSerializer)
    def get(self, request: Request) -> Response:
        return self._answer()

    @extend_schema(
        operation_id="declare_reading_location",
        request=LocationChoiceSerializer,
        responses=ReadingLocationSerializer,
    )
    def put(self, request: Request) -> Response:
        values = self.form(request, LocationChoiceSerializer)
        services.declare_own_location(actor=self.actor, jurisdiction=values["jurisdiction"])
        return self._answer()

    def _answer(self) -> Response:
        place = own_place(self.actor.require_user())
        return Response(ReadingLocationSerializer(place).data)
