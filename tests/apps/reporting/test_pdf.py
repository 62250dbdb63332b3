"""The printed report: what was signed, all of it, in any script, on every page whose it is."""

import io
import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from pypdf import PdfReader

from apps.reporting.content import content_hash
from apps.reporting.key_images.picture import draw_key_image
from apps.reporting.pdf.document import render_pages, render_pdf
from apps.reporting.pdf.page import moment, page_of
from apps.reporting.pdf.script import breakable, direction, language
from tests.apps.reporting.outputs.sources import key_image
from tests.apps.reporting.pages import ARABIC, JAPANESE, MARKUP, content


def printed(signed: object) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(signed, content_hash=content_hash(signed))))  # type: ignore[arg-type] # a SignedContent


def letters(text: str) -> str:
    """Without the spaces and line ends that setting a page adds."""
    return re.sub(r"[\s\u200b]", "", text)


@pytest.mark.parametrize("findings", ["Lungs: Clear.\nHeart: Normal size.", MARKUP, JAPANESE])
def test_the_page_says_what_was_signed(findings: str) -> None:
    shown = letters("".join(page.extract_text() for page in printed(content(findings)).pages))
    for line in findings.split("\n"):
        assert letters(line) in shown


def test_arabic_comes_back_word_for_word() -> None:
    """An extractor gives words of a line written from right to left in the order of the page."""
    shown = printed(content(ARABIC)).pages[0].extract_text()
    words = set(re.findall(r"[\u0621-\u064a]+", shown))
    assert set(re.findall(r"[\u0621-\u064a]+", ARABIC)) <= words


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    sentence = "The lung parenchyma shows no consolidation, nodule or mass. "
    long = "\n".join(f"Finding {number}: {sentence * 6}" for number in range(55))
    signed = content(long)
    pages = [page.extract_text() for page in printed(signed).pages]
    assert len(pages) >= 5
    for number, page in enumerate(pages, start=1):
        for expected in (
            "Müller-O’Brien, Zoë",
            "P-1001",
            "3 Feb 1961",
            "Nightwatch Radiology",
            "St Brendan's Hospital",
            f"Page {number} of {len(pages)}",
            "Version 1, final",
            content_hash(signed),
            "21 Nov 2026, 14:03 UTC+00:00 (Europe/Dublin)",
        ):
            assert expected in page, (number, expected)
    assert "Finding 54" in "".join(pages)


def test_the_same_version_prints_the_same_bytes() -> None:
    signed = content(JAPANESE)
    assert render_pdf(signed, content_hash="a") == render_pdf(signed, content_hash="a")


def test_a_preliminary_report_says_so_on_every_page() -> None:
    signed = content("word " * 3000, kind="preliminary")
    pages = printed(signed).pages
    assert len(pages) > 2
    assert all("PRELIMINARY" in page.extract_text() for page in pages)
    final = printed(content()).pages[0].extract_text()
    assert "preliminary" not in final.lower()


def test_the_document_is_tagged_and_has_a_title_and_a_language() -> None:
    document = printed(content())
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index] # pypdf's objects
    assert root["/Lang"].startswith("en")  # type: ignore[index] # pypdf's objects
    assert document.metadata is not None
    assert document.metadata.title == "Radiology report"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()  # type: ignore[index] # pypdf's objects


def test_no_font_of_the_machine_is_used() -> None:
    document = printed(content(f"{JAPANESE}\n{ARABIC}"))
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index] # pypdf's objects
    }
    families = ("NotoSans", "IBMPlexSansArabic", "Heebo")
    assert fonts
    assert all(font.startswith(families) for font in fonts), fonts


def test_a_character_without_a_font_does_not_stop_the_report() -> None:
    shown = printed(content("odd \U0001f600 sign, then text")).pages[0].extract_text()
    assert "then text" in shown


def test_a_word_longer_than_the_line_stays_on_the_page() -> None:
    shown = printed(content("x" * 400)).pages[0].extract_text()
    assert letters(shown).count("x" * 400) == 1


def test_what_is_missing_is_said() -> None:
    shown = printed(content(birth_date=None, sex="", patient_id="")).pages[0].extract_text()
    assert "born not given" in shown
    assert "ID not given" in shown
    assert "sex not given" in shown


def test_the_pages_can_be_drawn() -> None:
    [page] = render_pages(content(), content_hash="a")
    assert page.startswith(b"\x89PNG")


def test_times_name_their_zone() -> None:
    page = page_of(content(time_zone="Asia/Kolkata"), content_hash="a")
    assert page["signature"]["at"] == "21 Nov 2026, 19:33 UTC+05:30 (Asia/Kolkata)"
    assert moment(content().signed_at, ZoneInfo("America/New_York")).endswith(
        "09:03 UTC-05:00 (America/New_York)"
    )


@pytest.mark.parametrize(
    ("text", "way", "tongue"),
    [
        ("", "ltr", "en"),
        ("12 mm", "ltr", "en"),
        ("Zoë", "ltr", "en"),
        ("(١٢) القلب", "rtl", "ar"),
        ("שלום", "rtl", "he"),
        ("CT القلب", "ltr", "ar"),
        ("肺野は清明", "ltr", "ja"),
        ("肺野清明", "ltr", "zh"),
        ("폐 실질", "ltr", "ko"),
        ("हृदय", "ltr", "hi"),
        ("ปอด", "ltr", "th"),
    ],
)
def test_a_paragraph_is_set_as_its_letters_ask(text: str, way: str, tongue: str) -> None:
    assert (direction(text), language(text)) == (way, tongue)


def test_only_long_words_are_made_breakable() -> None:
    usual = "anti-inflammatory 1.2.840.10008.5.1.4.1.1.2"
    assert breakable(usual) == usual
    assert breakable("y" * 90).replace("\u200b", "") == "y" * 90
    assert "\u200b" in breakable("y" * 90)
    assert breakable("a\tb") == "a    b"


def with_images(signed: Any, *captions: str) -> Any:
    images = [key_image(caption=caption) for caption in captions]
    return replace(signed, act={"key_images": images})


def test_key_images_stand_on_pages_of_their_own() -> None:
    pictures = [
        *(draw_key_image(np.full((40, 80), grey, np.uint8), key_image()) for grey in (0, 99)),
        None,
    ]
    signed = with_images(content(), "Nodule", JAPANESE.split("\n")[0], "Gone")
    made = render_pdf(signed, content_hash=content_hash(signed), pictures=pictures)
    first, *others = (page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "3 key images follow, signed with the text." in first
    shown = letters("".join(others))
    for line in ("Nodule", letters(JAPANESE.split("\n")[0]), "Keyimage3of3", "1.2.3.4.2,frame1"):
        assert line in shown
    assert "This image cannot be shown here." in others[-1]
    images = [image for page in PdfReader(io.BytesIO(made)).pages for image in page.images]
    assert [image.image.size for image in images if image.image] == [(900, 450)] * 2
    # Tagged, with words in place of each picture (ISO 14289-1 7.3).
    assert made.count(b"/S/Figure") == 2 or made.count(b"/S /Figure") == 2
    assert made == render_pdf(signed, content_hash=content_hash(signed), pictures=pictures)


def test_one_key_image_follows_in_the_singular() -> None:
    signed = with_images(content(), "")
    assert "1 key image follows" in printed(signed).pages[0].extract_text()
