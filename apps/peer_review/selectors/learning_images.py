"""The pictures of a teaching case, and what of the reviewed study could become one."""

import json
from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Instance
from apps.archive.selectors import access_instance
from apps.common.errors import NotFound
from apps.peer_review.deidentify import text_in_pixels
from apps.peer_review.models import LearningCase, LearningImage
from apps.peer_review.selectors.learning_cases import access_case

MOST_OFFERED = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame of the reviewed study; ``text`` as ``text_in_pixels``."""

    study: str
    series: str
    series_number: int | None
    series_description: str
    modality: str
    instance: str
    frame: int
    text: str


def access_image(*, actor: Actor, case_id: UUID, place: int) -> LearningImage:
    """A picture of a case that the actor may see; raises ``NotFound``."""
    case = access_case(actor=actor, case_id=case_id)
    image: LearningImage | None = LearningImage.objects.filter(case=case, place=place).first()
    if image is None:
        raise NotFound("There is no such picture.")
    return image


def candidates(*, actor: Actor, case_id: UUID) -> list[Candidate]:
    """The frames of the reviewed study in order, at most ``MOST_OFFERED``, evenly out of each series where there are
    more. Raises ``NotFound``.
    """
    actor.require("review.manage")
    case = access_case(actor=actor, case_id=case_id)
    frames = [
        frame
        for instance in Instance.objects.filter(study_id=_study_id(case))
        .exclude(pixel_layout=None)
        .select_related("series", "study")
        .order_by("series__number", "series_id", "number", "id")
        for frame in _frames(instance)
    ]
    step = -(-len(frames) // MOST_OFFERED) or 1
    return frames[::step]


def instance_of_case(*, actor: Actor, case: LearningCase, uid: str) -> Instance | None:
    """The object of the reviewed study with this SOP Instance UID that holds an image; None for any other."""
    try:
        found = access_instance(actor=actor, uid=uid)
    except NotFound:
        return None
    return found if found.study_id == _study_id(case) and found.pixel_layout else None


def text_said_in(instance: Instance) -> str:
    return text_in_pixels(json.loads(instance.headers), instance.series.modality)


def _study_id(case: LearningCase) -> UUID:
    study_id: UUID = case.review.study_id
    return study_id


def _frames(instance: Instance) -> list[Candidate]:
    series, text = instance.series, text_said_in(instance)
    return [
        Candidate(
            study=instance.study.study_instance_uid,
            series=series.series_instance_uid,
            series_number=series.number,
            series_description=series.description,
            modality=series.modality,
            instance=instance.sop_instance_uid,
            frame=number,
            text=text,
        )
        for number in range(1, (instance.frames or 1) + 1)
    ]
