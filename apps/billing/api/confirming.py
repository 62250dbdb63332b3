"""What a study is billed as, for those whom the practice asks, over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.billing import services
from apps.billing.api.base import VIEW, BillingView
from apps.billing.api.unpriced import (
    BillableEventSerializer,
    NamedSerializer,
    StudyTypeChoiceSerializer,
)
from apps.billing.selectors.study_types import (
    DECIDES,
    PERFORMS,
    READS,
    answer_for,
    unconfirmed_events,
)
from apps.billing.vocabulary import CONFIRMATION_SOURCES
from apps.common.api.pagination import Pagination
from apps.orders.selectors import access_study


class ConfirmationSerializer(serializers.Serializer[Any]):
    """``said_for``: whom that person spoke for."""

    said_for = serializers.ChoiceField(choices=CONFIRMATION_SOURCES, source="source")
    confirmed_at = serializers.DateTimeField()
    confirmed_by_name = serializers.CharField()


class StudyTypeAnswerSerializer(serializers.Serializer[Any]):
    """``derived``: by the rules. Not ``asked``: nothing is to be done, and there are no choices."""

    study = serializers.UUIDField()
    study_type = NamedSerializer(allow_null=True)
    derived = NamedSerializer(allow_null=True)
    confirmation = ConfirmationSerializer(allow_null=True)
    asked = serializers.BooleanField()
    choices = NamedSerializer(many=True)


class StudyTypeConfirmationView(BillingView):
    capabilities: ClassVar = {
        "GET": (DECIDES, PERFORMS, READS),
        "PUT": (DECIDES, PERFORMS, READS),
    }

    def answer(self, study_id: UUID) -> Response:
        study = access_study(actor=self.actor, study_id=study_id)
        return Response(StudyTypeAnswerSerializer(answer_for(self.actor, study)).data)

    @extend_schema(operation_id="get_study_type_of_study", responses=StudyTypeAnswerSerializer)
    def get(self, request: Request, study_id: UUID) -> Response:
        return self.answer(study_id)

    @extend_schema(
        operation_id="confirm_study_type",
        request=StudyTypeChoiceSerializer,
        responses=StudyTypeAnswerSerializer,
    )
    def put(self, request: Request, study_id: UUID) -> Response:
        chosen = self.form(request, StudyTypeChoiceSerializer)["study_type"]
        services.confirm_study_type(actor=self.actor, study_id=study_id, study_type_id=chosen)
        return self.answer(study_id)


class UnconfirmedView(BillingView):
    """Priced by rule, and confirmed by nobody yet; empty where the practice asks nobody."""

    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_unconfirmed_events", responses=BillableEventSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(unconfirmed_events(), request, BillableEventSerializer)
