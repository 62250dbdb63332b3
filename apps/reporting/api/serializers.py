"""How reports look on the wire."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.reporting.api.key_images import KeyImageSerializer, given_key_images
from apps.reporting.api.recommendation_serializers import RecommendationSerializer
from apps.reporting.checks import CODES, SECTIONS
from apps.reporting.content import KINDS, SEALED_TITLES, SECTION_TITLES
from apps.reporting.copied_text import MOST_COPIED
from apps.reporting.models import Report, ReportVersion, Submission
from apps.reporting.selectors import later_statements
from apps.reporting.states import ReportState

SECTION_CODES = list(SECTION_TITLES)
SIGNED_SECTION_CODES = [*SECTION_CODES, *SEALED_TITLES]
SIGNABLE_KINDS = ["preliminary", "final"]
DIFFERENCES = ["none", "minor", "major"]
SUBMISSION_OUTCOMES = ["waiting", "accepted", "edited", "returned"]
LONGEST_SECTION = 100_000


class SectionSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=SECTION_CODES)
    title = serializers.CharField(max_length=200, allow_blank=True, trim_whitespace=False)
    body = serializers.CharField(
        max_length=LONGEST_SECTION, allow_blank=True, trim_whitespace=False
    )


class SignedSectionSerializer(SectionSerializer):
    """A section of a signed version: also those that come with a signature."""

    code = serializers.ChoiceField(choices=SIGNED_SECTION_CODES)


class LaterStatementSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    recorded_at = serializers.DateTimeField()


class ReportStudySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    study_instance_uid = serializers.CharField()
    description = serializers.CharField()
    accession_number = serializers.CharField()
    study_at = serializers.DateTimeField(allow_null=True)


class ReportPatientSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    patient_id = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.CharField()


class TemplateNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CopiedTextSerializer(serializers.Serializer[Any]):
    """A line that stands in the draft as it was copied from another report's version, or (``version`` 0, of the same
    report) as it was typed from a dictation.
    """

    section = serializers.ChoiceField(choices=SECTION_CODES)
    text = serializers.CharField(max_length=LONGEST_SECTION, trim_whitespace=False)
    report = serializers.UUIDField(format="hex_verbose")
    version = serializers.IntegerField(min_value=0)
    origin = serializers.CharField(max_length=300, help_text="in words: which report that is")


class DraftSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(source="draft_revision")
    sections = SectionSerializer(source="draft_sections", many=True)
    copied = CopiedTextSerializer(source="draft_copied", many=True)
    key_images = KeyImageSerializer(source="draft_key_images", many=True)
    saved_at = serializers.DateTimeField(source="draft_saved_at")
    saved_by = PersonSerializer(source="draft_saved_by")


class VersionSummarySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=KINDS)
    signed_at = serializers.DateTimeField()
    signer = serializers.SerializerMethodField()
    method = serializers.CharField()
    content_hash = serializers.CharField()
    reason = serializers.SerializerMethodField(help_text="of a correction or withdrawal")
    prepared_by = serializers.SerializerMethodField(help_text="who wrote it for another to sign")
    key_image_count = serializers.SerializerMethodField()

    def get_reason(self, version: ReportVersion) -> str:
        return str(version.act.get("reason", ""))

    def get_prepared_by(self, version: ReportVersion) -> str:
        return str(version.act.get("prepared_by", ""))

    def get_key_image_count(self, version: ReportVersion) -> int:
        return len(version.act.get("key_images", []))

    @extend_schema_field(PersonSerializer)
    def get_signer(self, version: ReportVersion) -> dict[str, Any]:
        return {"id": str(version.signer_id), "name": version.signer_name}


class VersionSerializer(VersionSummarySerializer):
    report_id = serializers.UUIDField()
    previous_hash = serializers.CharField()
    check_overrides = serializers.JSONField()
    sections = SignedSectionSerializer(many=True)
    identity = serializers.JSONField()
    key_images = serializers.SerializerMethodField()
    later_statements = serializers.SerializerMethodField()
    recommendations = serializers.SerializerMethodField(help_text="what it recommends, as data")

    @extend_schema_field(RecommendationSerializer(many=True))
    def get_recommendations(self, version: ReportVersion) -> Any:
        said = version.act.get("recommendations", [])
        return RecommendationSerializer(said, many=True).data

    @extend_schema_field(KeyImageSerializer(many=True))
    def get_key_images(self, version: ReportVersion) -> Any:
        return KeyImageSerializer(version.act.get("key_images", []), many=True).data

    @extend_schema_field(LaterStatementSerializer(many=True))
    def get_later_statements(self, version: ReportVersion) -> Any:
        """On critical findings, recorded after this version was signed."""
        return LaterStatementSerializer(later_statements(version), many=True).data


class SubmissionSerializer(serializers.Serializer[Any]):
    """What was handed to another reader for signature, and what became of it."""

    submitted_by = PersonSerializer()
    submitted_at = serializers.DateTimeField()
    attending = PersonSerializer(allow_null=True)
    comment = serializers.CharField()
    outcome = serializers.SerializerMethodField()
    decided_by = PersonSerializer(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField()

    @extend_schema_field(serializers.ChoiceField(choices=SUBMISSION_OUTCOMES))
    def get_outcome(self, submission: Submission) -> str:
        return submission.outcome or "waiting"


class ReportSerializer(serializers.Serializer[Any]):
    """Context: ``shows_draft`` (bool), ``editable`` (ids of the reports that the actor may change), ``submissions``
    (the latest by report) and ``supervised`` (whether the actor is).
    """

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=ReportState.values())
    reading_task = serializers.UUIDField(source="reading_task_id")
    study = ReportStudySerializer()
    linked_studies = serializers.SerializerMethodField(help_text="the others that it is on")
    patient = ReportPatientSerializer(source="study.patient")
    author = PersonSerializer()
    template = TemplateNameSerializer(allow_null=True)
    template_version = serializers.IntegerField(
        source="template_version.number",
        default=None,
        allow_null=True,
        help_text="of the template, the version that the text began from",
    )
    draft = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField()
    editable = serializers.SerializerMethodField()
    submission = serializers.SerializerMethodField()
    co_signature_required = serializers.SerializerMethodField(
        help_text="whether the person asking needs another reader's signature"
    )
    kept_draft_count = serializers.IntegerField()

    @extend_schema_field(ReportStudySerializer(many=True))
    def get_linked_studies(self, report: Report) -> list[dict[str, Any]]:
        members = sorted(report.reading_task.members.all(), key=lambda task: str(task.id))
        return list(ReportStudySerializer([task.study for task in members], many=True).data)

    @extend_schema_field(DraftSerializer(allow_null=True))
    def get_draft(self, report: Report) -> dict[str, Any] | None:
        if report.draft_sections is None or not self.context["shows_draft"]:
            return None
        return dict(DraftSerializer(report).data)

    @extend_schema_field(VersionSummarySerializer(many=True))
    def get_versions(self, report: Report) -> list[dict[str, Any]]:
        versions = sorted(report.versions.all(), key=lambda version: version.number)
        return list(VersionSummarySerializer(versions, many=True).data)

    def get_editable(self, report: Report) -> bool:
        editable: Collection[UUID] = self.context["editable"]
        return report.id in editable

    @extend_schema_field(SubmissionSerializer(allow_null=True))
    def get_submission(self, report: Report) -> dict[str, Any] | None:
        found = self.context["submissions"].get(report.id)
        return dict(SubmissionSerializer(found).data) if found else None

    def get_co_signature_required(self, report: Report) -> bool:
        return bool(self.context["supervised"])


class KeptDraftSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField()
    sections = SectionSerializer(many=True)
    key_images = KeyImageSerializer(many=True)
    saved_at = serializers.DateTimeField()
    saved_by = PersonSerializer()


class NewReportSerializer(serializers.Serializer[Any]):
    reading_task = serializers.UUIDField()


class WrittenTextSerializer(serializers.Serializer[Any]):
    sections = SectionSerializer(many=True)

    def validate_sections(self, sections: list[dict[str, str]]) -> list[dict[str, str]]:
        codes = [section["code"] for section in sections]
        if len(codes) != len(set(codes)):
            raise serializers.ValidationError("Each section may stand only once.")
        return sections


class DraftSaveSerializer(WrittenTextSerializer):
    revision = serializers.IntegerField(min_value=0)
    copied = serializers.ListField(
        child=CopiedTextSerializer(),
        required=False,
        max_length=MOST_COPIED,
        help_text="left out: as before",
    )
    key_images = given_key_images(help_text="all of them in order; left out: as before")

    def validate_copied(self, copied: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**one, "report": str(one["report"])} for one in copied]


class DraftSavedSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(source="draft_revision")
    saved_at = serializers.DateTimeField(source="draft_saved_at")


class TemplateChangeSerializer(serializers.Serializer[Any]):
    template = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=0)


class CheckOverrideSerializer(serializers.Serializer[Any]):
    """A result of the checks, by code, section and beginning, that is signed nevertheless."""

    code = serializers.ChoiceField(choices=CODES)
    section = serializers.ChoiceField(choices=SECTIONS)
    start = serializers.IntegerField(min_value=0)
    reason = serializers.CharField(max_length=500)


class DifferenceSerializer(serializers.Serializer[Any]):
    severity = serializers.ChoiceField(choices=DIFFERENCES)
    description = serializers.CharField(
        max_length=2000, allow_blank=True, required=False, default=""
    )


class SignatureSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=SIGNABLE_KINDS)
    revision = serializers.IntegerField(min_value=0)
    study_instance_uid = serializers.CharField(max_length=64)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    overrides = CheckOverrideSerializer(many=True, required=False)
    difference = DifferenceSerializer(
        required=False, allow_null=True, help_text="what is said of the earlier read of the study"
    )
