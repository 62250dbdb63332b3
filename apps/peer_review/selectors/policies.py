"""Policies, draws, and what there is to draw from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.peer_review.models import ReviewDraw, ReviewPolicy
from apps.peer_review.sampling import Drawable, Plan, Share
from apps.reporting.models import ReportVersion


def policies(*, actor: Actor) -> QuerySet[ReviewPolicy]:
    """Every version of the practice's policy, the latest first."""
    actor.require("review.manage")
    found: QuerySet[ReviewPolicy] = ReviewPolicy.objects.select_related("set_by")
    return found.order_by("-number")


def policy_in_force(at: datetime | None = None) -> ReviewPolicy | None:
    """None where the practice has no peer review (yet)."""
    found: ReviewPolicy | None = (
        ReviewPolicy.objects.filter(starts_at__lte=at or now()).order_by("-starts_at").first()
    )
    return found


def draws(*, actor: Actor) -> QuerySet[ReviewDraw]:
    """What chance chose so far, the latest first."""
    actor.require("review.manage")
    found: QuerySet[ReviewDraw] = ReviewDraw.objects.select_related("policy")
    return found.order_by("-starts_at")


def access_draw(*, actor: Actor, draw_id: UUID) -> ReviewDraw:
    """Raises ``NotFound``."""
    found = draws(actor=actor).filter(id=draw_id).first()
    if found is None:
        raise NotFound("There is no such draw.")
    return found


def plan_of(policy: ReviewPolicy) -> Plan:
    return Plan(
        percent=float(policy.percent),
        shares=tuple(_share(one) for one in policy.shares),
        minimum=policy.minimum_per_reader,
        maximum=policy.maximum_per_reader,
    )


def _share(one: Mapping[str, Any]) -> Share:
    reader, site = one.get("reader"), one.get("site")
    return Share(
        percent=float(one["percent"]),
        reader_id=UUID(reader) if reader else None,
        modality=one.get("modality") or "",
        site_id=UUID(site) if site else None,
    )


def population(starts_at: datetime, ends_at: datetime) -> dict[UUID, Drawable]:
    """By version: every final report on a whole study that was signed then. Nothing that is signed ever changes, so
    the answer is the same at any time later.
    """
    rows = ReportVersion.objects.filter(
        kind="final",
        signed_at__gte=starts_at,
        signed_at__lt=ends_at,
        report__reading_task__parent=None,
    ).values_list(
        "id",
        "report_id",
        "signer_id",
        "identity__study__modalities",
        "identity__site__id",
    )
    return {
        version_id: Drawable(report_id, signer_id, modalities[0] if modalities else "", UUID(site))
        for version_id, report_id, signer_id, modalities, site in rows
    }
