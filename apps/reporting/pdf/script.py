"""What a paragraph's letters say about how to set it. Pure: no Django."""

import re
import unicodedata

LONGEST_WORD = 60
PIECE = 40
ZERO_WIDTH_SPACE = "\u200b"

_LONG_WORD = re.compile(rf"[!-~\u00a1-\u024f]{{{LONGEST_WORD + 1},}}")
_LANGUAGES = (
    ("ja", 0x3040, 0x30FF),
    ("ko", 0xAC00, 0xD7AF),
    ("zh", 0x4E00, 0x9FFF),
    ("ar", 0x0600, 0x06FF),
    ("he", 0x0590, 0x05FF),
    ("hi", 0x0900, 0x097F),
    ("th", 0x0E00, 0x0E7F),
)


def direction(text: str) -> str:
    """``rtl`` or ``ltr``, after the first letter with a direction of its own (UAX 9, rules P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def language(text: str) -> str:
    """A language of the text's script, which picks letter shapes and line breaks; ``en`` where nothing tells."""
    points = [ord(character) for character in text]
    for code, first, last in _LANGUAGES:
        if any(first <= point <= last for point in points):
            return code
    return "en"


def breakable(text: str) -> str:
    """The text with unseen places to break inside words longer than a line, so that nothing runs off the page."""
    return _LONG_WORD.sub(lambda found: _in_pieces(found.group()), text).replace("\t", "    ")


def _in_pieces(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(
        word[start : start + PIECE] for start in range(0, len(word), PIECE)
    )
