"""Dry runs over HTTP: asked for, followed, read."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.api.serializers import PersonSerializer
from apps.worklist.api.rule_serializers import RulesField
from apps.worklist.models import DryRun
from apps.worklist.selectors.dry_runs import access_dry_run
from apps.worklist.services.dry_runs import MOST_DAYS, start_dry_run
from apps.worklist.states import DryRunState

STATES = [state.value for state in DryRunState]


class NewDryRunSerializer(serializers.Serializer[Any]):
    rules = RulesField()
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS, default=7)


class DryRunSideSerializer(serializers.Serializer[Any]):
    tasks = serializers.IntegerField()
    hits = serializers.IntegerField(help_text="signed by the due time these rules would have set")
    misses = serializers.IntegerField(help_text="signed later, or overdue now")
    undecided = serializers.IntegerField(help_text="neither signed nor due yet")
    unassignable = serializers.IntegerField(help_text="nobody on duty was eligible on arrival")
    minutes = serializers.FloatField()


class DryRunPairSerializer(serializers.Serializer[Any]):
    before = DryRunSideSerializer()
    after = DryRunSideSerializer()


class DryRunRowSerializer(DryRunPairSerializer):
    name = serializers.CharField(allow_blank=True)


class DryRunLoadSerializer(serializers.Serializer[Any]):
    reader = PersonSerializer()
    before_minutes = serializers.FloatField()
    after_minutes = serializers.FloatField()


class DryRunTaskSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    description = serializers.CharField()
    site = serializers.CharField()
    received_at = serializers.DateTimeField()
    changed = serializers.BooleanField()
    matched = serializers.ListField(child=serializers.CharField(), help_text="ids of rules")
    before = serializers.CharField()
    after = serializers.CharField()


class DryRunResultSerializer(serializers.Serializer[Any]):
    tasks = serializers.IntegerField()
    changed = serializers.IntegerField()
    total = DryRunPairSerializer()
    by_priority = DryRunRowSerializer(many=True)
    by_pathway = DryRunRowSerializer(many=True)
    by_pool = DryRunRowSerializer(many=True)
    by_reader = DryRunLoadSerializer(many=True)
    matched = serializers.DictField(child=serializers.IntegerField(), help_text="by rule id")
    examples = DryRunTaskSerializer(
        many=True, help_text="the first 200 that change, and a few that the rules fit unchanged"
    )


class DryRunSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=STATES)
    days = serializers.IntegerField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    progress = serializers.SerializerMethodField(help_text="from 0 to 1")
    compared_with = serializers.IntegerField(
        source="compared_with.number", allow_null=True, default=None
    )
    asked_at = serializers.DateTimeField()
    error = serializers.CharField(source="failure")
    result = DryRunResultSerializer(allow_null=True)

    def get_progress(self, run: DryRun) -> float:
        if run.state == DryRunState.DONE:
            return 1.0
        return run.done / run.total if run.total else 0.0


class NewDryRunView(TenantView):
    capabilities: ClassVar = {"POST": "rules.manage"}

    @extend_schema(
        operation_id="start_dry_run",
        request=NewDryRunSerializer,
        responses={202: DryRunSerializer},
    )
    def post(self, request: Request) -> Response:
        form = NewDryRunSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        run = start_dry_run(actor=self.actor, **form.validated_data)
        return Response(DryRunSerializer(run).data, status=status.HTTP_202_ACCEPTED)


class DryRunView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(operation_id="get_dry_run", responses=DryRunSerializer)
    def get(self, request: Request, run_id: UUID) -> Response:
        return Response(DryRunSerializer(access_dry_run(run_id)).data)
