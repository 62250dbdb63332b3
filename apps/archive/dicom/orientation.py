"""How a frame lies: its pixels' proportions, and which side of the patient each edge shows.

PS3.3 10.7.1.3 and C.7.6.2.1.1, C.7.6.3.1.7 (Pixel Aspect Ratio), C.8.5.5 (regions of ultrasound); functional groups
of enhanced multi-frame objects too. Reads the DICOM JSON Model.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from apps.archive.dicom.values import Json

Attributes = dict[str, Json]

_SHARED_GROUPS, _FRAME_GROUPS = "52009229", "52009230"
_PIXEL_MEASURES, _PLANE_ORIENTATION = "00289110", "00209116"
_PIXEL_SPACING, _ORIENTATION, _PATIENT_ORIENTATION = "00280030", "00200037", "00200020"
_SPACINGS_OF_DETECTOR = ("00181164", "00182010")
_ASPECT_RATIO, _REGIONS = "00280034", "00186011"
# Below this share of its length a direction is not worth a letter.
_NEGLIGIBLE = 0.25
_AXES = (("L", "R"), ("P", "A"), ("H", "F"))
_OPPOSITE = str.maketrans("LRPAHF", "RLAPFH")
_MOST_STRETCHED = 20.0


@dataclass(frozen=True, slots=True)
class Edges:
    """Letters of the patient's directions at the four edges, empty where they are not known."""

    top: str = ""
    right: str = ""
    bottom: str = ""
    left: str = ""

    def turned(self, rotation: int, *, flipped: bool) -> "Edges":
        """The edges of the frame turned clockwise by ``rotation`` degrees, then flipped horizontally."""
        around = [self.top, self.right, self.bottom, self.left]
        steps = rotation // 90 % 4
        top, right, bottom, left = around[-steps:] + around[:-steps] if steps else around
        return Edges(top, left, bottom, right) if flipped else Edges(top, right, bottom, left)


def pixel_aspect(attributes: Attributes, frame_number: int = 1) -> float:
    """The height of a pixel divided by its width; 1 where the object does not say, or says what cannot be."""
    measures = _in_groups(attributes, frame_number, _PIXEL_MEASURES, _PIXEL_SPACING)
    for pair in (
        measures,
        *(_numbers(attributes, key) for key in (_PIXEL_SPACING, *_SPACINGS_OF_DETECTOR)),
        _region_spacing(attributes),
        _numbers(attributes, _ASPECT_RATIO),
    ):
        if len(pair) >= 2 and pair[0] > 0 and pair[1] > 0:
            ratio = pair[0] / pair[1]
            return ratio if 1 / _MOST_STRETCHED <= ratio <= _MOST_STRETCHED else 1.0
    return 1.0


def edges_of(attributes: Attributes, frame_number: int = 1) -> Edges:
    """The letters at the edges of the frame as it is stored."""
    directions = _in_groups(attributes, frame_number, _PLANE_ORIENTATION, _ORIENTATION)
    directions = directions or _numbers(attributes, _ORIENTATION)
    if len(directions) == 6:
        right, bottom = _letters(directions[:3]), _letters(directions[3:])
    else:
        right, bottom = (*_words(attributes, _PATIENT_ORIENTATION), "", "")[:2]
    return Edges(
        top=bottom.translate(_OPPOSITE), right=right, bottom=bottom, left=right.translate(_OPPOSITE)
    )


def _letters(direction: Sequence[float]) -> str:
    length = math.hypot(*direction)
    if not length or not math.isfinite(length):
        return ""
    shares = [(value / length, letters) for value, letters in zip(direction, _AXES, strict=True)]
    told = sorted(
        (one for one in shares if abs(one[0]) > _NEGLIGIBLE), key=lambda one: -abs(one[0])
    )
    return "".join(letters[0] if share > 0 else letters[1] for share, letters in told)


def _region_spacing(attributes: Attributes) -> list[float]:
    """Physical Delta Y and X of the first region that is a picture in centimetres."""
    for region in _values(attributes, _REGIONS):
        if not isinstance(region, dict):
            continue
        is_picture = _numbers(region, "00186012")[:1] == [1]
        in_centimetres = _numbers(region, "00186024") == _numbers(region, "00186026") == [3]
        sides = [*_numbers(region, "0018602E"), *_numbers(region, "0018602C")]
        if is_picture and in_centimetres and len(sides) == 2:
            return [abs(side) for side in sides]
    return []


def _in_groups(attributes: Attributes, frame_number: int, sequence: str, key: str) -> list[float]:
    for groups, index in ((_FRAME_GROUPS, frame_number - 1), (_SHARED_GROUPS, 0)):
        found = _numbers(_item(_item(attributes, groups, index), sequence, 0), key)
        if found:
            return found
    return []


def _item(attributes: Attributes, key: str, index: int) -> Attributes:
    items = _values(attributes, key)
    item = items[index] if 0 <= index < len(items) else None
    return item if isinstance(item, dict) else {}


def _numbers(attributes: Attributes, key: str) -> list[float]:
    return [float(value) for value in _values(attributes, key) if isinstance(value, int | float)]


def _words(attributes: Attributes, key: str) -> list[str]:
    """Letters of Patient Orientation; anything else in it says nothing."""
    values = [value for value in _values(attributes, key) if isinstance(value, str)]
    return [value if set(value) <= set("LRPAHF") else "" for value in values]


def _values(attributes: Attributes, key: str) -> list[Json]:
    element = attributes.get(key)
    values = element.get("Value") if isinstance(element, dict) else None
    return values if isinstance(values, list) else []
