"""What a file is, by its bytes; what it may be called."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.staffing.documents import (
    LONGEST_NAME,
    MEDIA_TYPES,
    MediaType,
    is_whole,
    media_type_of,
    safe_name,
)
from tests.apps.staffing.files import jpeg, pdf, png

WHOLE = {"application/pdf": pdf(), "image/jpeg": jpeg(b"Exif"), "image/png": png()}
REFUSED = {
    "a page with a script": b"<html><script>alert(1)</script>",
    "a drawing with a script": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    "a program": b"MZ\x90\x00",
    "an archive": b"PK\x03\x04",
    "a PDF behind something else": b"<script></script>" + pdf(),
    "half a signature": png()[:7],
}


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_each_kind_is_known_and_whole(media_type: MediaType) -> None:
    assert media_type_of(WHOLE[media_type]) == media_type
    assert is_whole(WHOLE[media_type], media_type)


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_nothing_else_is(content: bytes) -> None:
    assert media_type_of(content) is None


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(share=st.floats(0, 0.8))
def test_one_that_breaks_off_is_told(media_type: MediaType, share: float) -> None:
    whole = WHOLE[media_type]
    assert not is_whole(whole[: int(len(whole) * share)], media_type)


def test_a_previews_end_is_not_the_pictures() -> None:
    whole = jpeg(b"\xff\xd8\xff\xd9" * 4)
    assert is_whole(whole, "image/jpeg")
    assert not is_whole(whole[:-2], "image/jpeg")


@given(
    begin=st.sampled_from([b"", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]), rest=st.binary()
)
def test_any_bytes_are_judged(begin: bytes, rest: bytes) -> None:
    media_type = media_type_of(begin + rest)
    if media_type is not None:
        is_whole(begin + rest, media_type)


@given(name=st.text(), media_type=st.sampled_from(MEDIA_TYPES))
@example(name="../../etc/passwd", media_type="application/pdf")
@example(name="C:\\scans\\licence.PDF", media_type="application/pdf")
@example(name="a" * 400 + ".jpeg", media_type="image/jpeg")
@example(name="\u202efdp.exe", media_type="image/png")
@example(name=".", media_type="image/png")
def test_a_name_is_a_plain_name_with_the_right_ending(name: str, media_type: MediaType) -> None:
    safe = safe_name(name, media_type)
    stem, _, ending = safe.rpartition(".")
    assert stem and len(safe) <= LONGEST_NAME
    assert ending in {"application/pdf": "pdf", "image/jpeg": "jpg jpeg", "image/png": "png"}[
        media_type
    ].split(" ")
    assert "/" not in safe and "\\" not in safe
    assert not [c for c in safe if unicodedata.category(c).startswith("C")]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Licence Bayern.pdf", "Licence Bayern.pdf"),
        ("licence.PDF", "licence.pdf"),
        ("licence.exe", "licence.exe.pdf"),
        ("C:\\scans\\licence.pdf", "licence.pdf"),
        ("", "document.pdf"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name, "application/pdf") == safe
