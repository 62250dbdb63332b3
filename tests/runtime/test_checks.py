"""The checks beside each other: every finding is shown, every failure fails."""

import sys

import pytest

from runtime.checks import Check, run_side_by_side
from runtime.errors import RuntimeProblem


def check(title: str, *, code: int) -> Check:
    program = f"import sys; print('{title} found', {code}); sys.exit({code})"
    return Check(title, [sys.executable, "-c", program])


def test_each_list_ends_at_its_first_failure_and_all_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(RuntimeProblem, match=r"types failed.*; units failed"):
        run_side_by_side(
            [check("types", code=1), check("contracts", code=0)],
            [check("style", code=0), check("units", code=3)],
        )
    shown = capsys.readouterr().out
    assert all(f"{text}\n" in shown for text in ("types found 1", "style found 0", "units found 3"))
    assert "contracts" not in shown


def test_one_failure_is_enough() -> None:
    with pytest.raises(RuntimeProblem, match=r"^units failed"):
        run_side_by_side([check("types", code=0)], [check("units", code=1)])


def test_what_finds_nothing_passes(capsys: pytest.CaptureFixture[str]) -> None:
    run_side_by_side([check("types", code=0)], [])
    assert "types: done" in capsys.readouterr().out
