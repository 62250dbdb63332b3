"""Texts that a short code puts into a report."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.tenancy.models import TenantModel


class ReportMacro(TenantModel):
    """A text under a short code: the practice's own, or one person's, which goes before it."""

    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="empty: everybody's in the practice",
    )
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    text = models.TextField(help_text="fields, merge fields and calls of other macros as written")
    section = models.CharField(max_length=20, blank=True, help_text="empty fits any")
    modality = models.CharField(max_length=16, blank=True, help_text="empty matches any")
    body_part = models.CharField(max_length=64, blank=True, help_text="empty matches any")
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "owner", "code"],
                name="report_macro_code_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z][a-z0-9_.-]{0,39}$"),
                name="report_macro_code_sound",
            ),
        ]
