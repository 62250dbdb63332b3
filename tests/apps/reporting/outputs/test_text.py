"""Plain text, and the values of HL7 v2 observations."""

from apps.reporting.outputs.text import escaped, observation_lines, plain_text, wrapped
from tests.apps.reporting.outputs.sources import source

SENTENCE = "The lungs are clear without consolidation, and the heart is of normal size. "


def test_the_text_reads_like_the_page() -> None:
    text = plain_text(source(findings="Lungs: Clear.\nHeart: Normal."))
    assert text.startswith("Radiology report\nNightwatch Radiology\nPatient: Müller-O’Brien, Zoë\n")
    assert "\n\nFindings\nLungs: Clear.\nHeart: Normal.\n\nImpression\nNo acute finding.\n" in text
    assert "\nSigned by Dr Amara Okafor, 21 Nov 2026, 14:03 UTC+00:00 (Europe/Dublin)\n" in text
    assert "Indication" not in text


def test_separators_are_escaped_once() -> None:
    assert escaped("a|b^c&d~e\\F\\") == "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\F\\E\\"


def test_paragraphs_are_wrapped_at_spaces() -> None:
    lines = observation_lines(source(findings=f"{SENTENCE * 3}\n\nNext."))
    assert all(len(line) <= 78 for line in lines)
    start, end = lines.index("Findings") + 1, lines.index("Next.")
    assert " ".join(lines[start : end - 1]) == (SENTENCE * 3).strip()
    assert lines[end - 1] == ""


def test_a_long_word_stays_whole() -> None:
    assert wrapped(f"a {'x' * 100} b", width=20) == ["a", "x" * 100, "b"]
    assert wrapped("肺" * 100, width=20) == ["肺" * 100]
    assert wrapped("", width=20) == [""]


def test_a_table_keeps_its_columns() -> None:
    assert wrapped("LAD   30 %", width=78) == ["LAD   30 %"]
