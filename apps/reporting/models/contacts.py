"""Whom to tell at a site, and in which order."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.common.fields import TenantForeignKey
from apps.reporting.contact_ladders import KINDS
from apps.tenancy.models import Site, TenantModel


class SiteContact(TenantModel):
    """A person or a desk of a site that can be told of a critical finding."""

    site = TenantForeignKey(Site, related_name="+")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    code_hash = models.CharField(
        max_length=200,
        blank=True,
        help_text="of the code that a person behind a link proves themself with; empty: portal only",
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "name", "role"], name="site_contact_once"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="site_contact_reachable"
            ),
        ]


class ContactLadder(TenantModel):
    """Who is called when (``contact_ladders.Ladder``): a site's own, or with no site the practice's fall-back."""

    site = TenantForeignKey(Site, null=True, related_name="+")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0, help_text="the first that fits is used")
    categories = ArrayField(
        models.PositiveSmallIntegerField(), default=list, help_text="empty: every category"
    )
    hours = models.JSONField(
        default=list, help_text="list of {weekday, opens, closes} in the site's zone; empty: always"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "site", "name"],
                nulls_distinct=False,
                name="contact_ladder_name_once",
            ),
            models.CheckConstraint(
                condition=Q(site__isnull=False) | Q(hours=[]), name="contact_ladder_fallback_always"
            ),
        ]


class LadderRung(TenantModel):
    """What happens so many minutes after a finding was raised."""

    ladder = TenantForeignKey(ContactLadder, on_delete=models.CASCADE, related_name="rungs")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    contact = TenantForeignKey(SiteContact, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ladder", "position"], name="ladder_rung_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="ladder_rung_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="contact", contact__isnull=False)
                | (~Q(kind="contact") & Q(contact=None)),
                name="ladder_rung_names_contact",
            ),
        ]
