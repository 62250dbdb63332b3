"""Macros inside macros."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.macro_text import (
    LONGEST_EXPANDED,
    Fault,
    MacroFault,
    calls_in,
    expanded,
    fault_of,
    fits_study,
    is_code,
)


def call(code: str) -> str:
    return f"{{{{macro:{code}}}}}"


DEEP = {"a": call("b"), "b": call("c"), "c": call("d"), "d": call("e"), "e": call("f"), "f": "end"}


def test_what_is_called_is_put_in() -> None:
    texts = {"lung": f"Lungs: {call('clear')} {call('clear')}", "clear": "Clear [side]."}
    assert calls_in(texts["lung"]) == ["clear", "clear"]
    assert expanded("lung", texts) == "Lungs: Clear [side]. Clear [side]."


@pytest.mark.parametrize(
    ("code", "text", "kind", "path"),
    [
        ("x", call("a"), MacroFault.MACRO_TOO_DEEP, ("x", "a", "b", "c", "d", "e", "f")),
        ("b", call("b"), MacroFault.MACRO_CYCLE, ("b", "b")),
        ("f", call("a"), MacroFault.MACRO_CYCLE, ("f", "a", "b", "c", "d", "e", "f")),
        ("x", call("nowhere"), MacroFault.UNKNOWN_MACRO, ("x", "nowhere")),
    ],
)
def test_what_cannot_be_put_in_is_refused_with_the_way_there(
    code: str, text: str, kind: MacroFault, path: tuple[str, ...]
) -> None:
    assert fault_of(code, text, DEEP) == Fault(kind, path)


def test_five_deep_is_deep_enough() -> None:
    assert fault_of("a", DEEP["a"], DEEP) is None
    assert expanded("a", DEEP) == "end"


def test_a_text_that_grows_without_end_is_refused() -> None:
    texts = {f"m{level}": call(f"m{level + 1}") * 50 for level in range(5)} | {"m5": ""}
    found = fault_of("m0", texts["m0"], texts)
    assert found and found.kind == MacroFault.MACRO_TOO_LONG
    assert expanded("m0", texts) == texts["m0"]


CODES = ["a", "b", "c", "d"]
TEXTS = st.fixed_dictionaries(
    {
        code: st.lists(
            st.one_of(st.sampled_from([call(one) for one in CODES]), st.sampled_from(["x", "[y]"])),
            max_size=4,
        ).map("".join)
        for code in CODES
    }
)


@given(TEXTS)
def test_every_set_of_macros_comes_to_an_end(texts: dict[str, str]) -> None:
    """Sound: nothing is left to put in. Faulty: the text is left as it was written."""
    for code, text in texts.items():
        whole = expanded(code, texts)
        assert len(whole) <= LONGEST_EXPANDED
        assert whole == text if fault_of(code, text, texts) else not calls_in(whole)


@pytest.mark.parametrize(
    ("code", "sound"),
    [("nodule", True), ("normal.findings", True), ("a-1_b", True), ("1a", False), ("A", False)],
)
def test_a_code_can_be_typed(code: str, sound: bool) -> None:
    assert is_code(code) == sound


@pytest.mark.parametrize(
    ("modality", "body_part", "fits"),
    [("", "", True), ("ct", "THORAX", True), ("MR", "", False), ("CT", "HEAD", False)],
)
def test_a_macro_is_offered_where_it_is_of_use(modality: str, body_part: str, fits: bool) -> None:
    assert fits == fits_study(
        modality=modality, body_part=body_part, modalities=["CT"], study_part="CHEST"
    )
