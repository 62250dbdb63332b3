"""What changed between two readings' key images: in words, beside the text's differences. Pure: no Django."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from apps.reporting.differences import Change, SectionDifference, word_difference
from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.key_images.words import KEY_IMAGES_TITLE, line_of

# Stands where a section's code stands; no section of a report has it.
KEY_IMAGES = "key_images"
AnyKeyImage = Mapping[str, Any]
# Object, frame, and which of several key images on it.
_Place = tuple[str, int, int]


def key_image_differences(
    before: Iterable[AnyKeyImage], after: Iterable[AnyKeyImage]
) -> list[SectionDifference]:
    """One entry that tells which frames were added, taken out, or are captioned, measured or shown otherwise; counted
    in its title. None where neither reading points at a frame; another order is no change.
    """
    old, new = _by_frame(before), _by_frame(after)
    if not old and not new:
        return []
    changes: list[Change] = []
    counts = {"added": 0, "removed": 0, "changed": 0}
    for place in [*new, *(place for place in old if place not in new)]:
        found = word_difference(_said(old.get(place)), _said(new.get(place)))
        how = _how(place in old, place in new, found)
        if how:
            counts[how] += 1
        changes += found
    said = ", ".join(f"{count} {how}" for how, count in counts.items() if count)
    return [
        SectionDifference(
            code=KEY_IMAGES,
            title=f"{KEY_IMAGES_TITLE} ({said})" if said else KEY_IMAGES_TITLE,
            changed=bool(said),
            changes=changes,
        )
    ]


def are_other_key_images(before: Iterable[AnyKeyImage], after: Iterable[AnyKeyImage]) -> bool:
    """Whether a reading points at other frames than the one before it, or says something else of them."""
    return any(one["changed"] for one in key_image_differences(before, after))


def _how(was: bool, is_now: bool, changes: Sequence[Change]) -> str:
    if not was:
        return "added"
    if not is_now:
        return "removed"
    return "changed" if any(one["operation"] != "same" for one in changes) else ""


def _said(image: KeyImage | None) -> str:
    return f"{line_of(image)}\n" if image else ""


def _by_frame(images: Iterable[AnyKeyImage]) -> dict[_Place, KeyImage]:
    found: dict[_Place, KeyImage] = {}
    for image in images:
        frame = image["sop_instance_uid"], image["frame"]
        found[*frame, sum(place[:2] == frame for place in found)] = cast("KeyImage", image)
    return found
