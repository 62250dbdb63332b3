"""What people type, made safe to keep and to show: any script, any emoji, no control characters."""

import unicodedata

from apps.common.errors import Unprocessable

LONGEST_TEXT = 2000
# Embeddings, overrides and isolates (Unicode Annex 9) reorder what stands around them; plain RTL text needs none.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT_CONTROLS = frozenset("\n\t")


def written_text(raw: str, *, longest: int = LONGEST_TEXT) -> str:
    """``raw`` without control characters, lone surrogates, reordering marks and outer white space.

    Lines end in a line feed; the length counts Unicode code points. Raises ``Unprocessable`` (``text_required``,
    ``text_too_long``).
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(character for character in lines if _may_stay(character)).strip()
    if not text:
        raise Unprocessable("Write something first.", code="text_required")
    if len(text) > longest:
        raise Unprocessable(
            f"This is longer than {longest} characters; shorten it by {len(text) - longest}.",
            code="text_too_long",
        )
    return text


def _may_stay(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character not in _REORDERING and unicodedata.category(character) not in ("Cc", "Cs")
