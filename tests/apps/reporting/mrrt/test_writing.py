"""What we write validates, and comes back as it was."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reporting.content import SECTION_TITLES
from apps.reporting.default_templates import DEFAULT_TEMPLATES
from apps.reporting.mrrt import faults, read_template, with_required_terms, write_template
from apps.reporting.template_document import TemplateDocument, document, no_origin
from tests.apps.reporting.mrrt.samples import CHEST, KNEE

LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.text(st.sampled_from("abc éß所 -/"), min_size=2, max_size=12)
CHOICES = st.text(st.sampled_from("abc 12é<>&\"'所."), min_size=1, max_size=8)
TOKENS = st.one_of(
    NAMES.map(lambda name: f"[{name}]"),
    st.tuples(NAMES, st.lists(CHOICES, min_size=1, max_size=4)).map(
        lambda one: f"[{one[0]}: {'|'.join(one[1])}]"
    ),
    st.sampled_from(["{{prior_date}}", "{{macro:abc}}", "{{nothing_known}}", "[ ]", "[x]", "[1]"]),
)
BODIES = st.lists(
    st.one_of(
        st.text(LETTERS, max_size=10), TOKENS, st.sampled_from(["\n", "\t", "  ", "<b>", "&amp;"])
    ),
    max_size=8,
).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> TemplateDocument:
    codes = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "place": st.sampled_from(["", *SECTION_TITLES]),
                    "value": WORDS,
                    "scheme": st.sampled_from(["RADLEX", "LOINC"]),
                    "meaning": WORDS,
                }
            ),
            max_size=3,
        )
    )
    codes.sort(key=lambda code: bool(code["place"]))
    said: dict[str, Any] = {
        "name": draw(WORDS),
        "modality": draw(st.sampled_from(["", "CT"])),
        "body_part": draw(st.sampled_from(["", "CHEST"])),
        "procedure_codes": draw(st.lists(WORDS, max_size=2)),
        "procedure_words": draw(st.lists(WORDS, max_size=2)),
        "sex": draw(st.sampled_from(["", "M", "F"])),
        "age_from": draw(st.none() | st.integers(0, 120)),
        "age_to": draw(st.none() | st.integers(0, 120)),
        "sections": [
            {
                "code": code,
                "title": draw(st.sampled_from([title, "Own <title> & more"])),
                "body": draw(BODIES),
            }
            for code, title in SECTION_TITLES.items()
        ],
        "origin": {
            **{
                term: draw(WORDS)
                for term in no_origin()
                if term not in ("codes", "language", "date")
            },
            "language": "de-CH",
            "date": "2026-11-30",
            "codes": codes,
        },
    }
    said["sections"][3]["body"] += "Something."
    return document(said)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(documents())
def test_what_is_written_validates_and_is_read_back_identically(said: TemplateDocument) -> None:
    text = write_template(said)
    assert faults(text) == []
    found = read_template(text)
    assert found.content == said
    assert found.losses == []


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda one: one.name)
def test_the_shipped_templates_are_exchanged_whole(template: Any) -> None:
    content = with_required_terms(
        document(
            {"name": template.name, "modality": template.modality, "sections": template.sections}
        ),
        identifier="urn:uuid:1",
        publisher="Practice",
        date="2026-11-30",
    )
    text = write_template(content)
    assert faults(text) == []
    assert read_template(text).content == content


def test_the_validator_knows_good_from_bad() -> None:
    assert faults(KNEE) == []
    rules = {fault["rule"] for fault in faults(CHEST)}
    assert rules >= {"script", "coded_content", "term_missing", "field", "title"}


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("<!DOCTYPE html>", "", "doctype"),
        ("UTF-8", "latin-1", "charset"),
        ('name="dcterms.identifier"', 'name="dcterms.other"', "term_missing"),
        ("IMAGE_REPORT_TEMPLATE", "OTHER", "type"),
        ('content="en"', 'content="english!"', "language"),
        ("2024-02-01", "last spring", "date"),
        ("<title>MR knee", "<title>Other", "title"),
        ('id="T1"', 'id="S1"', "id"),
        ('for="T1"', 'for="T9"', "label"),
        ('ORIGTXT="S2"', 'ORIGTXT="S9"', "origtxt"),
        ('scheme="RADLEX"/></term></entry>', 'scheme="X"/></term></entry>', "coding_scheme"),
        ("</template_attributes>", "", "coded_content"),
        ('"SELECTION_LIST"', '"TEXT"', "field_type"),
        ('action="PROHIBIT"', 'action="MAYBE"', "completion_action"),
        ('<option value="torn">', '<option value="torn" selected>', "options"),
        ('data-section-name="Impression"', "", "section"),
        ("<body>", '<body onload="x()">', "script"),
    ],
)
def test_each_rule_is_looked_at(before: str, after: str, rule: str) -> None:
    assert before in KNEE
    assert rule in {fault["rule"] for fault in faults(KNEE.replace(before, after))}
