"""The words a task is found by, and the range in which the words that begin with a typed text lie."""

import re

from apps.worklist.engine.text import folded

LONGEST = 64
MOST_WORDS = 60
_WORD = re.compile(r"[\w./-]+")
LAST = "\U0010ffff"


def search_words(*texts: str) -> frozenset[str]:
    """Folded words of at most 64 characters; of ``A-12.3`` the whole and its parts."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(folded(text)):
            parts = re.split(r"[./-]+", word)
            for one in (word, *(parts if len(parts) > 1 else ())):
                if one:
                    found.setdefault(one[:LONGEST])
    return frozenset(list(found)[:MOST_WORDS])


def typed_words(text: str) -> list[str]:
    """What a person typed into a search box, as beginnings of words; at most five."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text))][:5]


def prefix_range(word: str) -> tuple[str, str]:
    """``low <= x < high`` for every x that begins with ``word``, in the order of code points."""
    return word, word + LAST
