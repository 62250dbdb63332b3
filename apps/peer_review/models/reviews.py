"""One look of a peer at one signed reading, and all that is said of it."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.peer_review.models.policies import MODES, ReviewDraw, ReviewPolicy
from apps.peer_review.radpeer import CONCURS, LESSONS, NEED_ARBITRATION, SCORES
from apps.peer_review.states import ReviewState
from apps.reporting.models import Discrepancy, Report, ReportVersion
from apps.tenancy.models import Site, TenantModel

ORIGINS = ["sample", "in_flow", "site_report", "two_readings"]
ENTRY_KINDS = [
    "drawn",
    "assigned",
    "recused",
    "expired",
    "scored",
    "voted",
    "decided",
    "answered",
    "replied",
    "canceled",
]
LONGEST_COMMENT = 2000


class Review(TenantModel):
    """A signed version, who signed it, and who looks at it again.

    ``score`` is the reviewer's, ``final_score`` what counts. ``blinded``: the reviewer is kept from learning whose it
    is, until ``unblinded_at``, when the patient came into their own care.
    """

    report = TenantForeignKey(Report, related_name="+")
    version = TenantForeignKey(ReportVersion, related_name="+", db_index=False)
    study = TenantForeignKey(Study, related_name="+")
    site = TenantForeignKey(Site, related_name="+", db_index=False)
    modality = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=12)
    mode = models.CharField(max_length=8, default="score")
    policy = TenantForeignKey(ReviewPolicy, related_name="+", db_index=False)
    draw = TenantForeignKey(ReviewDraw, null=True, related_name="reviews")
    discrepancy = TenantForeignKey(Discrepancy, null=True, related_name="+", db_index=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False, help_text="who signed it"
    )
    reviewer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    blinded = models.BooleanField(default=True)
    unblinded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=ReviewState.WAITING)
    created_at = models.DateTimeField(default=now)
    assigned_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(help_text="when whoever has it is to be done")
    promised_at = models.DateTimeField(
        null=True,
        help_text="of what a site reported or two readings have: until when it is decided",
    )
    score = models.CharField(max_length=2, blank=True)
    lesson = models.CharField(max_length=14, blank=True, help_text="in peer learning, not scored")
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    scored_at = models.DateTimeField(null=True)
    arbitrated_at = models.DateTimeField(null=True)
    final_score = models.CharField(max_length=2, blank=True)
    decision = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    closed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="by who signed the report")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReviewState.values()), name="review_state_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=ORIGINS) & Q(mode__in=MODES), name="review_origin_known"
            ),
            models.CheckConstraint(condition=~Q(reviewer=F("author")), name="review_not_of_own"),
            models.CheckConstraint(
                condition=Q(score__in=["", *SCORES])
                & Q(final_score__in=["", *SCORES])
                & Q(lesson__in=["", *LESSONS]),
                name="review_score_known",
            ),
            models.CheckConstraint(
                condition=Q(mode="score", lesson="") | Q(mode="learning", score="", final_score=""),
                name="review_score_or_lesson",
            ),
            models.CheckConstraint(
                condition=Q(score__in=["", CONCURS]) | ~Q(comment=""),
                name="review_says_what_differs",
            ),
            models.CheckConstraint(
                condition=Q(final_score="") | Q(state="closed"), name="review_counts_once_closed"
            ),
            models.CheckConstraint(
                condition=Q(arbitrated_at__isnull=False)
                | (
                    ~Q(final_score__in=NEED_ARBITRATION)
                    & ~Q(state="closed", score__in=NEED_ARBITRATION)
                ),
                name="review_arbitrated_before_it_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (Q(closed_at__isnull=False) & (Q(mode="learning") | ~Q(final_score=""))),
                name="review_closed_says_so",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", reviewer=None)
                | Q(state__in=["assigned", "arbitration", "closed"], reviewer__isnull=False)
                | Q(state="canceled"),
                name="review_assigned_has_reviewer",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(origin="sample"), name="review_sampled_once"
            ),
            models.UniqueConstraint(
                fields=["version", "reviewer"], name="review_once_per_reviewer"
            ),
            models.UniqueConstraint(
                fields=["discrepancy"],
                condition=Q(discrepancy__isnull=False),
                name="review_once_per_discrepancy",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "reviewer", "state"], name="review_of_reviewer"),
            models.Index(fields=["tenant", "author", "state"], name="review_of_author"),
            models.Index(
                fields=["tenant", "due_at"],
                condition=Q(state__in=["waiting", "assigned", "arbitration"]),
                name="review_open",
            ),
            models.Index(fields=["tenant", "-closed_at"], name="review_closed"),
        ]


class ReviewEntry(TenantModel):
    """Something that was done or said: a line of the review's log. Append-only in the database.

    ``voted`` and ``decided`` are the committee's; ``answered`` the words of who signed the report, ``replied`` the
    committee's to them.
    """

    review = TenantForeignKey(Review, related_name="entries")
    kind = models.CharField(max_length=10)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    score = models.CharField(max_length=2, blank=True)
    lesson = models.CharField(max_length=14, blank=True)
    text = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ENTRY_KINDS), name="review_entry_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(score__in=["", *SCORES]), name="review_entry_score_known"
            ),
            models.UniqueConstraint(
                fields=["review", "by"], condition=Q(kind="voted"), name="review_vote_once"
            ),
        ]
