"""Precision and recall on reports whose errors are known do not fall."""

import pytest

from apps.reporting.checks import CODES
from tests.apps.reporting.checks.labelled_set import PARTS, answer, reports, score, table
from tests.architecture.test_files import ROOT

# (precision, recall) over all codes, and of each code.
FLOORS = {
    "development": (0.97, 0.97),
    "held-out": (0.95, 0.90),
    "late": (0.95, 0.90),
    "fresh": (0.95, 0.95),
    "unseen": (0.95, 0.90),
}
FLOOR_OF_A_CODE = 0.7


@pytest.mark.parametrize("part", PARTS)
def test_the_floor_holds(part: str) -> None:
    counted, (precision, recall) = score(part), FLOORS[part]
    assert counted.precision(*CODES) >= precision
    assert counted.recall(*CODES) >= recall
    for code in CODES:
        assert counted.precision(code) >= FLOOR_OF_A_CODE, code
        assert counted.recall(code) >= FLOOR_OF_A_CODE, code


def test_the_set_is_large_and_a_third_of_it_clean() -> None:
    every = [report for part in PARTS for report in reports(part)]
    assert len(every) >= 300
    assert len({report["id"] for report in every}) == len(every)
    assert sum(not report["errors"] for report in every) >= len(every) / 3


def test_the_documented_figures_are_these() -> None:
    page = (ROOT / "docs" / "report-checks.md").read_text(encoding="utf-8")
    for part in PARTS:
        assert table(part) in page, "run `python -m tests.apps.reporting.checks.labelled_set`"


@pytest.mark.parametrize("part", PARTS)
def test_every_place_lies_in_its_section(part: str) -> None:
    for report in reports(part):
        for one in answer(report):
            text = report["sections"][one["section"]]
            assert 0 <= one["start"] <= one["end"] <= len(text)
            assert one["message"].endswith((".", "!"))
