"""Reports and their signed versions."""

from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.content import KINDS
from apps.reporting.models.templates import ReportTemplate, ReportTemplateVersion
from apps.reporting.states import WRITABLE, ReportState
from apps.tenancy.models import TenantModel
from apps.worklist.models import ReadingTask


class Report(TenantModel):
    """A report on one study for one reading task: one live draft, any number of signed versions."""

    reading_task = TenantForeignKey(ReadingTask, related_name="reports")
    study = TenantForeignKey(Study, related_name="reports")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    template = TenantForeignKey(ReportTemplate, null=True, related_name="+")
    template_version = TenantForeignKey(
        ReportTemplateVersion,
        null=True,
        related_name="+",
        db_index=False,
        help_text="what the text began from, of the template named last",
    )
    state = models.CharField(max_length=12, default=ReportState.DRAFT)
    created_at = models.DateTimeField(default=now)
    draft_sections = models.JSONField(
        null=True, help_text="list of {code, title, body}; null once signed for good"
    )
    draft_copied = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="list of copied_text.CopiedText: what stands in the draft as it was copied",
    )
    draft_revision = models.PositiveIntegerField(default=0)
    draft_saved_at = models.DateTimeField(null=True)
    draft_saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    draft_recommendations = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="list of recommending.recommendation.Recommendation; empty once signed for good",
    )

    draft_key_images = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="list of key_images.key_image.KeyImage, in order; empty once signed for good",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading_task"], name="report_once_per_task"),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values()),
                name="report_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[str(state) for state in WRITABLE])
                | models.Q(draft_sections__isnull=True),
                name="report_closed_no_draft",
            ),
        ]
        indexes = [models.Index(fields=["study"], name="report_of_study")]


class KeptDraft(TenantModel):
    """Draft text that another person or another template was about to replace. Append-only in the database."""

    report = TenantForeignKey(Report, related_name="kept_drafts")
    revision = models.PositiveIntegerField()
    sections = models.JSONField(help_text="list of {code, title, body}")
    key_images = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="list of key_images.key_image.KeyImage",
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "revision"], name="kept_draft_revision_once")
        ]


class ReportVersion(TenantModel):
    """A signed report: who, when, how, on whom, and a hash over all of it. Append-only in the database."""

    report = TenantForeignKey(Report, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    sections = models.JSONField()
    identity = models.JSONField(
        help_text="patient, study and site as they stood when it was signed"
    )
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    method = models.CharField(max_length=20)
    previous_hash = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64)
    check_overrides = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="what the checks found and the signer signed nevertheless: list of result and reason",
    )
    act = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="content.Act: what the signature says beside the text; covered by the hash",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_number_once"),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(kind="final"),
                name="report_version_one_final",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS),
                name="report_version_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gt=0), name="report_version_number_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, previous_hash="")
                | (models.Q(number__gt=1) & ~models.Q(previous_hash="")),
                name="report_version_follows_another",
            ),
        ]
