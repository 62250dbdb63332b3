"""Text made to keep the checks busy costs no more than its length."""

import re
import sys
from importlib import import_module
from pkgutil import iter_modules

import pytest

from apps.reporting import checks
from apps.reporting.checks import ReportFacts, check_report
from apps.reporting.checks.facts import SECTIONS

HOSTILE = {
    "a finding again and again": "mass ",
    "a finding denied and affirmed": "No mass. Left mass. ",
    "a finding with its size": "Mass 4 mm. Large mass 55 mm. ",
    "sides": "left ",
    "both sides": "left and right ",
    "sizes beyond any body": "300 mm ",
    "normal organs beside findings": "The appendix is normal. Mass. Stone right. Pneumonia. Cyst. ",
    "normal and nothing else": "normal ",
    "a critical finding that is old": "old acute infarct, chronic acute pe, ",
    "nothing acute": "no acute abnormality. stable chronic pneumothorax old fracture. ",
    "words that begin a pattern": "aortic pulmonary acute no ",
    "marks": ".",
    "single letters": "a: ",
}
# Findings are compared in pairs, but no more than so many of a section: the length lies where that is reached.
LENGTH = 7_000


def facts(unit: str, length: int) -> ReportFacts:
    text = (unit * (length // len(unit) + 1))[:length]
    return ReportFacts(
        sex="M",
        procedure="CT chest right",
        laterality="R",
        body_part="CHEST",
        modality="CT",
        prior_dates=frozenset(),
        sections=dict.fromkeys(SECTIONS, text),
    )


def work(report: ReportFacts) -> int:
    """How many functions are called, those written in C among them."""
    count = 0

    def one_more(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        check_report(report)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_text_is_at_most_twice_the_work(kind: str) -> None:
    unit = HOSTILE[kind]
    once, twice = work(facts(unit, LENGTH)), work(facts(unit, 2 * LENGTH))
    assert twice < 2.3 * once


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package by its name."""
    found = {}
    for module in iter_modules(checks.__path__):
        for name, value in vars(import_module(f"{checks.__name__}.{module.name}")).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name}.{name}"] = value
    return found


def test_no_pattern_repeats_a_group_of_words_without_end() -> None:
    """Tried again from each of its repetitions, such a pattern costs the square of the text."""
    known = patterns()
    assert len(known) > 40
    # Holds to the first 600 characters, begins at the start only, and takes every alternative whole.
    allowed = {"impression._NOTHING"}
    endless = {
        name for name, one in known.items() if re.search(r"(?<!\\)\)[*+](?!\+)", one.pattern)
    }
    assert endless <= allowed


@pytest.mark.parametrize("impression", ["x" * 400 + "a", "." * 400 + "a", "none " * 80 + "!a"])
def test_an_impression_of_stand_ins_ends(impression: str) -> None:
    """Hangs where a pattern may divide a run in every way."""
    check_report(ReportFacts(sections={"impression": impression}))
