"""Scorecards and the watch on bias, out of counts."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.common.clock import now
from apps.peer_review.bias import Finding, Given, watch
from apps.peer_review.handing_over import handed_over_before
from apps.peer_review.models import ImportedScore, Review, ReviewEntry
from apps.peer_review.radpeer import CONCURS
from apps.peer_review.scorecard import Rate, Scorecard, practice_rates, scorecards
from apps.peer_review.states import ReviewState


@dataclass(frozen=True, slots=True)
class Card:
    """A reader's scorecard over blind random samples; ``beside``: how many other counted reviews, by origin."""

    reader_id: UUID
    name: str
    card: Scorecard
    beside: dict[str, int]


@dataclass(frozen=True, slots=True)
class NamedFinding:
    finding: Finding
    name: str


@dataclass(frozen=True, slots=True)
class Cards:
    cards: list[Card]
    agreement: Rate | None
    significant: Rate | None


def counted(since: datetime | None = None, until: datetime | None = None) -> QuerySet[Review]:
    """Reviews that count: closed, and arbitrated where they had to be."""
    found: QuerySet[Review] = Review.objects.filter(state=ReviewState.CLOSED, mode="score")
    if since:
        found = found.filter(closed_at__gte=since)
    return found.filter(closed_at__lt=until) if until else found


def all_cards(
    *, actor: Actor, since: datetime | None = None, until: datetime | None = None
) -> Cards:
    """Every reader's, by name."""
    actor.require("review.manage")
    return _cards(since, until)


def own_cards(
    *, actor: Actor, since: datetime | None = None, until: datetime | None = None
) -> Cards:
    """The actor's own, beside what the practice has together, as far as it was handed over; how many were scored in
    passing is not told, or a single one would be known.
    """
    actor.require("review.respond")
    handed = handed_over_before(now())
    everything = _cards(since, min(until, handed) if until else handed)
    own = [
        replace(one, beside={o: n for o, n in one.beside.items() if o != "in_flow"})
        for one in everything.cards
        if one.reader_id == actor.user_id
    ]
    return Cards(own, everything.agreement, everything.significant)


def _cards(since: datetime | None, until: datetime | None) -> Cards:
    rows = counted(since, until)
    sampled = rows.filter(origin="sample").values_list("author_id", "final_score")
    scored = scorecards(sampled.annotate(Count("id")).order_by())
    beside: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    others = rows.exclude(origin="sample").values_list("author_id", "origin")
    for author_id, origin, number in others.annotate(Count("id")).order_by():
        beside[author_id][origin] = number
    for reader_id, number in _imported(since, until):
        beside[reader_id]["imported"] = number
    known = {card.reader_id: card for card in scored}
    for author_id in beside.keys() - known.keys():
        known |= {card.reader_id: card for card in scorecards([(author_id, CONCURS, 0)])}
    names = dict(User.objects.filter(id__in=known).values_list("id", "name"))
    cards = [
        Card(reader_id, names.get(reader_id, ""), card, beside[reader_id])
        for reader_id, card in known.items()
    ]
    agreement, significant = practice_rates([card.counts for card in scored])
    return Cards(sorted(cards, key=lambda one: (one.name, one.reader_id)), agreement, significant)


def _imported(since: datetime | None, until: datetime | None) -> list[tuple[UUID, int]]:
    rows = ImportedScore.objects.all()
    if since:
        rows = rows.filter(reviewed_on__gte=since.date())
    if until:
        rows = rows.filter(reviewed_on__lt=until.date())
    return list(rows.values_list("reader_id").annotate(Count("id")).order_by())


def bias_findings(*, actor: Actor, since: datetime | None = None) -> list[NamedFinding]:
    """Every question that could be asked of a reviewer, with their name; what is flagged and least likely first."""
    actor.require("review.manage")
    scored = ReviewEntry.objects.filter(kind="scored").exclude(score="")
    if since:
        scored = scored.filter(at__gte=since)
    given: defaultdict[UUID, list[Given]] = defaultdict(list)
    for by, score, at in scored.values_list("by_id", "score", "at"):
        if by is not None:
            given[by].append(Given(at, score != CONCURS))
    found = watch(given, _told())
    names = dict(User.objects.filter(id__in=given).values_list("id", "name"))
    ordered = sorted(found, key=lambda one: (one.adjusted_p, one.p))
    return [NamedFinding(one, names.get(one.reviewer_id, "")) for one in ordered]


def _told() -> dict[UUID, list[datetime]]:
    """By reader: when they could first see that somebody differed with a report of theirs."""
    differed = Review.objects.filter(Q(scored_at__isnull=False) & ~Q(score__in=["", CONCURS]))
    told: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for author_id, scored_at, seen_at in differed.values_list("author_id", "scored_at", "seen_at"):
        told[author_id].append(seen_at or scored_at)
    return dict(told)
