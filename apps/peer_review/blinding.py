"""Report text that does not say who wrote it, nor who else had a hand in it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

BLANK: Final = "[…]"
_TITLES: Final = frozenset(
    "dr prof med phd md do frcr pd mr mrs ms sr jr von van der de la".split()
)
_SHORTEST: Final = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What follows signs for itself, whoever it names.
_SIGNED = re.compile(
    r"^.*\b(?:electronically signed|signed by|dictated by|read by|reported by|transcribed by)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)


def blinded(sections: Iterable[Mapping[str, str]], names: Sequence[str]) -> list[dict[str, str]]:
    """The sections with every word of ``names`` blanked where it is written as a name, and lines that sign left out.

    Rather too much than too little: a surname that is also a word goes where it begins with a capital letter.
    """
    return [{**section, "body": without_names(section["body"], names)} for section in sections]


def without_names(text: str, names: Sequence[str]) -> str:
    """One text, as ``blinded``."""
    text = _SIGNED.sub(BLANK, text)
    words = {word.casefold() for name in names for word in _WORD.findall(name)}
    parts = {word for word in words if len(word) >= _SHORTEST and word not in _TITLES}
    if not parts:
        return text

    either = "|".join(sorted(map(re.escape, parts)))
    # In small letters it is a name behind a title, or beside another part of one.
    text = re.sub(
        rf"\b(dr|prof|doctor|by)(\.?\s+)(?:{either})\b", rf"\1\2{BLANK}", text, flags=re.IGNORECASE
    )
    text = re.sub(rf"\b(?:{either})(?:\s+(?:{either}))+\b", BLANK, text, flags=re.IGNORECASE)

    def blank(found: re.Match[str]) -> str:
        word = found.group()
        stem = re.sub(r"['’]s$", "", word)
        is_name = word[:1].isupper() and stem.casefold() in parts
        return BLANK if is_name else word

    return _WORD.sub(blank, text)
