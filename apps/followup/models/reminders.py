"""Who at a site is reminded by mail, and each mail that went."""

from django.db import models

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.models import SiteContact
from apps.tenancy.models import TenantModel


class ReminderContact(TenantModel):
    """A contact of a site who gets a mail on days on which a follow-up there reaches a step."""

    contact = TenantForeignKey(SiteContact, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact"], name="reminder_contact_once"),
        ]


class ReminderMail(TenantModel):
    """One mail to one contact on one day of the site's: however many steps are reached, and whatever restarts."""

    contact = TenantForeignKey(SiteContact, related_name="+")
    day = models.DateField()
    at = models.DateTimeField(default=now)
    sent = models.BooleanField(help_text="false: there is no mail service, or it refused")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "day"], name="reminder_mail_once_a_day"),
        ]
