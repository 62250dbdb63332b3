"""Follow-ups for those who may see them."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from apps.accounts.actors import Actor
from apps.archive.selectors import open_studies, sees_every_study
from apps.common.errors import NotFound
from apps.followup.models import (
    FollowUp,
    FollowUpEntry,
    FollowUpMatch,
    FollowUpStep,
    ReminderContact,
)
from apps.reporting.models import SiteContact


def follow_ups(*, actor: Actor) -> QuerySet[FollowUp]:
    """Those the actor may see, the earliest due first, with all that the list shows.

    Annotated: ``proposed_match`` (id of a later study's match that waits for a decision, or None), ``contacted_at`` (of
    the last contact).
    """
    proposed = FollowUpMatch.objects.filter(follow_up=OuterRef("pk"), state="proposed")
    contacted = FollowUpEntry.objects.filter(follow_up=OuterRef("pk"), kind="contacted")
    found: QuerySet[FollowUp] = (
        FollowUp.objects.select_related(
            "study__patient", "site", "recommended_by", "version", "done_study"
        )
        .annotate(
            proposed_match=Subquery(proposed.order_by("found_at").values("id")[:1]),
            contacted_at=Subquery(contacted.order_by("-at").values("at")[:1]),
        )
        .order_by(F("due_on").asc(nulls_last=True), "id")
    )
    if actor.site_ids is not None:
        found = found.filter(site_id__in=actor.site_ids)
    if not sees_every_study(actor):
        own = Q(recommended_by_id=actor.user_id)
        found = found.filter(open_studies(actor, "study__") | own)
    return found


def has_proposal() -> Exists:
    """The condition that a later study waits for somebody's decision."""
    return Exists(FollowUpMatch.objects.filter(follow_up=OuterRef("pk"), state="proposed"))


def answered_by(study_id: UUID) -> Q:
    """The condition that a study is, or may be, what was recommended."""
    matches = FollowUpMatch.objects.filter(study_id=study_id).exclude(state="refused")
    return Q(id__in=matches.values("follow_up_id"))


def access_follow_up(*, actor: Actor, follow_up_id: UUID) -> FollowUp:
    """One as ``follow_ups`` gives it; raises ``NotFound``."""
    follow_up = follow_ups(actor=actor).filter(id=follow_up_id).first()
    if follow_up is None:
        raise NotFound("There is no such follow-up.")
    return follow_up


def lock_follow_up(*, actor: Actor, follow_up_id: UUID) -> FollowUp:
    """The follow-up, locked. Raises ``NotFound``."""
    access_follow_up(actor=actor, follow_up_id=follow_up_id)
    follow_up: FollowUp = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("site", "study__patient")
        .get(id=follow_up_id)
    )
    return follow_up


def access_match(*, actor: Actor, match_id: UUID) -> FollowUpMatch:
    """A later study's match to a follow-up that the actor may see; raises ``NotFound``."""
    match: FollowUpMatch | None = (
        FollowUpMatch.objects.select_related("study").filter(id=match_id).first()
    )
    if match is None or not follow_ups(actor=actor).filter(id=match.follow_up_id).exists():
        raise NotFound("There is no such proposal.")
    return match


def entries_of(follow_up_id: UUID) -> QuerySet[FollowUpEntry]:
    """The log, oldest first."""
    found: QuerySet[FollowUpEntry] = FollowUpEntry.objects.filter(
        follow_up_id=follow_up_id
    ).order_by("at", "id")
    return found


def matches_of(follow_up_id: UUID) -> QuerySet[FollowUpMatch]:
    """Later studies held against it, the newest first."""
    found: QuerySet[FollowUpMatch] = (
        FollowUpMatch.objects.select_related("study__site", "study__patient")
        .filter(follow_up_id=follow_up_id)
        .order_by("-study__study_date", "id")
    )
    return found


def steps_of(follow_up_id: UUID) -> QuerySet[FollowUpStep]:
    """The reminders to come, in order."""
    found: QuerySet[FollowUpStep] = FollowUpStep.objects.filter(
        follow_up_id=follow_up_id, settled_at=None
    ).order_by("fire_at")
    return found


def reminder_contacts(*, site_id: UUID) -> list[SiteContact]:
    """Who at the site is reminded by mail, by name."""
    chosen = ReminderContact.objects.filter(contact__site_id=site_id).values("contact_id")
    found = SiteContact.objects.filter(id__in=chosen, active=True).exclude(email="")
    return list(found.order_by("name", "id"))
