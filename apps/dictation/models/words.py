"""How heard words are written."""

from django.db import models
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.common.clock import now
from apps.tenancy.models import TenantModel

LONGEST_SPOKEN = 80
LONGEST_WRITTEN = 120


class DictationWord(TenantModel):
    """``spoken`` as an engine writes it, ``written`` as it is to stand: the practice's own, or one person's, which
    goes before it.
    """

    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="empty: everybody's in the practice",
    )
    spoken = models.CharField(max_length=LONGEST_SPOKEN)
    written = models.CharField(max_length=LONGEST_WRITTEN)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "tenant",
                "owner",
                Lower("spoken"),
                name="dictation_word_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~models.Q(spoken="") & ~models.Q(written=""),
                name="dictation_word_says_something",
            ),
        ]
