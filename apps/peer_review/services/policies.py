"""Setting how much is reviewed: a new version each time, for what comes after it."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from apps.accounts.actors import Actor
from apps.accounts.models import Membership
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.peer_review.errors import PolicyInPast
from apps.peer_review.models import ReviewPolicy
from apps.tenancy.models import Site

# What was typed a moment ago is meant for now.
SLACK = timedelta(minutes=1)


def set_policy(
    *,
    actor: Actor,
    starts_at: datetime | None = None,
    shares: list[Mapping[str, Any]],
    **values: Any,
) -> ReviewPolicy:
    """A new version, in force from ``starts_at`` (now). ``values``: the other fields of ``ReviewPolicy``.

    Raises ``PolicyInPast``, ``Unprocessable`` (a share of nobody, ``code`` unknown_share; a maximum below the minimum,
    ``quota_out_of_order``; another policy begins at this moment, ``policy_start_taken``).
    """
    actor.require("review.manage")
    at = now()
    if starts_at is not None and starts_at < at - SLACK:
        raise PolicyInPast("Reports signed before were drawn by the policy of their time.")
    most, least = values.get("maximum_per_reader"), values.get("minimum_per_reader", 0)
    if most is not None and most < least:
        raise Unprocessable("The most is fewer than the least.", code="quota_out_of_order")
    begins = max(starts_at or at, at)
    if ReviewPolicy.objects.filter(starts_at=begins).exists():
        raise Unprocessable("Another policy begins at this moment.", code="policy_start_taken")
    number = ReviewPolicy.objects.aggregate(last=Max("number"))["last"] or 0
    policy: ReviewPolicy = ReviewPolicy.objects.create(
        number=number + 1,
        starts_at=begins,
        shares=[_share(one) for one in shares],
        offer_seed=secrets.token_hex(32),
        set_by_id=actor.user_id,
        **values,
    )
    record(
        actor=actor,
        action="review_policy.set",
        object_type="review_policy",
        object_id=policy.id,
        detail={"number": policy.number, "mode": policy.mode, "percent": str(policy.percent)},
    )
    return policy


def _share(one: Mapping[str, Any]) -> dict[str, Any]:
    reader, site = one.get("reader"), one.get("site")
    if not (reader or site or one.get("modality")):
        raise Unprocessable(
            "Say whose share it is: a reader’s, a modality’s, a site’s.", code="unknown_share"
        )
    if reader and not Membership.objects.filter(user_id=reader).exists():
        raise Unprocessable("One of the readers is not of this practice.", code="unknown_share")
    if site and not Site.objects.filter(id=site).exists():
        raise Unprocessable("One of the sites is not of this practice.", code="unknown_share")
    return {
        "percent": float(one["percent"]),
        "reader": str(reader) if reader else None,
        "modality": one.get("modality") or "",
        "site": str(site) if site else None,
    }
