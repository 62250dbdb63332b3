"""Scores that were given in an older system."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.peer_review.legacy_scores import LONGEST_REFERENCE
from apps.peer_review.radpeer import SCORES
from apps.tenancy.models import TenantModel


class ImportedScore(TenantModel):
    """One review of the older system, once; never mixed with the practice's own blind samples. Append-only."""

    reference = models.CharField(max_length=LONGEST_REFERENCE)
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    reviewed_on = models.DateField()
    modality = models.CharField(max_length=16, blank=True)
    legacy_score = models.CharField(max_length=2)
    score = models.CharField(max_length=2)
    imported_at = models.DateTimeField(default=now)
    imported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "reference"], name="imported_score_once"),
            models.CheckConstraint(
                condition=Q(score__in=SCORES), name="imported_score_on_the_scale"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "reader"], name="imported_score_of_reader")]
