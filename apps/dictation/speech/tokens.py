"""A heard text as words, each with the marks that follow it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_WORD = re.compile(r"(\S*?)([,.;:!?]*)(?:\s+|$)")
_SENTENCE_ENDS = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class Token:
    """``core`` without the marks after it; a line feed is a token of its own."""

    core: str
    trail: str = ""

    @property
    def word(self) -> str:
        return self.core.lower()


def tokens_of(text: str) -> list[Token]:
    found = (Token(match[1], match[2]) for match in _WORD.finditer(text.strip()))
    return [token for token in found if token.core or token.trail]


def closed(token: Token) -> bool:
    """Whether something ends after it, so that the next word belongs to something else."""
    return token.trail != ""


def marked(token: Token, mark: str) -> Token:
    """The token followed by ``mark``, in place of what an engine guessed there."""
    return replace(token, trail=mark)


def joined(tokens: Iterable[Token]) -> str:
    """One text: single spaces, none around line feeds, a capital after the end of a sentence."""
    text = ""
    for token in tokens:
        if not token.core and text and not text.endswith("\n"):
            text += token.trail
            continue
        begins = text.endswith(("\n", *_SENTENCE_ENDS))
        core = token.core[:1].upper() + token.core[1:] if begins else token.core
        glue = "" if not text or text.endswith("\n") or token.core.startswith("\n") else " "
        text += glue + core + token.trail
    return text
