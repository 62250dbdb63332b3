"""Text that people type: whatever comes, what is kept can be stored, shown and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.common.errors import Unprocessable
from apps.worklist.texts import LONGEST_TEXT, written_text


@given(st.text())
def test_what_is_kept_has_no_control_characters_and_stays_itself(raw: str) -> None:
    try:
        kept = written_text(raw)
    except Unprocessable:
        return
    assert written_text(kept) == kept
    kept.encode("utf-8")
    assert all(
        character.isprintable() or ord(character) > 31 or character in "\n\t" for character in kept
    )
    assert not set(kept) & set("\x00\x7f\x85\u202e\u2066")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  hello\r\nthere\r", "hello\nthere"),
        ("שלום עולם", "שלום עולם"),
        ("مرحبا \u200f!", "مرحبا \u200f!"),
        ("👩🏽‍⚕️ thanks", "👩🏽‍⚕️ thanks"),
        ("beep\x07 \x1b[31mred", "beep [31mred"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("half \ud83d pair", "half  pair"),
        ("x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        ("😀" * LONGEST_TEXT, "😀" * LONGEST_TEXT),
    ],
)
def test_examples(raw: str, kept: str) -> None:
    assert written_text(raw) == kept


@pytest.mark.parametrize("raw", ["", " \n\t ", "\x00\x01", "\u202e"])
def test_nothing_is_refused(raw: str) -> None:
    with pytest.raises(Unprocessable, match="Write something"):
        written_text(raw)


def test_too_long_says_by_how_much() -> None:
    with pytest.raises(Unprocessable, match="shorten it by 3"):
        written_text("x" * (LONGEST_TEXT + 3))
