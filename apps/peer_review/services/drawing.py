"""Letting chance choose, once for every period that has ended, so that anybody can do it again."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.peer_review.models import Review, ReviewDraw, ReviewEntry, ReviewPolicy
from apps.peer_review.sampling import Drawn, Plan, draw, population_digest
from apps.peer_review.selectors.policies import access_draw, plan_of, population
from apps.peer_review.services.records import audit
from apps.reporting.models import ReportVersion

# A practice that was off for a year catches up step by step.
MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the draw, done again, chooses the same out of the same."""

    same_population: bool
    same_choice: bool


def draw_due(*, actor: Actor) -> int:
    """Draws for every period of every policy that has ended and was not drawn for; answers how many reviews began."""
    drawn = 0
    for policy, starts_at, ends_at in list(_periods())[:MOST_AT_ONCE]:
        # Two workers must not draw for one period with two seeds.
        ReviewPolicy.objects.select_for_update().get(id=policy.id)
        if not ReviewDraw.objects.filter(starts_at=starts_at).exists():
            drawn += _draw(actor, policy, starts_at, ends_at)
    return drawn


def prove_draw(*, actor: Actor, draw_id: UUID) -> Proof:
    """Repeats a draw from its seed, policy and what was signed then. Raises ``NotFound``."""
    done = access_draw(actor=actor, draw_id=draw_id)
    signed = population(done.starts_at, done.ends_at)
    again = draw(bytes.fromhex(done.seed), signed.values(), plan_of(done.policy))
    kept = set(Review.objects.filter(draw=done).values_list("report_id", flat=True))
    record(
        actor=actor,
        action="review_draw.proven",
        object_type="review_draw",
        object_id=done.id,
    )
    return Proof(
        same_population=population_digest(signed.values()) == done.population_digest,
        same_choice={one.report_id for one in again} == kept,
    )


def _periods() -> Iterator[tuple[ReviewPolicy, datetime, datetime]]:
    """What has ended and is not drawn for, the oldest first; a policy's last period ends with the policy."""
    known = list(ReviewPolicy.objects.filter(starts_at__lte=now()).order_by("starts_at"))
    done = set(ReviewDraw.objects.values_list("starts_at", flat=True))
    for place, policy in enumerate(known):
        if _is_idle(plan_of(policy)):
            continue
        last = known[place + 1].starts_at if place + 1 < len(known) else now()
        is_over = place + 1 < len(known)
        starts_at = policy.starts_at
        while starts_at < last:
            ends_at = starts_at + timedelta(days=policy.period_days)
            if ends_at > last and not is_over:
                break
            if starts_at not in done:
                yield policy, starts_at, min(ends_at, last)
            starts_at = ends_at


def _is_idle(plan: Plan) -> bool:
    return plan.percent == 0 and all(share.percent == 0 for share in plan.shares)


def _draw(actor: Actor, policy: ReviewPolicy, starts_at: datetime, ends_at: datetime) -> int:
    signed = population(starts_at, ends_at)
    seed = secrets.token_bytes(32)
    chosen = draw(seed, signed.values(), plan_of(policy))
    done: ReviewDraw = ReviewDraw.objects.create(
        policy=policy,
        starts_at=starts_at,
        ends_at=ends_at,
        seed=seed.hex(),
        population_size=len(signed),
        population_digest=population_digest(signed.values()),
        drawn_count=len(chosen),
    )
    record(
        actor=actor,
        action="review_draw.done",
        object_type="review_draw",
        object_id=done.id,
        detail={"policy": policy.number, "population": len(signed), "drawn": len(chosen)},
    )
    _begin(actor, done, chosen, {one.report_id: version for version, one in signed.items()})
    return len(chosen)


def _begin(actor: Actor, done: ReviewDraw, chosen: list[Drawn], versions: dict[UUID, UUID]) -> None:
    rows = {
        version.report_id: version
        for version in ReportVersion.objects.select_related("report__study").filter(
            id__in=[versions[one.report_id] for one in chosen]
        )
    }
    reviews = [
        new_review(rows[one.report_id], policy=done.policy, origin="sample", draw=done)
        for one in chosen
    ]
    Review.objects.bulk_create(reviews, batch_size=500)
    ReviewEntry.objects.bulk_create(
        [ReviewEntry(review=review, kind="drawn") for review in reviews], batch_size=500
    )
    audit(actor, reviews, "drawn")


def new_review(
    version: ReportVersion, *, policy: ReviewPolicy, origin: str, **fields: object
) -> Review:
    """A review of a signed version, not saved; the version comes with its report's study."""
    modalities = version.identity["study"]["modalities"]
    return Review(
        report=version.report,
        version=version,
        study=version.report.study,
        site_id=UUID(version.identity["site"]["id"]),
        modality=modalities[0] if modalities else "",
        author_id=version.signer_id,
        policy=policy,
        mode=policy.mode,
        origin=origin,
        due_at=now() + timedelta(days=policy.due_days),
        **fields,
    )
