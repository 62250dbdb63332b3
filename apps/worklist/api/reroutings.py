"""What a change of rules or service levels does to the tasks that wait, before and after."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.common.api.pagination import Pagination
from apps.worklist.models import ReroutingKind
from apps.worklist.selectors.reroutings import effect_of_publishing, reroutings
from apps.worklist.states import ReroutingState


class PublicationEffectSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField(help_text="tasks that would be routed again")
    priority_set = serializers.IntegerField(
        help_text="of these, how many keep the priority that a person gave them"
    )
    claimed = serializers.IntegerField(help_text="being read: left alone until they wait again")
    on_hold = serializers.IntegerField(help_text="left alone until they are taken off hold")
    given = serializers.IntegerField(help_text="given to a reader by a person: left alone")


class ReroutingSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ReroutingKind.choices)
    version = serializers.IntegerField(source="version.number", allow_null=True, default=None)
    cause = serializers.CharField()
    state = serializers.ChoiceField(choices=ReroutingState.values())
    asked_at = serializers.DateTimeField()
    asked_by = PersonSerializer(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    changed = serializers.IntegerField(help_text="tasks whose place, needs or due time changed")
    failed = serializers.IntegerField(help_text="tasks that could not follow; tried again later")


class PublicationEffectView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(operation_id="get_publication_effect", responses=PublicationEffectSerializer)
    def get(self, request: Request) -> Response:
        return Response(PublicationEffectSerializer(effect_of_publishing()).data)


class ReroutingsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(operation_id="list_reroutings", responses=ReroutingSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(reroutings(), request, self)
        return page.get_paginated_response(ReroutingSerializer(rows, many=True).data)
