"""How the portal's studies and reports look on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import SiteSerializer
from apps.archive.models import Study
from apps.delivery.models import Delivery
from apps.delivery.selectors import (
    STATUSES,
    TO_ACKNOWLEDGE,
    latest_delivery_id,
    was_opened,
)
from apps.delivery.timeline import KINDS as KINDS_OF_ENTRIES
from apps.reporting.api.discrepancy_serializers import SectionDifferenceSerializer
from apps.reporting.api.key_images import KeyImageSerializer
from apps.reporting.api.serializers import (
    LaterStatementSerializer,
    ReportPatientSerializer,
    SignedSectionSerializer,
    VersionSummarySerializer,
)
from apps.reporting.content import KINDS
from apps.reporting.models import ReportVersion
from apps.reporting.selectors import later_statements
from apps.reporting.states import ReportState
from apps.worklist.models import Priority

TIMELINE_KINDS = list(KINDS_OF_ENTRIES)
SURFACES = ["screen", "pdf", "file"]


class SiteReportSummarySerializer(serializers.Serializer[Any]):
    report_id = serializers.UUIDField(source="version.report_id")
    version = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    signer_name = serializers.CharField(source="version.signer_name")
    opened = serializers.BooleanField()


class SiteAcknowledgementOfVersionSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    acknowledged_at = serializers.DateTimeField()


class SiteVersionSerializer(serializers.Serializer[Any]):
    """A delivered version in the list of all."""

    id = serializers.UUIDField(source="version.id")
    report_id = serializers.UUIDField(source="version.report_id")
    number = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    signer_name = serializers.CharField(source="version.signer_name")
    content_hash = serializers.CharField(source="version.content_hash")
    delivered_at = serializers.DateTimeField()
    reason = serializers.SerializerMethodField(help_text="of a correction or withdrawal")
    needs_acknowledgement = serializers.SerializerMethodField()
    acknowledged = serializers.SerializerMethodField()

    def get_reason(self, delivery: Delivery) -> str:
        return str(delivery.version.act.get("reason", ""))

    def get_needs_acknowledgement(self, delivery: Delivery) -> bool:
        return delivery.version.kind in TO_ACKNOWLEDGE and not delivery.acknowledgements.all()

    @extend_schema_field(SiteAcknowledgementOfVersionSerializer(allow_null=True))
    def get_acknowledged(self, delivery: Delivery) -> dict[str, Any] | None:
        found = next(iter(delivery.acknowledgements.all()), None)
        return dict(SiteAcknowledgementOfVersionSerializer(found).data) if found else None


class ReportDeliverySerializer(SiteVersionSerializer):
    """A row of ``deliveries_of_report``."""

    site = SiteSerializer()
    accession_number = serializers.CharField(
        source="study.accession_number", help_text="of the study that it was delivered for"
    )
    channel = serializers.CharField()
    opened_at = serializers.DateTimeField(allow_null=True)
    opened_by = serializers.CharField(allow_null=True)


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
    unacknowledged = serializers.BooleanField(
        help_text="an addendum, a correction or a withdrawal waits for the site's word"
    )

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
    """Context also: ``timeline``, ``openings`` and ``waiting`` (deliveries to acknowledge)."""

    to_acknowledge = serializers.SerializerMethodField()
    timeline = serializers.SerializerMethodField()
    openings = serializers.SerializerMethodField()

    @extend_schema_field(SiteVersionSerializer(many=True))
    def get_to_acknowledge(self, study: Study) -> list[dict[str, Any]]:
        return list(SiteVersionSerializer(self.context["waiting"], many=True).data)

    @extend_schema_field(TimelineEntrySerializer(many=True))
    def get_timeline(self, study: Study) -> list[dict[str, Any]]:
        return list(TimelineEntrySerializer(self.context["timeline"], many=True).data)

    @extend_schema_field(OpeningSerializer(many=True))
    def get_openings(self, study: Study) -> list[dict[str, Any]]:
        return list(OpeningSerializer(self.context["openings"], many=True).data)


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
    """A delivered version with the identity it was signed with.

    Context: ``deliveries``, oldest first; ``before`` and ``differences`` as ``differences_before`` gives them.
    """

    version_id = serializers.UUIDField(source="version.id")
    report_id = serializers.UUIDField(source="version.report_id")
    number = serializers.IntegerField(source="version.number")
    kind = serializers.ChoiceField(choices=KINDS, source="version.kind")
    sections = SignedSectionSerializer(source="version.sections", many=True)
    key_images = serializers.SerializerMethodField()
    later_statements = serializers.SerializerMethodField()
    signer_name = serializers.CharField(source="version.signer_name")
    signed_at = serializers.DateTimeField(source="version.signed_at")
    patient = SignedPatientSerializer(source="version.identity.patient")
    study = SignedStudySerializer(source="version.identity.study")
    site = SiteSerializer(source="version.identity.site")
    content_hash = serializers.CharField(source="version.content_hash")
    reason = serializers.SerializerMethodField(help_text="of a correction or withdrawal")
    prepared_by = serializers.SerializerMethodField()
    superseded = serializers.SerializerMethodField(
        help_text="a later version of this report was delivered"
    )
    withdrawn = serializers.SerializerMethodField(help_text="the whole report was entered in error")
    versions = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField(help_text="the version it is compared with")
    differences = serializers.SerializerMethodField()

    def get_reason(self, delivery: Delivery) -> str:
        return str(delivery.version.act.get("reason", ""))

    def get_prepared_by(self, delivery: Delivery) -> str:
        return str(delivery.version.act.get("prepared_by", ""))

    def get_superseded(self, delivery: Delivery) -> bool:
        version = delivery.version
        return any(
            other.version.report_id == version.report_id and other.version.number > version.number
            for other in self.context["deliveries"]
        )

    def get_withdrawn(self, delivery: Delivery) -> bool:
        return bool(delivery.version.report.state == ReportState.WITHDRAWN)

    @extend_schema_field(VersionSummarySerializer(allow_null=True))
    def get_before(self, delivery: Delivery) -> dict[str, Any] | None:
        before: ReportVersion | None = self.context["before"]
        return dict(VersionSummarySerializer(before).data) if before else None

    @extend_schema_field(SectionDifferenceSerializer(many=True))
    def get_differences(self, delivery: Delivery) -> list[dict[str, Any]]:
        return list(SectionDifferenceSerializer(self.context["differences"], many=True).data)

    @extend_schema_field(KeyImageSerializer(many=True))
    def get_key_images(self, delivery: Delivery) -> Any:
        return KeyImageSerializer(delivery.version.act.get("key_images", []), many=True).data

    @extend_schema_field(LaterStatementSerializer(many=True))
    def get_later_statements(self, delivery: Delivery) -> Any:
        """On critical findings, recorded after this version was signed."""
        return LaterStatementSerializer(later_statements(delivery.version), many=True).data

    @extend_schema_field(SiteVersionSerializer(many=True))
    def get_versions(self, delivery: Delivery) -> list[dict[str, Any]]:
        return list(SiteVersionSerializer(self.context["deliveries"], many=True).data)


class VersionAcknowledgementSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField()
