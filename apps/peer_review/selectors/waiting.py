"""What waits for a person, as counts, and whom it is new for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability, capabilities_of
from apps.accounts.models import Membership, User
from apps.peer_review.models import Review, ReviewEntry, ReviewMailChoice
from apps.peer_review.selectors.blinding import cases_to_judge
from apps.peer_review.selectors.reviews import committee_cases, feedback, reviews_to_do
from apps.peer_review.states import ReviewState


@dataclass(slots=True)
class Waiting:
    """Reviews to do, feedback not looked at, and cases for the committee that the person has not voted on."""

    reviews: int = 0
    feedback: int = 0
    cases: int = 0


def waiting_for(*, actor: Actor) -> Waiting:
    """0 where the person has no such part."""
    found = Waiting()
    if actor.can("review.perform"):
        found.reviews = reviews_to_do(actor=actor).filter(state=ReviewState.ASSIGNED).count()
    if actor.can("review.respond"):
        found.feedback = feedback(actor=actor).filter(seen_at=None).count()
    if actor.can("review.arbitrate"):
        cases = committee_cases(actor=actor).filter(state=ReviewState.ARBITRATION)
        found.cases = cases.exclude(entries__in=_votes_of(actor.require_user())).count()
    return found


def new_between(start: datetime, end: datetime) -> dict[UUID, Waiting]:
    """By person: what came in this time and still waits. A person with nothing is left out."""
    found: defaultdict[UUID, Waiting] = defaultdict(Waiting)
    given = Review.objects.filter(
        state=ReviewState.ASSIGNED, assigned_at__gte=start, assigned_at__lt=end
    )
    for reviewer_id in given.values_list("reviewer_id", flat=True):
        if reviewer_id is not None:
            found[reviewer_id].reviews += 1
    scored = Review.objects.filter(scored_at__gte=start, scored_at__lt=end)
    told = scored.filter(state__in=[ReviewState.ARBITRATION, ReviewState.CLOSED], seen_at=None)
    for author_id in told.values_list("author_id", flat=True):
        found[author_id].feedback += 1
    if scored.filter(state=ReviewState.ARBITRATION).exists():
        for member_id in _committee():
            cases = cases_to_judge(member_id).filter(
                state=ReviewState.ARBITRATION, scored_at__gte=start, scored_at__lt=end
            )
            if count := cases.count():
                found[member_id].cases += count
    return dict(found)


def wants_mail(person_id: UUID) -> bool:
    """Unless they said that they do not."""
    chosen: bool | None = (
        ReviewMailChoice.objects.filter(person_id=person_id)
        .values_list("wanted", flat=True)
        .first()
    )
    return chosen is not False


def people_of_practice(ids: set[UUID]) -> QuerySet[User]:
    """Of these the active members of the practice who can be written to."""
    members = Membership.objects.filter(active=True, user_id__in=ids).values("user_id")
    found: QuerySet[User] = User.objects.filter(id__in=members, is_active=True).exclude(email="")
    return found.order_by("id")


def _committee() -> list[UUID]:
    members = Membership.objects.filter(active=True, user__is_active=True)
    return sorted(
        user_id
        for user_id, roles in members.values_list("user_id", "roles")
        if Capability.REVIEW_ARBITRATE in capabilities_of(frozenset(roles))
    )


def _votes_of(member_id: UUID) -> QuerySet[ReviewEntry]:
    found: QuerySet[ReviewEntry] = ReviewEntry.objects.filter(kind="voted", by_id=member_id)
    return found
