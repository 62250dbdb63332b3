"""The length of a long list over HTTP, so that a screen can reach its end at once."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.worklist.api.filters import NARROWING, worklist_filter
from apps.worklist.api.view_filters import with_saved_view
from apps.worklist.selectors.lengths import list_length


class ListLengthSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()


class ReadingTasksLengthView(TenantView):
    capabilities: ClassVar = {"GET": "worklist.view"}

    @extend_schema(
        operation_id="count_listed_reading_tasks",
        description="The exact number of tasks that these filters list. A page of the list counts up to 2,000 only.",
        parameters=[OpenApiParameter(name, str) for name in (*NARROWING, "view", "search")],
        responses=ListLengthSerializer,
    )
    def get(self, request: Request) -> Response:
        narrowed = worklist_filter(with_saved_view(request.query_params, self.actor), self.actor)
        return Response({"count": list_length(actor=self.actor, narrowed=narrowed)})
