"""What a review closes and opens to its reviewer: said to the archive, which knows nothing of reviews."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from apps.accounts.models import Membership
from apps.archive.selectors import blinds_studies, shows_images
from apps.peer_review.blinding import blinded, without_names
from apps.peer_review.models import Review
from apps.peer_review.states import ReviewState
from apps.reporting.content import written_sections


@blinds_studies
def reviewed_blindly(reader_id: UUID, path: str) -> Q:
    """Studies that the reader reviews or has reviewed without knowing whose reading it is."""
    theirs = Review.objects.filter(
        reviewer_id=reader_id, blinded=True, unblinded_at=None, study_id=OuterRef(f"{path}id")
    ).exclude(state=ReviewState.CANCELED)
    return Q(Exists(theirs))


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
