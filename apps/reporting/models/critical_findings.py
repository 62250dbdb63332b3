"""Critical findings, every attempt to tell of them, and the words that prove it."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.communication import CHANNELS
from apps.reporting.contact_ladders import KINDS
from apps.reporting.models.contacts import SiteContact
from apps.reporting.models.critical_policy import CATEGORY_NUMBERS, NamedFinding
from apps.reporting.states import FindingState
from apps.tenancy.models import Site, TenantModel
from apps.worklist.models import ReadingTask

ATTEMPT_OUTCOMES = [
    "reached",
    "no_answer",
    "busy",
    "wrong_number",
    "message_left",
    "will_call_back",
    "wants_reader",
    "refused",
    "sent",
    "not_sent",
    "acknowledged",
]
STEP_OUTCOMES = ["", "fired", "withdrawn"]
STATEMENT_KINDS = ["communicated", "acknowledged"]


class CriticalFinding(TenantModel):
    """A finding that somebody at the site must hear of by ``due_at``.

    ``read_back_required`` and ``due_at`` are the category's as they stood when it was raised. ``communicated_at`` is
    the moment that counts against the deadline.
    """

    reading_task = TenantForeignKey(ReadingTask, related_name="critical_findings")
    study = TenantForeignKey(Study, related_name="critical_findings")
    site = TenantForeignKey(Site, related_name="+")
    category = models.PositiveSmallIntegerField()
    named_finding = TenantForeignKey(NamedFinding, null=True, related_name="+")
    description = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, default=FindingState.OPEN)
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    read_back_required = models.BooleanField()
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="whose it is to tell the site; null: the support desk's",
    )
    communicated_at = models.DateTimeField(null=True)
    reached_name = models.CharField(max_length=200, blank=True)
    reached_role = models.CharField(max_length=120, blank=True)
    read_back = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(
        max_length=500, blank=True, help_text="why it was given back or withdrawn"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FindingState.values()), name="critical_finding_state_known"
            ),
            models.CheckConstraint(
                condition=Q(category__in=CATEGORY_NUMBERS), name="critical_finding_category_known"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("raised_at")), name="critical_finding_due_later"
            ),
            models.CheckConstraint(
                condition=Q(communicated_at=None, reached_name="")
                | (Q(communicated_at__isnull=False) & ~Q(reached_name="")),
                name="critical_finding_told_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["communicated", "closed"])
                | (
                    Q(communicated_at__isnull=False)
                    & (Q(read_back_required=False) | Q(read_back=True))
                ),
                name="critical_finding_closed_is_proven",
            ),
            models.CheckConstraint(
                condition=~Q(state="canceled") | ~Q(reason=""),
                name="critical_finding_canceled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "canceled"], ended_at__isnull=False)
                | (~Q(state__in=["closed", "canceled"]) & Q(ended_at=None)),
                name="critical_finding_end_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "due_at", "id"],
                condition=Q(ended_at=None),
                name="critical_finding_running",
            ),
            models.Index(fields=["tenant", "-raised_at"], name="critical_finding_raised"),
            models.Index(fields=["reading_task"], name="critical_finding_of_task"),
            models.Index(fields=["study"], name="critical_finding_of_study"),
        ]


class CriticalAttempt(TenantModel):
    """Somebody tried to tell the site, or the product did. Append-only in the database."""

    finding = TenantForeignKey(CriticalFinding, related_name="attempts")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    contact = TenantForeignKey(SiteContact, null=True, related_name="+")
    person = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=12)
    address = models.CharField(max_length=254, blank=True, help_text="number or mail address")
    outcome = models.CharField(max_length=14)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="critical_attempt_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=ATTEMPT_OUTCOMES), name="critical_attempt_outcome_known"
            ),
        ]
        indexes = [models.Index(fields=["finding", "at"], name="critical_attempt_of_finding")]


class CommunicationStatement(TenantModel):
    """The sentence that stands in the report. Append-only in the database.

    A version signed later holds it among its sections; one signed before is shown with it.
    """

    finding = TenantForeignKey(CriticalFinding, related_name="statements")
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=2000)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "kind"], name="statement_once_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=STATEMENT_KINDS), name="statement_kind_known"
            ),
        ]


class CriticalStep(TenantModel):
    """A rung of the contact ladder on one finding. Settled exactly once."""

    finding = TenantForeignKey(CriticalFinding, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    contact = TenantForeignKey(SiteContact, null=True, related_name="+")
    fire_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    detail = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "position"], name="critical_step_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="critical_step_kind_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False, outcome__in=STEP_OUTCOMES) & ~Q(outcome="")),
                name="critical_step_settled_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "fire_at"],
                condition=Q(settled_at=None),
                name="critical_step_due",
            )
        ]


class AcknowledgementLink(TenantModel):
    """An address by which one contact can confirm one finding, once, until it expires.

    The secret is derived from the id and the installation's key, so that no table holds it.
    """

    finding = TenantForeignKey(CriticalFinding, related_name="links")
    contact = TenantForeignKey(SiteContact, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="wrong codes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="acknowledgement_link_expires"
            )
        ]
        indexes = [models.Index(fields=["finding"], name="acknowledgement_link_finding")]
