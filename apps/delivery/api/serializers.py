"""How the portal's studies and reports look on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import SiteSerializer
from apps.archive.models import Study
from apps.delivery.models import Delivery
from apps.delivery.selectors import STATUSES, latest_delivery_id, was_opened
from apps.reporting.api.serializers import (
    KINDS,
    LaterStatementSerializer,
    ReportPatientSerializer,
    SignedSectionSerializer,
)
from apps.reporting.selectors import later_statements
from apps.worklist.models import Priority

TIMELINE_KINDS = [
    "first_image",
    "complete",
    "confirmed",
    "claimed",
    "released",
    "preliminary",
    "signed",
    "delivered",
    "opened",
]
SURFACES = ["screen", "pdf", "file"]


class SiteReportSummarySerializer(serializers.Serializer[Any]):
    report_id = serializers.UUIDField(source="version.report_id")
    version = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    signer_name = serializers.CharField(source="version.signer_name")
    opened = serializers.BooleanField()


class SiteHoldSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="hold_code")
    reason = serializers.CharField(source="hold_reason")
    since = serializers.DateTimeField(source="held_since")


class SiteStudySerializer(serializers.Serializer[Any]):
    """Context: ``deliveries``, by id, as ``deliveries_with_openings`` gives them."""

    id = serializers.UUIDField()
    study_instance_uid = serializers.CharField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    accession_number = serializers.CharField()
    study_at = serializers.DateTimeField(allow_null=True)
    patient = ReportPatientSerializer()
    site = SiteSerializer()
    priority = serializers.ChoiceField(choices=Priority.values, source="portal_priority")
    status = serializers.ChoiceField(choices=STATUSES, source="portal_status")
    expected_at = serializers.DateTimeField(allow_null=True)
    hold = serializers.SerializerMethodField(help_text="what the reader waits for from the site")
    instance_count = serializers.IntegerField()
    series_count = serializers.IntegerField()
    unread_messages = serializers.IntegerField()
    report = serializers.SerializerMethodField()
    unread = serializers.SerializerMethodField()

    @extend_schema_field(SiteHoldSerializer(allow_null=True))
    def get_hold(self, study: Study) -> dict[str, Any] | None:
        return dict(SiteHoldSerializer(study).data) if getattr(study, "held_since", None) else None

    def _delivery(self, study: Study) -> Delivery | None:
        deliveries: Mapping[UUID, Delivery] = self.context["deliveries"]
        delivery_id = latest_delivery_id(study)
        return deliveries.get(delivery_id) if delivery_id else None

    @extend_schema_field(SiteReportSummarySerializer(allow_null=True))
    def get_report(self, study: Study) -> dict[str, Any] | None:
        delivery = self._delivery(study)
        return dict(SiteReportSummarySerializer(delivery).data) if delivery else None

    def get_unread(self, study: Study) -> bool:
        delivery = self._delivery(study)
        return delivery is not None and not was_opened(delivery)


class TimelineEntrySerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=TIMELINE_KINDS)
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True)
    detail = serializers.CharField()


class OpeningSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField(source="opened_at")
    name = serializers.CharField()
    what = serializers.ChoiceField(choices=SURFACES)


class SiteStudyDetailSerializer(SiteStudySerializer):
    """Context also: ``timeline`` and ``openings``."""

    timeline = serializers.SerializerMethodField()
    openings = serializers.SerializerMethodField()

    @extend_schema_field(TimelineEntrySerializer(many=True))
    def get_timeline(self, study: Study) -> list[dict[str, Any]]:
        return list(TimelineEntrySerializer(self.context["timeline"], many=True).data)

    @extend_schema_field(OpeningSerializer(many=True))
    def get_openings(self, study: Study) -> list[dict[str, Any]]:
        return list(OpeningSerializer(self.context["openings"], many=True).data)


class SiteVersionSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    signer_name = serializers.CharField(source="version.signer_name")
    content_hash = serializers.CharField(source="version.content_hash")
    delivered_at = serializers.DateTimeField()


class SignedPatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    patient_id = serializers.CharField()
    birth_date = serializers.CharField(allow_null=True)
    sex = serializers.CharField()


class SignedStudySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    study_instance_uid = serializers.CharField()
    accession_number = serializers.CharField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    referring_physician = serializers.CharField()
    study_at = serializers.DateTimeField(allow_null=True)


class SiteReportSerializer(serializers.Serializer[Any]):
    """A delivered version with the identity it was signed with. Context: ``deliveries``, oldest first."""

    report_id = serializers.UUIDField(source="version.report_id")
    number = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    sections = SignedSectionSerializer(source="version.sections", many=True)
    later_statements = serializers.SerializerMethodField()
    signer_name = serializers.CharField(source="version.signer_name")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    patient = SignedPatientSerializer(source="version.identity.patient")
    study = SignedStudySerializer(source="version.identity.study")
    site = SiteSerializer(source="version.identity.site")
    content_hash = serializers.CharField(source="version.content_hash")
    versions = serializers.SerializerMethodField()

    @extend_schema_field(LaterStatementSerializer(many=True))
    def get_later_statements(self, delivery: Delivery) -> Any:
        """On critical findings, recorded after this version was signed."""
        return LaterStatementSerializer(later_statements(delivery.version), many=True).data

    @extend_schema_field(SiteVersionSerializer(many=True))
    def get_versions(self, delivery: Delivery) -> list[dict[str, Any]]:
        return list(SiteVersionSerializer(self.context["deliveries"], many=True).data)
