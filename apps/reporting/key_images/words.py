"""A key image in words: the same in every output."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from apps.reporting.content import Act
from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.merge_fields import date_text

KEY_IMAGES_TITLE = "Key images"


@dataclass(frozen=True, slots=True)
class Described:
    """``title`` is ``Key image 1 of 3``, ``facts`` where the frame stands and how it is shown, ``measured`` the values
    drawn on it, ``reference`` the object. ``caption`` and ``measured`` may be empty.
    """

    image: KeyImage
    title: str
    facts: str
    caption: str
    measured: str
    reference: str

    @property
    def lines(self) -> list[str]:
        """All that is said of it, a paragraph each."""
        parts = [f"{self.title}: {self.facts}", self.caption, self.measured, self.reference]
        return [part for part in parts if part]

    @property
    def alternative(self) -> str:
        """What stands for the picture where it cannot be seen."""
        parts = [f"{self.title}: {self.facts}.", self.caption, self.measured]
        return " ".join(part for part in parts if part)


def described(act: Act) -> list[Described]:
    """The key images of a signed version, in their order."""
    images = cast("list[KeyImage]", act.get("key_images", []))
    return [
        Described(
            image=image,
            title=f"Key image {place} of {len(images)}",
            facts=facts_of(image),
            caption=image["caption"],
            measured=_measured(image["marks"]),
            reference=f"SOP Instance UID {image['sop_instance_uid']}, frame {image['frame']}",
        )
        for place, image in enumerate(images, 1)
    ]


def key_image_lines(act: Act) -> list[str]:
    """Every key image in words, a paragraph each; none where there is none."""
    return [line for one in described(act) for line in one.lines]


def line_of(image: KeyImage) -> str:
    """One frame with all that is said of it, in a line."""
    parts = [facts_of(image), image["caption"], _measured(image["marks"])]
    return "; ".join(part for part in parts if part)


def facts_of(image: KeyImage) -> str:
    """``CT, series 3, image 45, W 1500 L -600``; a prior says so, with its date."""
    return ", ".join(part for part in (*_place(image), *_view(image), _prior(image)) if part)


def _place(image: KeyImage) -> Iterable[str]:
    yield image["modality"]
    if image["series_number"] is not None:
        yield f"series {image['series_number']}"
    if image["instance_number"] is not None:
        yield f"image {image['instance_number']}"
    if image["frames"] > 1:
        yield f"frame {image['frame']} of {image['frames']}"


def _view(image: KeyImage) -> Iterable[str]:
    center, width = image["window_center"], image["window_width"]
    if center is not None and width is not None:
        yield f"W {_number(width)} L {_number(center)}"
    if image["inverted"]:
        yield "inverted"
    if image["rotation"]:
        yield f"turned {image['rotation']}° clockwise"
    if image["flipped"]:
        yield "mirrored"


def _prior(image: KeyImage) -> str:
    if not image["prior"]:
        return ""
    day = date.fromisoformat(image["study_date"]) if image["study_date"] else None
    return f"prior of {date_text(day)}" if day else "prior of an unknown date"


def _measured(marks: Sequence[Mapping[str, Any]]) -> str:
    texts = [mark["text"] for mark in marks if mark["text"]]
    return f"Measured: {'; '.join(texts)}" if texts else ""


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.2f}"
