"""A key image: one frame as the reader had it on screen, as data that a signature can cover."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict, get_args
from uuid import UUID

from apps.reporting.content import one_line

MOST_PER_REPORT = 20
MOST_MARKS = 30
MOST_POINTS = 8
LONGEST_CAPTION = 300
LONGEST_MARK_TEXT = 80
LARGEST_NUMBER = 1e8
# Kept digits after the point: far below what a screen or a page can show.
_DIGITS = 6

MarkKind = Literal["length", "angle", "ellipse"]
MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
ROTATIONS = (0, 90, 180, 270)
UIDS = ("study_instance_uid", "series_instance_uid", "sop_instance_uid")


class Mark(TypedDict):
    """A measurement drawn on the frame.

    ``points`` are column and row in pixels, 0\\0 being the top left corner of the first pixel (PS3.3 C.18.6.1.1):
    the two ends of a length, the three points of an angle, the four ends of an ellipse's axes. ``text`` is the value.
    """

    kind: str
    points: list[list[float]]
    text: str


class View(TypedDict):
    """What the reader says of a key image.

    ``window_center`` and ``window_width`` go with the object's own VOI LUT Function (PS3.3 C.11.2.1.2, C.11.2.1.3),
    both null for colour. ``rotation`` is clockwise in degrees and ``flipped`` a horizontal flip after it, as
    (0070,0042) and (0070,0041) of PS3.3 C.10.6.
    """

    key: str
    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str
    frame: int
    window_center: float | None
    window_width: float | None
    inverted: bool
    rotation: int
    flipped: bool
    caption: str
    marks: list[Mark]


class KeyImage(View):
    """A view with what the archive says of its frame when it is chosen; ``study_date`` is an ISO date, or empty.

    ``prior`` tells a frame of another study of the patient from one of the report's own.
    """

    sop_class_uid: str
    frames: int
    modality: str
    series_number: int | None
    instance_number: int | None
    study_date: str
    prior: bool


def tidied(view: Mapping[str, Any]) -> View:
    """A view as it is kept. Raises ValueError with what to mend."""
    marks = list(view.get("marks") or ())
    if len(marks) > MOST_MARKS:
        raise ValueError(f"A key image shows {MOST_MARKS} measurements at most.")
    center, width = _window(view.get("window_center"), view.get("window_width"))
    if view.get("rotation", 0) not in ROTATIONS:
        raise ValueError("A key image is turned by quarters: 0, 90, 180 or 270 degrees.")
    if int(view["frame"]) < 1:
        raise ValueError("Frames are counted from 1.")
    return View(
        key=str(UUID(str(view["key"]))),
        study_instance_uid=_uid(view["study_instance_uid"]),
        series_instance_uid=_uid(view["series_instance_uid"]),
        sop_instance_uid=_uid(view["sop_instance_uid"]),
        frame=int(view["frame"]),
        window_center=center,
        window_width=width,
        inverted=bool(view.get("inverted", False)),
        rotation=int(view.get("rotation", 0)),
        flipped=bool(view.get("flipped", False)),
        caption=_text(view.get("caption", ""), LONGEST_CAPTION, "caption"),
        marks=[_mark(mark) for mark in marks],
    )


def kept_number(value: float) -> float:
    """A number that is written the same before and after a database keeps it as a decimal: the hash covers its digits.

    Raises ValueError for what is not finite or beyond any image.
    """
    if not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
        raise ValueError("A number of a key image is out of range.")
    # Adding 0 makes -0.0 a plain 0.0.
    return round(float(value), _DIGITS) + 0.0


def _window(center: Any, width: Any) -> tuple[float | None, float | None]:
    if center is None or width is None:
        return None, None
    kept = kept_number(width)
    if kept <= 0:
        raise ValueError("A window's width is above 0.")
    return kept_number(center), kept


def _mark(mark: Mapping[str, Any]) -> Mark:
    points: Sequence[Sequence[float]] = mark["points"]
    if mark["kind"] not in MARK_KINDS:
        raise ValueError(f"A measurement is one of: {', '.join(MARK_KINDS)}.")
    if not 2 <= len(points) <= MOST_POINTS or any(len(point) != 2 for point in points):
        raise ValueError("A measurement has points of a column and a row each.")
    return Mark(
        kind=mark["kind"],
        points=[[kept_number(column), kept_number(row)] for column, row in points],
        text=_text(mark.get("text", ""), LONGEST_MARK_TEXT, "measurement's text"),
    )


def _uid(value: Any) -> str:
    """A UID as PS3.5 section 9.1 allows it."""
    text = str(value)
    if not 0 < len(text) <= 64 or not text.replace(".", "").isdecimal() or not text.isascii():
        raise ValueError("A key image names its study, series and object by UID.")
    return text


def _text(value: Any, longest: int, name: str) -> str:
    text = one_line(str(value))
    if len(text) > longest:
        raise ValueError(f"A {name} has {longest} characters at most.")
    return text
