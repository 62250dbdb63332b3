"""What a template's text holds beside words: open fields, pick lists, merge fields. Pure: no Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_NAME = 60
LONGEST_CHOICE = 80
MOST_CHOICES = 20

_NAME = r"[^\[\]\n\d:|{}]{1,60}"
_CHOICE = r"[^\[\]|\n]{1,80}"
_TOKEN = re.compile(
    rf"\[(?P<list>{_NAME}):\s*(?P<choices>{_CHOICE}(?:\|{_CHOICE}){{1,19}})\]"
    rf"|\[(?P<field>{_NAME})\]"
    r"|\{\{(?P<merge>[a-z_]+)\}\}"
    r"|\{\{macro:(?P<macro>[^{}\n]{1,60})\}\}"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenField:
    """``[name]``: to be filled with free text."""

    name: str


@dataclass(frozen=True, slots=True)
class PickList:
    """``[name: one|two]``: to be replaced by a choice, of which the first is the usual one."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeField:
    """``{{name}}``: filled when the text enters a report. ``name`` is not always one of ``MERGE_FIELDS``."""

    name: str


@dataclass(frozen=True, slots=True)
class MacroCall:
    """``{{macro:code}}``: another text in this place."""

    code: str


Piece = Words | OpenField | PickList | MergeField | MacroCall


def pieces(text: str) -> Iterator[Piece]:
    """The text piece by piece. ``written`` of each, joined, is the text again but for spaces around choices."""
    done = 0
    for found in _TOKEN.finditer(text):
        piece = _piece(found)
        if piece is None:
            continue
        if found.start() > done:
            yield Words(text[done : found.start()])
        yield piece
        done = found.end()
    if done < len(text):
        yield Words(text[done:])


def written(piece: Piece) -> str:
    """The piece as a template's text holds it."""
    match piece:
        case Words(text):
            return text
        case OpenField(name):
            return f"[{name}]"
        case PickList(name, choices):
            return f"[{name}: {'|'.join(choices)}]"
        case MergeField(name):
            return f"{{{{{name}}}}}"
        case MacroCall(code):
            return f"{{{{macro:{code}}}}}"


def _piece(found: re.Match[str]) -> Piece | None:
    if name := found["list"]:
        choices = tuple(choice.strip() for choice in found["choices"].split("|"))
        # A choice that stands there twice is no choice.
        is_list = name.strip() and all(choices) and len({*choices}) == len(choices)
        return PickList(name.strip(), choices) if is_list else None
    if name := found["field"]:
        # What is ticked or struck is no field: [x], [ ].
        return OpenField(name) if name == name.strip() and name.lower() != "x" else None
    if found["merge"]:
        return MergeField(found["merge"])
    return MacroCall(found["macro"])
