"""What a review closes and opens to who judges: said to the archive and the trail, which know nothing of reviews."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.models import Membership
from apps.archive.models import CareLink
from apps.archive.selectors import blinds_studies, is_bound_to_care, shows_images
from apps.audit.selectors import hides_events
from apps.common.clock import now
from apps.followup.models import FollowUp
from apps.peer_review.blinding import blinded, without_names
from apps.peer_review.models import Review, ReviewEntry
from apps.peer_review.states import OPEN, ReviewState
from apps.reporting.content import written_sections
from apps.reporting.models import CriticalFinding, Discrepancy, Report
from apps.worklist.models import Claim, ReadingTask


@blinds_studies
def reviewed_blindly(actor: Actor, path: str) -> Q | None:
    """Studies that the reader reviews or has reviewed without knowing whose reading it is."""
    if not is_bound_to_care(actor):
        return None
    theirs = Review.objects.filter(
        reviewer_id=actor.user_id, blinded=True, unblinded_at=None, study_id=OuterRef(f"{path}id")
    ).exclude(state=ReviewState.CANCELED)
    return Q(Exists(theirs))


@blinds_studies
def judged_blindly(actor: Actor, path: str) -> Q | None:
    """Studies of the cases that wait for the committee, for who sits on it."""
    if actor.user_id is None or not actor.can("review.arbitrate"):
        return None
    return Q(Exists(cases_to_judge(actor.user_id).filter(study_id=OuterRef(f"{path}id"))))


def cases_to_judge(member_id: UUID) -> QuerySet[Review]:
    """Open cases that this member of the committee judges blindly.

    Not what they signed, from what they stepped aside, or whose patient they have in their own care, which goes first.
    """
    aside = ReviewEntry.objects.filter(review=OuterRef("pk"), kind="recused", by_id=member_id)
    found: QuerySet[Review] = Review.objects.filter(
        Q(scored_at__isnull=False) | Q(promised_at__isnull=False),
        ~Q(author_id=member_id),
        ~Exists(aside),
        ~in_own_care(member_id),
        state__in=OPEN,
    )
    return found


def in_own_care(reader_id: UUID) -> Q:
    """The condition on reviews that the reader treats the patient: reads, or lately read, a study of theirs, or opened
    them in an emergency.
    """
    lately = now() - timedelta(days=settings.CARE_LINK_DAYS)
    read = Claim.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=lately),
        reader_id=reader_id,
        task__study__patient_id=OuterRef("study__patient_id"),
    )
    opened = CareLink.objects.filter(
        reader_id=reader_id,
        patient_id=OuterRef("study__patient_id"),
        starts_at__lte=now(),
        ends_at__gt=now(),
    )
    return Q(Exists(read)) | Q(Exists(opened))


@hides_events
def events_of_judged(actor: Actor) -> Q | None:
    """What was done to a reading is not for who judges it blindly."""
    if actor.user_id is None or not actor.can("review.arbitrate"):
        return None
    studies = list(cases_to_judge(actor.user_id).values_list("study_id", flat=True))
    found = [str(study) for study in studies]
    for model in (ReadingTask, Report, Discrepancy, CriticalFinding, FollowUp):
        found += map(str, model.objects.filter(study_id__in=studies).values_list("id", flat=True))
    return Q(object_id__in=found)


@shows_images
def under_review(reader_id: UUID, path: str) -> Q:
    """The images of what the reader reviews now, and of the patient's studies before it."""
    theirs = Review.objects.filter(
        reviewer_id=reader_id,
        state=ReviewState.ASSIGNED,
        study__patient_id=OuterRef(f"{path}patient_id"),
    )
    before = Q(study_id=OuterRef(f"{path}id")) | Q(study__study_at__gte=OuterRef(f"{path}study_at"))
    return Q(Exists(theirs.filter(before)))


def text_under_review(review: Review) -> list[dict[str, str]]:
    """The sections that the reader wrote, without names. What a signature added is left out: it names people."""
    sections = [
        {"code": one["code"], "title": one["title"], "body": one["body"]}
        for one in written_sections(review.version.sections)
    ]
    return blinded(sections, names_in(review))


def difference_under_review(review: Review) -> str:
    """What the site or another reader said of it, without anybody's name; empty for a random sample."""
    said = review.discrepancy.description if review.discrepancy else ""
    return without_names(said, names_in(review))


def said_without_names(text: str) -> str:
    """What one side wrote, as the other side may read it."""
    return without_names(text, reader_names())


def names_in(review: Review) -> list[str]:
    act = review.version.act
    told = [before["signer_name"] for before in act.get("signed_before", [])]
    return [*reader_names(), review.version.signer_name, act.get("prepared_by", ""), *told]


def reader_names() -> list[str]:
    """Everybody who reads or read in this practice."""
    members = Membership.objects.filter(roles__contains=["reader"])
    return list(members.annotate(name=F("user__name")).values_list("name", flat=True))
