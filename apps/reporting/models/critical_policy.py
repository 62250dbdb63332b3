"""What a practice calls critical, and how fast it must be told."""

from django.db import models
from django.db.models import Q

from apps.tenancy.models import TenantModel

CATEGORY_NUMBERS = [1, 2, 3]


class CriticalCategory(TenantModel):
    """An actionable finding's urgency (ACR work group: 1 within minutes, 2 within hours, 3 within days)."""

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    minutes = models.PositiveIntegerField(help_text="from raising to communication")
    read_back_required = models.BooleanField(
        help_text="told by word of mouth, and repeated by the person reached"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="critical_category_once"),
            models.CheckConstraint(
                condition=Q(number__in=CATEGORY_NUMBERS), name="critical_category_known"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="critical_category_minutes"),
        ]


class NamedFinding(TenantModel):
    """A finding that the practice has agreed to call critical, and in which category."""

    name = models.CharField(max_length=120)
    category = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="named_finding_once"),
            models.CheckConstraint(
                condition=Q(category__in=CATEGORY_NUMBERS), name="named_finding_category_known"
            ),
        ]
