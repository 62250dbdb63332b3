"""What becomes of files of other systems, and of files that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reporting.mrrt import MOST_CHARACTERS, ImportedTemplate, UnreadableTemplate, read_template
from tests.apps.reporting.mrrt.samples import CHEST, KNEE, PLAIN


def bodies(found: ImportedTemplate) -> dict[str, str]:
    return {one["code"]: one["body"] for one in found.content["sections"] if one["body"]}


def losses(found: ImportedTemplate) -> set[str]:
    return {loss["code"] for loss in found.losses}


def code_of(text: str) -> str:
    """Why the text is refused; "" where it is read."""
    try:
        read_template(text)
    except UnreadableTemplate as refused:
        return refused.code
    return ""


def test_a_file_after_the_book() -> None:
    found = read_template(KNEE)
    assert bodies(found) == {
        "indication": "Reason: [Reason]",
        "findings": (
            "Menisci:\n"
            "Medial meniscus: [Medial meniscus: intact|torn|grade (2) / degenerated]\n"
            "Effusion 1: [Effusion one] mm\n"
            "Ligaments: intact throughout."
        ),
        "impression": "No internal derangement.",
    }
    assert found.content["name"] == "MR knee"
    assert found.content["sections"][0]["title"] == "Clinical Information"
    origin = found.content["origin"]
    assert origin["description"] == "Internal derangement & cartilage"
    assert origin["license"] == "http://example.org/licence"
    assert [(code["place"], code["value"]) for code in origin["codes"]] == [
        ("", "RID2743"),
        ("findings", "RID28486"),
        ("findings", "RID2775"),
    ]
    assert losses(found) == {
        *("field_renamed", "number_limits", "field_kind", "terms_dropped", "codes_untied"),
        "completion_prohibits",
    }


def test_a_file_that_takes_liberties_executes_nothing_and_says_what_is_lost() -> None:
    found = read_template(CHEST)
    assert found.content["name"] == "CT Thorax"
    assert bodies(found) == {
        "technique": "[choice: Mit Kontrastmittel|Nativ]",
        "findings": (
            "Lunge frei\nPleura [p]\nHerz:\nGröße: [Größe: normal|vergrößert]\n\n"
            "Lymphknoten:\nUnauffällig."
        ),
        "impression": "{{prior_date}} [ris_number]",
    }
    assert losses(found) >= {
        *("script_ignored", "codes_unreadable", "several_choices", "layout", "picture"),
        *("section_moved", "section_joined", "merge_unknown", "control_ignored"),
    }
    assert "alert" not in str(found.content)


def test_a_page_without_sections_is_all_findings() -> None:
    found = read_template(PLAIN)
    assert found.content["name"] == "超音波"
    assert bodies(found) == {"findings": "腹部\n肝臓: [肝臓]\n胆嚢: [胆嚢: 異常なし|結石あり]"}
    assert losses(found) == {"outside_section"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_template"),
        ("Just words", "outside"),
        ("<html><body><section></section></body></html>", "not_a_template"),
        ("{" * 100, "outside"),
        ("<p>" * 30_000, "template_too_large"),
        ("x" * (MOST_CHARACTERS + 1), "template_too_large"),
        (f"<p title='{'y' * 30_000}'>z</p>", "template_too_large"),
        ("<div>" * 100 + "deep", "template_too_large"),
    ],
)
def test_what_is_no_template_is_refused_with_a_reason(text: str, code: str) -> None:
    if code == "outside":
        assert losses(read_template(text)) == {"outside_section"}
        return
    with pytest.raises(UnreadableTemplate) as refused:
        read_template(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "unit", ["<!--", "<", "</", "<![CDATA[", "&", "<script>", "<a b='", "<textarea>", "<!-->"]
)
def test_what_never_ends_is_read_in_one_pass(unit: str) -> None:
    text = (unit * MOST_CHARACTERS)[:MOST_CHARACTERS]
    assert code_of(text) in ("", "not_a_template", "template_too_large")


def test_entities_are_not_resolved() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><html><head><script type="text/xml">'
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd"><!ENTITY d "&c;">]>'
        "<template_attributes><term><code meaning='&c;' value='1' scheme='S'/></term></template_attributes>"
        "</script></head><body><section data-section-name='Findings'><p>&b; &c;</p></section></body></html>"
    )
    found = read_template(bomb)
    assert "&b; &c;" in bodies(found)["findings"]
    assert found.content["origin"]["codes"] == []
    assert "codes_unreadable" in losses(found)


TAGS = st.sampled_from(
    "p div section header label input select option textarea script table tr td br meta body".split()
)
PIECES = st.one_of(
    st.text(max_size=20),
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.tuples(TAGS, st.text(max_size=10)).map(
        lambda one: f"<{one[0]} id='a' name=\"{one[1]}\" for=a>"
    ),
    st.sampled_from(
        [
            "<!--",
            "-->",
            "<![CDATA[",
            "&#0;",
            "&#xD800;",
            "&lt",
            '<input type="radio" name=x>',
            "[",
            "|",
            "]",
            "{{",
            "}}",
        ]
    ),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert code_of(text) in ("", "not_a_template", "template_too_large")
