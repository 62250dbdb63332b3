"""How much of whose work is reviewed, and each time that chance chose."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel

MODES = ["score", "learning"]
MOST_PERIOD_DAYS = 31
MOST_DUE_DAYS = 90
MOST_QUORUM = 9
MOST_SHARES = 200


class ReviewPolicy(TenantModel):
    """One version of the practice's policy, in force from ``starts_at`` until the next one begins. Append-only."""

    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    mode = models.CharField(max_length=8, default="score")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    shares = models.JSONField(
        default=list, help_text="list of {percent, reader, modality, site}: what differs, for whom"
    )
    minimum_per_reader = models.PositiveSmallIntegerField(default=0)
    maximum_per_reader = models.PositiveSmallIntegerField(null=True)
    period_days = models.PositiveSmallIntegerField(default=7)
    due_days = models.PositiveSmallIntegerField(default=14)
    reported_due_days = models.PositiveSmallIntegerField(
        default=3, help_text="for differences that a site reported or two readings have"
    )
    in_flow_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    quorum = models.PositiveSmallIntegerField(
        default=1, help_text="votes before the committee decides"
    )
    offer_seed = models.CharField(max_length=64, help_text="secret: which priors are offered")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="review_policy_number_once"),
            models.UniqueConstraint(
                fields=["tenant", "starts_at"], name="review_policy_start_once"
            ),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="review_policy_mode_known"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100)
                & Q(in_flow_percent__gte=0, in_flow_percent__lte=100),
                name="review_policy_percent_bounded",
            ),
            models.CheckConstraint(
                condition=Q(maximum_per_reader=None)
                | Q(maximum_per_reader__gte=models.F("minimum_per_reader")),
                name="review_policy_quota_in_order",
            ),
            models.CheckConstraint(
                condition=Q(period_days__gte=1, period_days__lte=MOST_PERIOD_DAYS)
                & Q(due_days__gte=1, due_days__lte=MOST_DUE_DAYS)
                & Q(reported_due_days__gte=1, reported_due_days__lte=MOST_DUE_DAYS),
                name="review_policy_days_bounded",
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1, quorum__lte=MOST_QUORUM),
                name="review_policy_quorum_bounded",
            ),
        ]


class ReviewDraw(TenantModel):
    """Chance chose among the reports signed from ``starts_at`` until before ``ends_at``. Append-only.

    Seed, policy and the signed reports give the same choice again; ``population_digest`` says that they are the same.
    """

    policy = TenantForeignKey(ReviewPolicy, related_name="draws")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seed = models.CharField(max_length=64, help_text="hexadecimal; made for this draw")
    population_size = models.PositiveIntegerField()
    population_digest = models.CharField(max_length=64)
    drawn_count = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "starts_at"], name="review_draw_period_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="review_draw_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(drawn_count__lte=models.F("population_size")),
                name="review_draw_of_its_population",
            ),
        ]
