"""The teaching library over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.common.api.pagination import Pagination
from apps.peer_review import services
from apps.peer_review.api.reviews import given
from apps.peer_review.models import LearningCase
from apps.peer_review.models.learning_cases import CASE_KINDS, LONGEST_TEXT, LONGEST_TITLE
from apps.peer_review.selectors import access_learning_case, learning_cases
from apps.peer_review.states import CaseState
from apps.reporting.api.filters import InvalidFilter

READ = ("review.respond", "review.manage")
MANAGE = "review.manage"


class LearningImageSerializer(serializers.Serializer[Any]):
    """The picture itself is at ``/images/{place}``."""

    place = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class LearningCaseSerializer(serializers.Serializer[Any]):
    """Nothing that leads to a patient, a study or a reader."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=CASE_KINDS)
    state = serializers.ChoiceField(choices=CaseState.values())
    title = serializers.CharField()
    modality = serializers.CharField()
    body_part = serializers.CharField()
    age_group = serializers.CharField()
    sex = serializers.CharField()
    findings = serializers.CharField()
    impression = serializers.CharField()
    teaching_point = serializers.CharField()

    images = LearningImageSerializer(many=True, source="images_in_order")


class NewLearningCaseSerializer(serializers.Serializer[Any]):
    review = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=CASE_KINDS)
    title = serializers.CharField(max_length=LONGEST_TITLE)
    teaching_point = serializers.CharField(max_length=LONGEST_TEXT)


class LearningCaseTextSerializer(serializers.Serializer[Any]):
    """What is left out stays."""

    title = serializers.CharField(max_length=LONGEST_TITLE, required=False)
    findings = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, required=False)
    impression = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, required=False)
    teaching_point = serializers.CharField(max_length=LONGEST_TEXT, required=False)


class LearningCasesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": READ, "POST": MANAGE}

    @extend_schema(
        operation_id="list_learning_cases",
        parameters=[
            OpenApiParameter("search", str, description="in title and texts"),
            OpenApiParameter("modality", str),
            OpenApiParameter("kind", str, enum=CASE_KINDS),
        ],
        responses=LearningCaseSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found = learning_cases(actor=self.actor, search=query.get("search", ""))
        if modality := query.get("modality"):
            found = found.filter(modality=modality)
        if kind := query.get("kind"):
            if kind not in CASE_KINDS:
                raise InvalidFilter(f"‘kind’ is {' or '.join(CASE_KINDS)}.")
            found = found.filter(kind=kind)
        page = Pagination()
        rows = page.paginate_queryset(found, request, self)
        return page.get_paginated_response(LearningCaseSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="make_learning_case",
        request=NewLearningCaseSerializer,
        responses={201: LearningCaseSerializer},
    )
    def post(self, request: Request) -> Response:
        said = given(NewLearningCaseSerializer, request)
        case = services.make_case(actor=self.actor, review_id=said.pop("review"), **said)
        return answered(case, status=201)


class LearningCaseView(TenantView):
    capabilities: ClassVar = {"GET": READ, "PATCH": MANAGE}

    @extend_schema(operation_id="get_learning_case", responses=LearningCaseSerializer)
    def get(self, request: Request, case_id: UUID) -> Response:
        return answered(access_learning_case(actor=self.actor, case_id=case_id))

    @extend_schema(
        operation_id="edit_learning_case",
        request=LearningCaseTextSerializer,
        responses=LearningCaseSerializer,
    )
    def patch(self, request: Request, case_id: UUID) -> Response:
        said = given(LearningCaseTextSerializer, request)
        return answered(services.edit_case(actor=self.actor, case_id=case_id, **said))


class LearningCasePublicationView(TenantView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="publish_learning_case", request=None, responses=LearningCaseSerializer
    )
    def post(self, request: Request, case_id: UUID) -> Response:
        return answered(services.publish_case(actor=self.actor, case_id=case_id))


class LearningCaseRetirementView(TenantView):
    capabilities: ClassVar = {"POST": MANAGE}

    @extend_schema(
        operation_id="retire_learning_case", request=None, responses=LearningCaseSerializer
    )
    def post(self, request: Request, case_id: UUID) -> Response:
        return answered(services.retire_case(actor=self.actor, case_id=case_id))


def answered(case: LearningCase, status: int = 200) -> Response:
    return Response(LearningCaseSerializer(case).data, status=status)
