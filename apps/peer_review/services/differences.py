"""Differences that a site reported or that two readings have: looked at like everything else, with a clock."""

from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.peer_review.models import Review
from apps.peer_review.selectors.policies import policy_in_force
from apps.peer_review.selectors.reviews import lock_review
from apps.peer_review.services.assigning import assign
from apps.peer_review.services.drawing import new_review
from apps.peer_review.services.records import change, note
from apps.peer_review.states import OPEN
from apps.reporting.models import Discrepancy, ReportVersion


def review_difference(*, actor: Actor, discrepancy_id: UUID) -> Review | None:
    """Opens the review of what was read first, once; None where the practice has no peer review."""
    known: Review | None = Review.objects.filter(discrepancy_id=discrepancy_id).first()
    policy = policy_in_force()
    if known or policy is None:
        return known
    found = Discrepancy.objects.get(id=discrepancy_id)
    version = ReportVersion.objects.select_related("report__study").get(id=found.earlier_version_id)
    until = now() + timedelta(days=policy.reported_due_days)
    review = new_review(
        version,
        policy=policy,
        origin="site_report" if found.source == "site" else "two_readings",
        discrepancy=found,
        promised_at=until,
    )
    review.save(force_insert=True)
    note(actor, review, kind="drawn")
    assign(actor=actor, review_id=review.id)
    return review


def cancel_difference(*, actor: Actor, discrepancy_id: UUID) -> None:
    """It was noted in error: a review that is not settled ends."""
    review = Review.objects.filter(discrepancy_id=discrepancy_id, state__in=list(OPEN)).first()
    if review is not None:
        review = lock_review(review)
        if review.state in OPEN:
            change(actor, review, "cancel", kind="canceled", text="noted in error")
