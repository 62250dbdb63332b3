"""How templates look on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.reporting.api.discrepancy_serializers import SectionDifferenceSerializer
from apps.reporting.api.serializers import SECTION_CODES, WrittenTextSerializer
from apps.reporting.models import ReportTemplate
from apps.reporting.selectors.template_preview import MOST_DAYS
from apps.reporting.selectors.templates import may_edit
from apps.reporting.services.templates import content_of
from apps.reporting.template_choice import OLDEST, TemplateLevel
from apps.reporting.template_document import MOST_PROCEDURES
from apps.reporting.template_preview import KINDS

LEVELS = TemplateLevel.values()
STATES = ["draft", "published", "retired"]
SEXES = ["", "M", "F"]


class SiteNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CodeSerializer(serializers.Serializer[Any]):
    place = serializers.CharField(max_length=200, allow_blank=True)
    value = serializers.CharField(max_length=200, allow_blank=True)
    scheme = serializers.CharField(max_length=200, allow_blank=True)
    meaning = serializers.CharField(max_length=500, allow_blank=True)


class OriginSerializer(serializers.Serializer[Any]):
    """Where a template comes from: Dublin Core terms and coded content (IHE RAD MRRT)."""

    identifier = serializers.CharField(max_length=500, allow_blank=True, required=False)
    description = serializers.CharField(max_length=500, allow_blank=True, required=False)
    language = serializers.CharField(max_length=500, allow_blank=True, required=False)
    publisher = serializers.CharField(max_length=500, allow_blank=True, required=False)
    rights = serializers.CharField(max_length=500, allow_blank=True, required=False)
    license = serializers.CharField(max_length=500, allow_blank=True, required=False)
    date = serializers.CharField(max_length=500, allow_blank=True, required=False)
    creator = serializers.CharField(max_length=500, allow_blank=True, required=False)
    codes = CodeSerializer(many=True, required=False)


class TemplateContentSerializer(WrittenTextSerializer):
    """What a template says and which studies it is for; an empty condition fits every study."""

    name = serializers.CharField(max_length=200)
    modality = serializers.CharField(max_length=16, allow_blank=True, required=False)
    body_part = serializers.CharField(max_length=64, allow_blank=True, required=False)
    procedure_codes = serializers.ListField(
        child=serializers.CharField(max_length=64), max_length=MOST_PROCEDURES, required=False
    )
    procedure_words = serializers.ListField(
        child=serializers.CharField(max_length=80), max_length=MOST_PROCEDURES, required=False
    )
    sex = serializers.ChoiceField(choices=SEXES, allow_blank=True, required=False)
    age_from = serializers.IntegerField(
        min_value=0, max_value=OLDEST, allow_null=True, required=False
    )
    age_to = serializers.IntegerField(
        min_value=0, max_value=OLDEST, allow_null=True, required=False
    )
    origin = OriginSerializer(required=False)


class ReportTemplateSerializer(serializers.Serializer[Any]):
    """A line of the list; context: ``actor``."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    level = serializers.ChoiceField(choices=LEVELS)
    site = SiteNameSerializer(allow_null=True)
    owner = PersonSerializer(allow_null=True)
    state = serializers.SerializerMethodField()
    modality = serializers.CharField()
    body_part = serializers.CharField()
    procedure_codes = serializers.ListField(child=serializers.CharField())
    procedure_words = serializers.ListField(child=serializers.CharField())
    sex = serializers.ChoiceField(choices=SEXES)
    age_from = serializers.IntegerField(allow_null=True)
    age_to = serializers.IntegerField(allow_null=True)
    number = serializers.IntegerField(help_text="the version in force; 0 where none was published")
    has_draft = serializers.SerializerMethodField()
    may_edit = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, template: ReportTemplate) -> str:
        if template.active:
            return "published"
        return "retired" if template.number else "draft"

    def get_has_draft(self, template: ReportTemplate) -> bool:
        return template.draft is not None and self.get_may_edit(template)

    def get_may_edit(self, template: ReportTemplate) -> bool:
        return may_edit(self.context["actor"], template)


class TemplateDraftSerializer(serializers.Serializer[Any]):
    content = TemplateContentSerializer()
    saved_at = serializers.DateTimeField()
    saved_by = PersonSerializer(allow_null=True)


class ReportTemplateDetailSerializer(ReportTemplateSerializer):
    """With its texts; the draft only for those who may edit it."""

    content = serializers.SerializerMethodField(help_text="in force; null before the first version")
    draft = serializers.SerializerMethodField()
    draft_revision = serializers.IntegerField()

    @extend_schema_field(TemplateContentSerializer(allow_null=True))
    def get_content(self, template: ReportTemplate) -> Any:
        return content_of(template) if template.number or template.active else None

    @extend_schema_field(TemplateDraftSerializer(allow_null=True))
    def get_draft(self, template: ReportTemplate) -> Any:
        if not self.get_has_draft(template):
            return None
        values = {
            "content": template.draft,
            "saved_at": template.draft_saved_at,
            "saved_by": template.draft_saved_by,
        }
        return TemplateDraftSerializer(values).data


class NewTemplateSerializer(serializers.Serializer[Any]):
    level = serializers.ChoiceField(choices=LEVELS)
    site = serializers.UUIDField(required=False, allow_null=True)
    content = TemplateContentSerializer()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["level"] == TemplateLevel.SITE and not attrs.get("site"):
            raise serializers.ValidationError({"site": ["Say which site's template it is."]})
        return attrs


class TemplateDraftChangeSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(min_value=0)
    content = TemplateContentSerializer()


class TemplatePublicationSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(min_value=0)
    note = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


class TemplateRollBackSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


class TemplateVersionSummarySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    note = serializers.CharField()
    published_at = serializers.DateTimeField()
    published_by = PersonSerializer(allow_null=True)
    rolled_back_to = serializers.IntegerField(allow_null=True)


class TemplateVersionSerializer(TemplateVersionSummarySerializer):
    content = TemplateContentSerializer()


class TemplateDifferenceSerializer(serializers.Serializer[Any]):
    """``conditions`` names what else differs than the sections' words."""

    conditions = serializers.ListField(child=serializers.CharField())
    sections = SectionDifferenceSerializer(many=True)


class TemplatePreviewRequestSerializer(NewTemplateSerializer):
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS, required=False, default=30)
    template = serializers.UUIDField(
        required=False, allow_null=True, help_text="which one this text would replace"
    )


class PreviewPieceSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField(trim_whitespace=False)
    name = serializers.CharField()
    choices = serializers.ListField(child=serializers.CharField())


class PreviewSectionSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=SECTION_CODES)
    title = serializers.CharField()
    pieces = PreviewPieceSerializer(many=True)


class OtherTemplateSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    studies = serializers.IntegerField()


class TemplateReachSerializer(serializers.Serializer[Any]):
    """Of the last studies: how many it fits, for how many it is the best, and what is better for the others."""

    looked_at = serializers.IntegerField()
    capped = serializers.BooleanField(help_text="there were more studies than are looked at")
    fits = serializers.IntegerField()
    chosen = serializers.IntegerField()
    others = OtherTemplateSerializer(many=True)


class TemplateMistakeSerializer(serializers.Serializer[Any]):
    place = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class TemplatePreviewSerializer(serializers.Serializer[Any]):
    sections = PreviewSectionSerializer(many=True)
    problems = TemplateMistakeSerializer(many=True)
    reach = TemplateReachSerializer()


class TemplateFileSerializer(serializers.Serializer[Any]):
    file = serializers.FileField()
    level = serializers.ChoiceField(choices=LEVELS, required=False)
    site = serializers.UUIDField(required=False, allow_null=True)


class TemplateWarningSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class ImportedTemplateSerializer(serializers.Serializer[Any]):
    template = ReportTemplateDetailSerializer()
    warnings = TemplateWarningSerializer(many=True)


class ShippedTemplatesSerializer(serializers.Serializer[Any]):
    """Names: what is in force now, and what has the newer text as a draft."""

    added = serializers.ListField(child=serializers.CharField())
    drafted = serializers.ListField(child=serializers.CharField())
