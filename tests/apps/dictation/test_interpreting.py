"""What was heard and what is written, held against the same cases as the browser's own code."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dictation.speech import CustomWord, Piece, interpret, with_custom_words
from apps.dictation.speech.custom_words import MOST_HINT_CHARACTERS, hints
from tests.architecture.test_files import ROOT

CASES = json.loads((ROOT / "frontend" / "tests" / "voiceCases.json").read_text(encoding="utf-8"))


def as_piece(said: dict[str, str]) -> Piece:
    kind: Any = "text" if "text" in said else "command"
    return Piece(kind, **said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["heard"][:40])
def test_the_common_cases(case: dict[str, Any]) -> None:
    words = [CustomWord(**word) for word in case.get("words", [])]
    heard = with_custom_words(case["heard"], words)
    pieces = interpret(heard, case.get("language", "en"))
    assert pieces == [as_piece(piece) for piece in case["pieces"]]


SPOKEN = st.sampled_from(
    "next field delete that sign report go to the impression new line comma period colon two three point five by"
    " centimeters percent L four T twelve hundred and a half macro insert normal lungs . , 3.5 12".split()
)


@given(st.lists(SPOKEN, max_size=14))
def test_nothing_said_breaks_it_and_what_it_writes_stays(words: list[str]) -> None:
    for piece in interpret(" ".join(words)):
        if piece.kind == "text":
            assert piece.text
            assert "  " not in piece.text


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    interpret(text)


@given(st.integers(min_value=0, max_value=99), st.integers(min_value=0, max_value=9))
def test_every_measure_keeps_its_value(whole: int, tenth: int) -> None:
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    ones += "sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    said = ones[whole] if whole < 20 else f"{tens[whole // 10 - 2]} {ones[whole % 10]}"
    said = said.removesuffix(" zero") if whole >= 20 else said
    [piece] = interpret(f"{said} point {ones[tenth]} centimeters")
    assert piece.text == f"{whole}.{tenth} cm"


PLAIN = st.text("abcdeé -", min_size=1, max_size=8)


@given(PLAIN, st.lists(st.tuples(PLAIN, st.text("XYZ", min_size=1, max_size=5)), max_size=5))
def test_custom_words_change_whole_words_only(text: str, pairs: list[tuple[str, str]]) -> None:
    words = [CustomWord(spoken, written) for spoken, written in pairs]
    changed = with_custom_words(text, words)
    said = {" ".join(word.spoken.lower().split()) for word in words}
    if not any(form and form in " ".join(text.split()) for form in said):
        assert changed == text


def test_the_longest_form_wins_and_the_last_of_two_of_one_sound() -> None:
    words = [
        CustomWord("ground glass", "GG"),
        CustomWord("ground glass opacity", "GGO"),
        CustomWord("Ground  Glass", "ground-glass"),
    ]
    assert with_custom_words("ground glass opacity, ground GLASS.", words) == "GGO, ground-glass."


def test_hints_are_as_many_as_fit() -> None:
    many = [CustomWord("x", f"word {number}") for number in range(500)]
    said = hints(many)
    assert len(said) <= MOST_HINT_CHARACTERS
    assert said.startswith("word 0, word 1, ")
