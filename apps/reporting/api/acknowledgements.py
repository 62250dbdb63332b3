"""The page behind an acknowledgement link: open to whoever has it, and it shows a patient only to who has the code."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.reporting import services
from apps.reporting.states import FindingState


class LinkNoticeSerializer(serializers.Serializer[Any]):
    practice = serializers.CharField()
    site = serializers.CharField()
    category = serializers.IntegerField()
    raised_at = serializers.DateTimeField()
    time_zone = serializers.CharField()
    state = serializers.ChoiceField(choices=FindingState.values())
    needs_code = serializers.BooleanField(help_text="false: only a log-in to the portal helps")
    done_at = serializers.DateTimeField(allow_null=True)
    done_by = serializers.CharField()


class LinkContentSerializer(serializers.Serializer[Any]):
    notice = LinkNoticeSerializer()
    patient_name = serializers.CharField()
    patient_id = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    accession_number = serializers.CharField()
    study = serializers.CharField()
    finding = serializers.CharField()
    raised_by = serializers.CharField()
    read_back_required = serializers.BooleanField()


class LinkCodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=60)


class LinkConfirmationSerializer(LinkCodeSerializer):
    name = serializers.CharField(max_length=200, allow_blank=True)
    role = serializers.CharField(max_length=120, allow_blank=True, default="")


class _LinkView(APIView):
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    def answer(self, body: dict[str, Any] | Any) -> Response:
        return Response(body, headers={"Cache-Control": "no-store"})


class AcknowledgementLinkView(_LinkView):
    """``GET``: what anybody may know. ``POST``: patient and finding, for the code."""

    @extend_schema(operation_id="look_at_acknowledgement_link", responses=LinkNoticeSerializer)
    def get(self, request: Request, token: str) -> Response:
        return self.answer(LinkNoticeSerializer(services.look_at_link(text=token)).data)

    @extend_schema(
        operation_id="open_acknowledgement_link",
        request=LinkCodeSerializer,
        responses=LinkContentSerializer,
    )
    def post(self, request: Request, token: str) -> Response:
        form = LinkCodeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        content = services.open_link(
            text=token, code=form.validated_data["code"], address=request.META.get("REMOTE_ADDR")
        )
        return self.answer(LinkContentSerializer(content).data)


class LinkConfirmationView(_LinkView):
    @extend_schema(
        operation_id="confirm_by_acknowledgement_link",
        request=LinkConfirmationSerializer,
        responses=LinkContentSerializer,
    )
    def post(self, request: Request, token: str) -> Response:
        form = LinkConfirmationSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        content = services.confirm_by_link(
            text=token, address=request.META.get("REMOTE_ADDR"), **form.validated_data
        )
        return self.answer(LinkContentSerializer(content).data)
