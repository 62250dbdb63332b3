"""Any text is answered, quickly, the same each time, with places inside it; and what is known to be hard."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reporting.checks import CODES, SECTIONS, ReportFacts, check_report
from apps.reporting.checks.dates import dates
from apps.reporting.checks.scope import scope_of
from apps.reporting.checks.text import SectionText, folded

PIECES = st.sampled_from(
    "no left right fracture . , : ; \n [ ] { } < > ___ 5 mm 3,2 cm -5 mm prostate uterus L4-L5 T2 İ ß é ½ 𝔸 × CT MRI"
    " compared prior 2024-02-31 3/4/2024 pneumothorax acute aortic dissection Dr. 1. discussed with".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    sections=st.fixed_dictionaries(dict.fromkeys(SECTIONS, TEXTS)),
    order=st.lists(TEXTS, min_size=7, max_size=7),
    priors=st.none() | st.frozensets(st.dates()),
)
def test_any_text_is_answered(
    sections: dict[str, str], order: list[str], priors: frozenset[date] | None
) -> None:
    facts = ReportFacts(
        sex=order[0],
        procedure=order[1],
        body_part=order[2],
        laterality=order[3],
        modality=order[4],
        study_modality=order[5],
        study_body_part=order[6],
        prior_dates=priors,
        sections=sections,
    )
    found = check_report(facts)
    assert found == check_report(facts)
    for one in found:
        assert one["code"] in CODES
        assert 0 <= one["start"] <= one["end"] <= len(sections[one["section"]])


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_sentences_are_not_cut_at_abbreviations_and_wrapped_lines() -> None:
    text = SectionText("findings", "1. Seen by Dr. Lee at 3.5 cm. No mass;\nLungs: Clear. Normal.")
    assert [text.words_of(one).strip() for one in text.sentences] == [
        "1. seen by dr. lee at 3.5 cm.",
        "no mass;",
        "lungs: clear.",
        "normal.",
    ]
    assert [one.label for one in text.sentences] == ["", "", "lungs", "lungs"]


@pytest.mark.parametrize(
    ("sentence", "asserted"),
    [
        ("no evidence of effusion or fracture", False),
        ("no change in the fracture", True),
        ("no effusion, but a fracture", True),
        ("no effusion, small fracture", True),
        ("fracture is not seen", False),
        ("fracture cannot be excluded", False),
        ("ct is recommended to exclude fracture", False),
        ("keine fraktur oder fracture", False),
        ("pas de fracture", False),
        ("acute fracture", True),
    ],
)
def test_what_is_denied_doubted_or_asked_for_is_not_asserted(sentence: str, asserted: bool) -> None:
    start = sentence.index("fracture")
    assert scope_of(sentence, start, start + 8).asserted is asserted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("3/5/2024", date(2024, 3, 5)),
        ("05.03.2024", date(2024, 3, 5)),
        ("5/3/24", date(2024, 3, 5)),
        ("march 5th, 2024", date(2024, 3, 5)),
        ("5 marz 2024", date(2024, 3, 5)),
        ("5-mar-2024", date(2024, 3, 5)),
        ("march 2024", date(2024, 3, 9)),
        ("2024", date(2024, 12, 9)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date) -> None:
    (one,) = dates(f"ct of {text}.")
    assert one.fits(frozenset({day}))
    assert not one.fits(frozenset({date(2019, 1, 1)}))


def test_a_recorded_critical_result_is_communicated() -> None:
    text = {"impression": "Tension pneumothorax on the left."}
    assert [one["code"] for one in check_report(ReportFacts(sections=text))] == [
        "uncommunicated_critical"
    ]
    assert check_report(ReportFacts(sections=text, critical_recorded=True)) == []
