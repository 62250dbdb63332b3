"""Putting pictures to a teaching case: a person chooses each, and says that nothing in the pixels names anybody."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.models import Instance
from apps.archive.services import forget_blob, keep_file, open_blob, show_frame
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id
from apps.common.states import next_state
from apps.peer_review.errors import NotAPicture, NotConfirmed, TextInPixels, TooManyImages
from apps.peer_review.models import LearningCase, LearningImage
from apps.peer_review.models.learning_cases import MOST_IMAGES
from apps.peer_review.pictures import draw_picture
from apps.peer_review.selectors.learning_images import (
    access_image,
    instance_of_case,
    text_said_in,
)
from apps.peer_review.services.learning_cases import audit_case, lock_case
from apps.peer_review.states import CASE_TRANSITIONS


def add_images(
    *, actor: Actor, case_id: UUID, chosen: Sequence[tuple[str, int]], confirmed: bool
) -> LearningCase:
    """Draws the chosen frames (SOP Instance UID, frame from 1) as pictures of the case, behind those there are.

    What is kept is pixels alone: every attribute of Table E.1-1 of PS3.15 is gone because none is carried over, and
    Clean Pixel Data is what ``confirmed`` says. Raises ``NotFound``, ``NotConfirmed``, ``NotAPicture``,
    ``TextInPixels``, ``TooManyImages``, ``IllegalTransition``: a published case stands.
    """
    case = lock_case(actor, case_id)
    next_state(CASE_TRANSITIONS, case.state, "edit")
    if not confirmed:
        raise NotConfirmed(
            "Look at each image at full size, and say that nothing in it names anybody."
        )
    known = set(case.images.values_list("digest", flat=True))
    if len(known) + len(chosen) > MOST_IMAGES:
        raise TooManyImages(f"Choose at most {MOST_IMAGES} images.", most=MOST_IMAGES)
    place = case.images.aggregate(last=Max("place"))["last"] or 0
    for png, width, height in _drawn(actor, case, chosen):
        digest = hashlib.sha256(png).hexdigest()
        if digest in known:
            continue
        known.add(digest)
        place += 1
        LearningImage.objects.create(
            case=case,
            place=place,
            blob_key=_keep(png),
            digest=digest,
            width=width,
            height=height,
            confirmed_by_id=actor.require_user(),
        )
    audit_case(actor, case, "images_added")
    return case


def remove_image(*, actor: Actor, case_id: UUID, place: int) -> LearningCase:
    """Takes one out of a draft, for good. Raises ``NotFound``, ``IllegalTransition``."""
    case = lock_case(actor, case_id)
    next_state(CASE_TRANSITIONS, case.state, "edit")
    image = access_image(actor=actor, case_id=case_id, place=place)
    key = image.blob_key
    image.delete()
    audit_case(actor, case, "image_removed")
    forget_blob(key)
    return case


def read_image(image: LearningImage) -> bytes:
    """The PNG file."""
    if not image.blob_key.startswith(f"{required_tenant_id()}/"):
        raise FileNotFoundError(image.blob_key)
    with open_blob(image.blob_key) as file:
        return file.read()


def _drawn(
    actor: Actor, case: LearningCase, chosen: Sequence[tuple[str, int]]
) -> list[tuple[bytes, int, int]]:
    found = [(instance_of_case(actor=actor, case=case, uid=uid), frame) for uid, frame in chosen]
    strange = [uid for (uid, _), (instance, _) in zip(chosen, found, strict=True) if not instance]
    if strange:
        raise NotAPicture("Some of these are no images of the reviewed study.", instances=strange)
    instances: list[tuple[Instance, int]] = [(one, frame) for one, frame in found if one]
    burnt = [one.sop_instance_uid for one, _ in instances if text_said_in(one) == "yes"]
    if burnt:
        raise TextInPixels(
            "Choose others: nobody can take text out of pixels here.", instances=burnt
        )
    return [_draw(instance, frame) for instance, frame in instances]


def _draw(instance: Instance, frame: int) -> tuple[bytes, int, int]:
    try:
        shown = show_frame(instance, number=frame)
    except (UndecodablePixels, IndexError, ValueError):
        raise NotAPicture(
            "One of the images cannot be shown.", instances=[instance.sop_instance_uid]
        ) from None
    return draw_picture(shown.pixels, aspect=shown.aspect)


def _keep(png: bytes) -> str:
    key = f"{required_tenant_id()}/teaching/{new_id()}.png"
    settings.SPOOL_ROOT.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=settings.SPOOL_ROOT, prefix="teaching-", delete=False) as spooled:
        path = Path(spooled.name)
        try:
            spooled.write(png)
            spooled.flush()
            keep_file(spooled=path, key=key)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return key
