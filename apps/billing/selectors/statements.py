"""What readers have earned, line by line, and what they dispute."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.billing.models import BillingPeriod, Dispute, Payout, Statement
from apps.billing.selectors.periods import access_period
from apps.billing.selectors.terms import billing_policy
from apps.common.errors import NotFound


def statement_lines(*, reader_id: UUID) -> QuerySet[Payout]:
    """A reader's payouts, the latest first, each with its study; its latest ``dispute``, with state and answer, or
    None, and ``is_reversed``.
    """
    disputes = Dispute.objects.filter(payout=OuterRef("pk")).order_by("-opened_at")
    found: QuerySet[Payout] = (
        Payout.objects.filter(reader=reader_id)
        .select_related("event__study", "event__study_type", "site", "period")
        .annotate(
            dispute=Subquery(disputes.values("id")[:1]),
            dispute_state=Subquery(disputes.values("state")[:1]),
            dispute_answer=Subquery(disputes.values("answer")[:1]),
            is_reversed=Exists(Payout.objects.filter(reverses=OuterRef("pk"))),
        )
        .order_by("-at", "-posted_at", "id")
    )
    return found


def access_own_payout(*, actor: Actor, payout_id: UUID) -> Payout:
    """A line of the actor's own statement; raises ``NotFound``."""
    payout: Payout | None = Payout.objects.filter(id=payout_id, reader=actor.require_user()).first()
    if payout is None:
        raise NotFound("There is no such line on your statement.")
    return payout


def disputes(*, actor: Actor, own: bool) -> QuerySet[Dispute]:
    """The open ones first, the oldest of them before all; ``own``: those of the actor alone."""
    found: QuerySet[Dispute] = Dispute.objects.select_related(
        "reader", "payout__event__study", "payout__event__study_type", "payout__site", "adjustment"
    ).order_by(F("decided_at").desc(nulls_first=True), "opened_at", "id")
    return found.filter(reader=actor.require_user()) if own else found


def access_dispute(*, actor: Actor, dispute_id: UUID, own: bool = False) -> Dispute:
    """Locked; raises ``NotFound``."""
    found = Dispute.objects.select_for_update(of=("self",)).select_related("payout")
    if own:
        found = found.filter(reader=actor.require_user())
    dispute: Dispute | None = found.filter(id=dispute_id).first()
    if dispute is None:
        raise NotFound("There is no such dispute.")
    return dispute


def whose_statement(*, actor: Actor, reader_id: UUID | None) -> UUID:
    """One's own, or anybody's for who may see the books. Raises ``NotFound``: there is no such reader, as far as the
    actor is concerned.
    """
    if reader_id is None or reader_id == actor.user_id:
        return actor.require_user()
    if not actor.can("billing.view") or not Payout.objects.filter(reader=reader_id).exists():
        raise NotFound("There is no statement of such a reader.")
    return reader_id


def period_of_statement(period_id: UUID | None) -> BillingPeriod | None:
    """The one named, else the latest in which anything is booked; raises ``NotFound``."""
    if period_id:
        return access_period(period_id)
    found: BillingPeriod | None = (
        BillingPeriod.objects.filter(payouts__isnull=False).order_by("-first_day").first()
    )
    return found


def statement(*, reader_id: UUID, period: BillingPeriod | None) -> dict[str, Any]:
    """A reader's days of a period, the latest first, by the practice's wall clock."""
    zone = ZoneInfo(billing_policy().time_zone)
    found = Payout.objects.filter(reader=reader_id, period=period)
    days = (
        found.annotate(day=TruncDate("at", tzinfo=zone))
        .values("day", "currency")
        .annotate(studies=Count("event__study", distinct=True), total=Sum("amount"))
        .order_by("-day", "currency")
    )
    totals = found.values("currency").annotate(sum=Sum("amount")).order_by("currency")
    return {
        "reader": User.objects.get(id=reader_id),
        "period": period,
        "issued": Statement.objects.filter(reader=reader_id, period=period).exists(),
        "days": list(days),
        "totals": {row["currency"]: str(row["sum"]) for row in totals},
    }


def paid_readers() -> QuerySet[User]:
    """Whoever has anything on a statement, by name."""
    found: QuerySet[User] = User.objects.filter(id__in=Payout.objects.values("reader")).order_by(
        "name", "id"
    )
    return found
