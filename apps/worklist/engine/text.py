"""Text as people write it made comparable: without case and accents, word by word."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


def folded(text: str) -> str:
    """``text`` in small letters without accents: ``Schädel`` becomes ``schadel``, ``Fuß`` ``fuss``."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(_WHOLE_LETTERS)


def spaced(text: str) -> str:
    """The words of ``text``, folded, each with one space before it, for :func:`says`."""
    return "".join(f" {word}" for word in _WORD.findall(folded(text)))


def says(text: str, phrase: str) -> bool:
    """Whether ``phrase`` begins at some word of ``text``, its last word standing for all that begin with it.

    Both as :func:`spaced` makes them. An empty phrase is said by nothing.
    """
    return bool(phrase) and phrase in text
