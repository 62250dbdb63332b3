"""Templates: what reports begin with, and every text that was ever in force."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.template_choice import TemplateLevel
from apps.tenancy.models import Site, TenantModel


def _nothing(longest: int) -> models.Value:
    return models.Value([], ArrayField(models.CharField(max_length=longest)))


class ReportTemplate(TenantModel):
    """The text a report starts from, as it is in force, and the draft beside it. Chosen as ``template_choice`` says.

    One that was never published has the number 0 and is not active; its name is the draft's.
    """

    name = models.CharField(max_length=200)
    level = models.CharField(
        max_length=8, default=TemplateLevel.TENANT, db_default=TemplateLevel.TENANT.value
    )
    site = TenantForeignKey(Site, null=True, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    modality = models.CharField(max_length=16, blank=True, help_text="empty matches any")
    body_part = models.CharField(max_length=64, blank=True, help_text="empty matches any")
    procedure_codes = ArrayField(
        models.CharField(max_length=64), default=list, db_default=_nothing(64), blank=True
    )
    procedure_words = ArrayField(
        models.CharField(max_length=80),
        default=list,
        db_default=_nothing(80),
        blank=True,
        help_text="phrases; one of them, or one of the codes, is enough",
    )
    sex = models.CharField(max_length=1, blank=True, default="", db_default="")
    age_from = models.PositiveSmallIntegerField(null=True, help_text="completed years, included")
    age_to = models.PositiveSmallIntegerField(null=True, help_text="completed years, included")
    sections = models.JSONField(help_text="list of {code, title, body}")
    active = models.BooleanField(default=True)
    number = models.PositiveIntegerField(
        default=0, db_default=0, help_text="the version in force; 0 where none was published"
    )
    draft = models.JSONField(null=True, help_text="a template_document.TemplateDocument")
    draft_revision = models.PositiveIntegerField(default=0, db_default=0)
    draft_saved_at = models.DateTimeField(null=True)
    draft_saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                condition=Q(level="tenant"),
                name="report_template_name_once",
            ),
            models.UniqueConstraint(
                fields=["site", "name"],
                condition=Q(level="site"),
                name="report_template_name_site",
            ),
            models.UniqueConstraint(
                fields=["tenant", "owner", "name"],
                condition=Q(level="personal"),
                name="report_template_name_own",
            ),
            models.CheckConstraint(
                condition=Q(level="tenant", site=None, owner=None)
                | Q(level="site", site__isnull=False, owner=None)
                | Q(level="personal", site=None, owner__isnull=False),
                name="report_template_level_whose",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["", "M", "F"]), name="report_template_sex_known"
            ),
        ]


class ReportTemplateVersion(TenantModel):
    """What a template said, and what it was for, from one publication to the next. Append-only in the database."""

    template = TenantForeignKey(ReportTemplate, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="a template_document.TemplateDocument")
    note = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    rolled_back_to = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="report_template_version_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="report_template_version_positive"
            ),
        ]
