"""One utterance as pieces: texts as they are written, and commands."""

from dataclasses import dataclass
from typing import Literal

from apps.dictation.speech import english as en
from apps.dictation.speech.levels import level_at
from apps.dictation.speech.numbers import measure_at
from apps.dictation.speech.tokens import Token, closed, joined, marked, tokens_of

CommandName = Literal[
    "next_field", "previous_field", "delete", "stop", "sign", "go_to", "insert_normal", "macro"
]
COMMAND_NAMES: tuple[CommandName, ...] = (
    "next_field",
    "previous_field",
    "delete",
    "stop",
    "sign",
    "go_to",
    "insert_normal",
    "macro",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` ``text``: ``text`` is to be written. ``command``: ``name`` with its ``argument``, a section's code or a
    macro's name as it was said.
    """

    kind: Literal["text", "command"]
    text: str = ""
    name: str = ""
    argument: str = ""


Found = tuple[Piece, int]


def interpret(heard: str, language: str = "en") -> list[Piece]:
    """What was heard, in order. Commands, marks and numbers are known in English; else the text is left as it is."""
    if language.split("-", maxsplit=1)[0] != "en":
        return [Piece("text", text=" ".join(heard.split()))] if heard.strip() else []
    tokens = tokens_of(heard)
    whole = en.WHOLE_COMMANDS.get(" ".join(token.word for token in tokens))
    if whole:
        return [Piece("command", name=whole)]
    pieces: list[Piece] = []
    text: list[Token] = []
    at = 0
    while at < len(tokens):
        command = _command_at(tokens, at)
        if command is None:
            text.append(tokens[at])
            at += 1
            continue
        pieces += [*_written(text), command[0]]
        text, at = [], command[1]
    return pieces + _written(text)


def _written(tokens: list[Token]) -> list[Piece]:
    text = joined(_formatted(_punctuated(tokens)))
    return [Piece("text", text=text)] if text else []


def _command_at(tokens: list[Token], at: int) -> Found | None:
    for phrase, name in en.COMMANDS.items():
        end = _said(tokens, at, phrase)
        if end:
            return Piece("command", name=name), end
    return _go_to(tokens, at) or _insert_normal(tokens, at) or _macro(tokens, at)


def _go_to(tokens: list[Token], at: int) -> Found | None:
    for phrase in en.GO_TO:
        end = _said(tokens, at, phrase)
        section = _section_at(tokens, _said(tokens, end, "the") or end) if end else None
        if section:
            return Piece("command", name="go_to", argument=section[0]), section[1]
    return None


def _insert_normal(tokens: list[Token], at: int) -> Found | None:
    if not _begins(tokens, at):
        return None
    for phrase in en.INSERT_NORMAL:
        end = _said(tokens, at, phrase)
        if end:
            section = _section_at(tokens, end)
            code, end = section or ("", end)
            if end == len(tokens) or closed(tokens[end - 1]):
                return Piece("command", name="insert_normal", argument=code), end
    return None


def _macro(tokens: list[Token], at: int) -> Found | None:
    if not _begins(tokens, at):
        return None
    for phrase in en.MACRO:
        start = _said(tokens, at, phrase)
        if start and start < len(tokens):
            end = start + 1
            while end < len(tokens) and not closed(tokens[end - 1]):
                end += 1
            if end - start <= en.MOST_MACRO_WORDS:
                name = " ".join(token.core for token in tokens[start:end])
                return Piece("command", name="macro", argument=name), end
    return None


def _begins(tokens: list[Token], at: int) -> bool:
    """Whether a sentence begins there; what follows a command of the same utterance counts."""
    return at == 0 or closed(tokens[at - 1]) or _ends_command(tokens, at)


def _ends_command(tokens: list[Token], at: int) -> bool:
    return any(
        _said(tokens, at - len(phrase.split()), phrase) == at
        for phrase in en.COMMANDS
        if at >= len(phrase.split())
    )


def _section_at(tokens: list[Token], at: int) -> tuple[str, int] | None:
    for name in sorted(en.SECTIONS, key=len, reverse=True):
        end = _said(tokens, at, name)
        if end:
            return en.SECTIONS[name], end
    return None


def _said(tokens: list[Token], at: int, phrase: str) -> int:
    """The place behind ``phrase`` where it is said at ``at``; else 0. Marks within are an engine's guess."""
    words = phrase.split()
    found = [token.word for token in tokens[at : at + len(words)]]
    return at + len(words) if found == words else 0


def _punctuated(tokens: list[Token]) -> list[Token]:
    """Spoken marks and lines as marks and lines."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        line = _longest(tokens, at, en.LINES)
        mark = _longest(tokens, at, en.MARKS)
        if line:
            found.append(Token(line[0]))
            at = line[1]
        elif mark and _is_meant(tokens, at, mark):
            if found and not found[-1].core.startswith("\n"):
                found[-1] = marked(found[-1], mark[0])
            at = mark[1]
        else:
            found.append(tokens[at])
            at += 1
    return found


def _longest(tokens: list[Token], at: int, phrases: dict[str, str]) -> tuple[str, int] | None:
    for phrase in sorted(phrases, key=len, reverse=True):
        end = _said(tokens, at, phrase)
        if end:
            return phrases[phrase], end
    return None


def _is_meant(tokens: list[Token], at: int, mark: tuple[str, int]) -> bool:
    """Whether ``colon`` and ``period`` are marks here, and not an organ or a time."""
    said = " ".join(token.word for token in tokens[at : mark[1]])
    before = tokens[at - 1].word if at else ""
    after = tokens[mark[1]].word if mark[1] < len(tokens) else ""
    if said == "colon":
        return before in en.COLON_AFTER
    if said == "period":
        return before not in en.NOT_A_PERIOD_AFTER and after not in en.NOT_A_PERIOD_BEFORE
    return True


def _formatted(tokens: list[Token]) -> list[Token]:
    """Levels, measurements and numbers as they are written."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        special = level_at(tokens, at) or measure_at(tokens, at)
        if special:
            found += special[0]
            at = special[1]
        else:
            found.append(tokens[at])
            at += 1
    return found
