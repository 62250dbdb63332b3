"""A reader's own words: what the engine hears is written as the reader wants it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_HINT_CHARACTERS = 800


@dataclass(frozen=True, slots=True)
class CustomWord:
    """``spoken`` as an engine writes it down, ``written`` as it is to stand in a report."""

    spoken: str
    written: str


def with_custom_words(text: str, words: Iterable[CustomWord]) -> str:
    """Every spoken form that stands as whole words, in any case and spacing, as it is written; the longest first, and
    what was put in is not looked at again.
    """
    by_spoken = {_key(word.spoken): word.written for word in words if _key(word.spoken)}
    if not by_spoken:
        return text
    forms = sorted(by_spoken, key=lambda spoken: (-len(spoken), spoken))
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(_pattern(form) for form in forms) + r")(?!\w)", re.IGNORECASE
    )
    return pattern.sub(lambda match: by_spoken.get(_key(match[0]), match[0]), text)


def hints(words: Sequence[CustomWord]) -> str:
    """The written forms as one line for engines that take a prompt, as many as such a prompt holds."""
    chosen: list[str] = []
    length = 0
    for written in dict.fromkeys(word.written for word in words):
        length += len(written) + 2
        if length > MOST_HINT_CHARACTERS:
            break
        chosen.append(written)
    return ", ".join(chosen)


def _key(spoken: str) -> str:
    return " ".join(spoken.lower().split())


def _pattern(form: str) -> str:
    return r"\s+".join(re.escape(part) for part in form.split(" "))
