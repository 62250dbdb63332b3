"""The text that is kept and the hash that proves it."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.content import SignedContent, canonical, content_hash, impression, tidy
from tests.apps.reporting.pages import content

CHANGES: dict[str, Any] = {
    "report_id": "another",
    "number": 2,
    "kind": "preliminary",
    "sections": [],
    "identity": {},
    "signer_id": "another",
    "signer_name": "another",
    "signed_at": datetime(2026, 11, 21, 14, 3, 7, 123457, tzinfo=UTC),
    "method": "another",
    "previous_hash": "0" * 64,
    "act": {"reason": "another"},
}


def test_the_hash_covers_every_field() -> None:
    assert set(CHANGES) == {field.name for field in fields(SignedContent)}
    signed = content()
    hashes = {content_hash(replace(signed, **{name: value})) for name, value in CHANGES.items()}
    assert len(hashes | {content_hash(signed)}) == len(CHANGES) + 1


def test_the_hash_is_the_same_in_any_zone_and_any_key_order() -> None:
    signed = content()
    elsewhere = replace(
        signed,
        signed_at=signed.signed_at.astimezone(timezone(timedelta(hours=9))),
        identity=dict(reversed(signed.identity.items())),
    )
    assert content_hash(elsewhere) == content_hash(signed)


def test_the_canonical_text_is_fixed() -> None:
    """A hash printed today must still be the hash in ten years."""
    assert canonical(replace(content(), identity={}, sections=[])) == (
        '{"identity":{},"kind":"final","method":"password","number":1,"previous_hash":"",'
        '"report_id":"0190c5a0-0000-7000-8000-000000000001","sections":[],'
        '"signed_at":"2026-11-21T14:03:07.123456+00:00",'
        '"signer_id":"0190c5a0-0000-7000-8000-000000000002","signer_name":"Dr Amara Okafor"}'
    )


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("page\x0cbreak\x0bline\u2028end", "page\nbreak\nline\nend"),
        ("bell\x07 tab\t", "bell tab\t"),
        ("  indented\n\n", "  indented\n\n"),
        ("𠮷野家 é e\u0301 \u200fעברית", "𠮷野家 é e\u0301 \u200fעברית"),
    ],
)
def test_text_is_kept_but_for_line_ends_and_control_characters(given_text: str, kept: str) -> None:
    [section] = tidy([{"code": "findings", "title": "Findings", "body": given_text}])
    assert section["body"] == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n")))
def test_what_can_be_printed_is_never_changed(body: str) -> None:
    [section] = tidy([{"code": "findings", "title": "", "body": body}])
    assert section == {"code": "findings", "title": "Findings", "body": body}
    assert tidy([{"code": "findings", "title": section["title"], "body": section["body"]}]) == [
        section
    ]


def test_an_impression_of_blanks_is_empty() -> None:
    blank = {"code": "impression", "title": "", "body": " \n\t "}
    assert impression([blank]) == impression([]) == ""
    assert impression([{**blank, "body": " clear "}]) == "clear"
