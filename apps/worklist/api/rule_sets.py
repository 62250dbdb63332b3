"""Rule sets over HTTP: the language, the draft, publishing, versions and what differs between them."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.common.errors import Unprocessable
from apps.worklist.api import rule_serializers as serializers
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.engine.rules import difference, validate
from apps.worklist.selectors.rule_catalogue import filled_catalogue
from apps.worklist.selectors.rule_sets import (
    Document,
    access_version,
    draft,
    mistakes_in,
    versions,
)
from apps.worklist.selectors.rules import version_in_force
from apps.worklist.services.rule_sets import (
    plain_mistakes,
    publish_draft,
    roll_back,
    save_draft,
)

DRAFT = "draft"


class RuleCatalogueView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(operation_id="get_rule_catalogue", responses=serializers.RuleCatalogueSerializer)
    def get(self, request: Request) -> Response:
        return Response(filled_catalogue())


class RuleSetsView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(
        operation_id="list_rule_sets",
        responses=serializers.RuleSetSummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(versions(), request, self)
        current = version_in_force()
        context = {"current": current.number if current else None}
        body = serializers.RuleSetSummarySerializer(rows, many=True, context=context)
        return page.get_paginated_response(body.data)


class RuleSetView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(operation_id="get_rule_set", responses=serializers.RuleSetSerializer)
    def get(self, request: Request, number: int) -> Response:
        return Response(serializers.RuleSetSerializer(access_version(number)).data)


class RuleDraftView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view", "PUT": "rules.manage"}

    @extend_schema(operation_id="get_rule_draft", responses=serializers.RuleDraftSerializer)
    def get(self, request: Request) -> Response:
        return Response(serializers.RuleDraftSerializer(draft()).data)

    @extend_schema(
        operation_id="save_rule_draft",
        request=serializers.RuleDraftChangeSerializer,
        responses=serializers.RuleDraftSerializer,
    )
    def put(self, request: Request) -> Response:
        form = serializers.RuleDraftChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        save_draft(actor=self.actor, **form.validated_data)
        return Response(serializers.RuleDraftSerializer(draft()).data)


class RuleValidationView(TenantView):
    capabilities: ClassVar = {"POST": "rules.view"}

    @extend_schema(
        operation_id="validate_rules",
        request=serializers.RulesSerializer,
        responses=serializers.RuleProblemsSerializer,
    )
    def post(self, request: Request) -> Response:
        form = serializers.RulesSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        problems = plain_mistakes(mistakes_in(form.validated_data))
        return Response({"problems": problems})


class RulePublicationView(TenantView):
    capabilities: ClassVar = {"POST": "rules.manage"}

    @extend_schema(
        operation_id="publish_rules",
        request=serializers.PublicationSerializer,
        responses={201: serializers.RuleSetSerializer},
    )
    def post(self, request: Request) -> Response:
        form = serializers.PublicationSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = publish_draft(actor=self.actor, **form.validated_data)
        body = serializers.RuleSetSerializer(access_version(version.number)).data
        return Response(body, status=status.HTTP_201_CREATED)


class RollBackView(TenantView):
    capabilities: ClassVar = {"POST": "rules.manage"}

    @extend_schema(
        operation_id="roll_back_rules",
        request=serializers.RollBackSerializer,
        responses={201: serializers.RuleSetSerializer},
    )
    def post(self, request: Request, number: int) -> Response:
        form = serializers.RollBackSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = roll_back(actor=self.actor, number=number, **form.validated_data)
        body = serializers.RuleSetSerializer(access_version(version.number)).data
        return Response(body, status=status.HTTP_201_CREATED)


class RuleDifferenceView(TenantView):
    capabilities: ClassVar = {"GET": "rules.view"}

    @extend_schema(
        operation_id="compare_rule_sets",
        parameters=[
            OpenApiParameter("from", str, description="a number; the version in force without it"),
            OpenApiParameter("to", str, description="a number, or ‘draft’ (as without it)"),
        ],
        responses=serializers.RuleDifferenceSerializer,
    )
    def get(self, request: Request) -> Response:
        before, after = _document(request, "from"), _document(request, "to")
        return Response(difference(before, after).as_json())


def _document(request: Request, name: str) -> Document:
    value = request.query_params.get(name, "")
    if value == DRAFT or (not value and name == "to"):
        return _sound(draft().rules)
    if not value:
        current = version_in_force()
        return current.rules if current else {"rules": []}
    if not (value.isascii() and value.isdecimal() and len(value) <= 9):
        raise InvalidFilter(f"‘{name}’ is the number of a version, or ‘{DRAFT}’.")
    rules: Document = access_version(int(value)).rules
    return rules


def _sound(document: Any) -> Document:
    """Rules can be compared once each has an id of its own; which names exist does not matter."""
    mistakes = validate(document)
    if mistakes:
        raise Unprocessable(
            f"Mend the draft first: {mistakes[0].message}",
            code="invalid_rules",
            problems=plain_mistakes(mistakes),
        )
    return dict(document)
