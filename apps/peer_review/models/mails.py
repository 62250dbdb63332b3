"""Who does not want to be written to, and each mail that went."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.tenancy.models import TenantModel


class ReviewMailChoice(TenantModel):
    """What a person chose; who chose nothing is written to."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "person"], name="review_mail_choice_once"),
        ]


class ReviewMail(TenantModel):
    """One mail to one person on one day (UTC), that peer review has something for them."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    at = models.DateTimeField(default=now)
    sent = models.BooleanField(
        default=False, help_text="false: there is no mail service, it refused, or they want none"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "person", "day"], name="review_mail_once_a_day"
            ),
        ]
