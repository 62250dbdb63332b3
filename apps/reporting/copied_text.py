"""What of a draft was copied from another report and stands as it was copied. Pure: no Django."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from apps.reporting.content import AnySection

MOST_COPIED = 500


class CopiedText(TypedDict):
    """One line of another report's version, word for word; ``origin`` says in words which report that is. Version 0 of
    the report itself is what somebody typed from a dictation.
    """

    section: str
    text: str
    report: str
    version: int
    origin: str


def standing_copies(
    copied: Iterable[CopiedText], sections: Sequence[AnySection]
) -> list[CopiedText]:
    """Of the copied texts those that still stand unchanged in their section: who edits one has made it his own."""
    bodies: Mapping[str, str] = {section["code"]: section["body"] for section in sections}
    standing = [
        one
        for one in copied
        if one["text"].strip() and one["text"] in bodies.get(one["section"], "")
    ]
    return standing[:MOST_COPIED]
