"""What changed between two texts, word by word. Pure: no Django, no clock."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypedDict

from apps.reporting.content import AnySection

Operation = Literal["same", "removed", "added"]
OPERATIONS = ("same", "removed", "added")

# A word, a mark or a stretch of white space: joined again they are the text, letter for letter.
_TOKEN = re.compile(r"\s+|\w+(?:[.,]\d+)*|[^\w\s]")
# Longer texts are compared line by line: word by word would take seconds.
MOST_WORDS = 6000


class Change(TypedDict):
    """A stretch of text. ``same`` and ``removed`` joined are the text before, ``same`` and ``added`` the one after."""

    operation: Operation
    text: str


class SectionDifference(TypedDict):
    code: str
    title: str
    changed: bool
    changes: list[Change]


def word_difference(before: str, after: str) -> list[Change]:
    """How ``before`` becomes ``after``; nothing for two empty texts."""
    old, new = _tokens(before), _tokens(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Change] = []
    # Without autojunk's guess, which drops every word that is frequent in a long text.
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        removed, added = old[old_from:old_to], new[new_from:new_to]
        if removed == added:
            _append(found, "same", removed)
        else:
            _append(found, "removed", removed)
            _append(found, "added", added)
    return _settled(found)


def section_differences(
    before: Iterable[AnySection], after: Iterable[AnySection]
) -> list[SectionDifference]:
    """Section by section, in the order of ``after``, then what only ``before`` has. Empty on both sides is left out.

    Sections meet by code, and several of one code in their order.
    """
    old, new = _by_place(before), _by_place(after)
    places = [*new, *(place for place in old if place not in new)]
    found = []
    for place in places:
        was, now = old.get(place), new.get(place)
        changes = word_difference(was["body"] if was else "", now["body"] if now else "")
        if not changes:
            continue
        title = (now or was or {"title": ""})["title"]
        changed = any(one["operation"] != "same" for one in changes)
        found.append(
            SectionDifference(code=place[0], title=title, changed=changed, changes=changes)
        )
    return found


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _by_place(sections: Iterable[AnySection]) -> dict[tuple[str, int], AnySection]:
    found: dict[tuple[str, int], AnySection] = {}
    for section in sections:
        count = sum(code == section["code"] for code, _ in found)
        found[section["code"], count] = section
    return found


def _append(found: list[Change], operation: Operation, tokens: Sequence[str]) -> None:
    if tokens:
        found.append(Change(operation=operation, text="".join(tokens)))


def _settled(changes: Sequence[Change]) -> list[Change]:
    """A lone space between two changes belongs to them: “no acute” is one change, not two around a gap."""
    found: list[Change] = []
    for place, one in enumerate(changes):
        gap = (
            one["operation"] == "same" and not one["text"].strip() and 0 < place < len(changes) - 1
        )
        for operation in ("removed", "added") if gap else (one["operation"],):
            _merge(found, operation, one["text"])
    return found


def _merge(found: list[Change], operation: Operation, text: str) -> None:
    """Joins a change to the last of its kind since the last text that stayed."""
    for last in reversed(found[-2:]):
        if last["operation"] == operation:
            last["text"] += text
            return
        if "same" in (last["operation"], operation):
            break
    found.append(Change(operation=operation, text=text))
