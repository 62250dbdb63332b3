"""Saved views over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.worklist.api.view_filters import check_filters
from apps.worklist.models import WorklistView
from apps.worklist.selectors.saved_views import visible_views
from apps.worklist.services.saved_views import (
    LONGEST_NAME,
    MOST_VIEWS,
    change_view,
    remove_view,
    save_view,
)

MOST_COLUMNS = 40


class SavedViewSerializer(serializers.Serializer[Any]):
    """Context: ``actor``."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    filters = serializers.DictField(help_text="the list's own query parameters")
    columns = serializers.ListField(child=serializers.CharField())
    ordering = serializers.CharField()
    shared = serializers.BooleanField()
    position = serializers.IntegerField()
    mine = serializers.SerializerMethodField()
    owner = PersonSerializer()

    def get_mine(self, view: WorklistView) -> bool:
        return bool(view.owner_id == self.context["actor"].user_id)


class SavedViewChangeSerializer(serializers.Serializer[Any]):
    """Context: ``actor``. Filters and ordering are what the list's own parser accepts."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    filters = serializers.DictField(required=False)
    columns = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST_COLUMNS, required=False
    )
    ordering = serializers.CharField(max_length=20, required=False)
    shared = serializers.BooleanField(required=False)
    position = serializers.IntegerField(
        min_value=0, max_value=MOST_VIEWS, required=False, help_text="place among one's own, from 0"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_filters(attrs.get("filters", {}), attrs.get("ordering", ""), self.context["actor"])
        if len(set(attrs.get("columns", ()))) != len(attrs.get("columns", ())):
            raise serializers.ValidationError({"columns": "A column stands in a list once."})
        return attrs


class NewSavedViewSerializer(SavedViewChangeSerializer):
    position = None  # type: ignore[assignment] # the way a declarative serializer drops a field


class SavedViewsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "worklist.view", "POST": "worklist.view"}

    @extend_schema(
        operation_id="list_worklist_views",
        description="One's own in their order, then those that others share, by name.",
        responses=SavedViewSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(visible_views(actor=self.actor), request, self)
        body = SavedViewSerializer(rows, many=True, context={"actor": self.actor})
        return page.get_paginated_response(body.data)

    @extend_schema(
        operation_id="save_worklist_view",
        request=NewSavedViewSerializer,
        responses={201: SavedViewSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewSavedViewSerializer(data=request.data, context={"actor": self.actor})
        form.is_valid(raise_exception=True)
        content = dict(form.validated_data)
        view = save_view(actor=self.actor, name=content.pop("name"), content=content)
        body = SavedViewSerializer(view, context={"actor": self.actor}).data
        return Response(body, status=status.HTTP_201_CREATED)


class SavedViewView(TenantView):
    capabilities: ClassVar = {"PATCH": "worklist.view", "DELETE": "worklist.view"}

    @extend_schema(
        operation_id="change_worklist_view",
        request=SavedViewChangeSerializer(partial=True),
        responses=SavedViewSerializer,
    )
    def patch(self, request: Request, view_id: UUID) -> Response:
        form = SavedViewChangeSerializer(
            data=request.data, partial=True, context={"actor": self.actor}
        )
        form.is_valid(raise_exception=True)
        view = change_view(actor=self.actor, view_id=view_id, changes=form.validated_data)
        return Response(SavedViewSerializer(view, context={"actor": self.actor}).data)

    @extend_schema(operation_id="remove_worklist_view", responses={204: None})
    def delete(self, request: Request, view_id: UUID) -> Response:
        remove_view(actor=self.actor, view_id=view_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
