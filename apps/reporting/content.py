"""What a report says: its sections, and the hash that proves a signed version. Pure: no Django, no clock."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, TypedDict

SECTION_TITLES: Mapping[str, str] = {
    "indication": "Indication",
    "technique": "Technique",
    "comparison": "Comparison",
    "findings": "Findings",
    "impression": "Impression",
}

# Written by the product when a version is signed, never by hand.
COMMUNICATION = "communication"
COMMUNICATION_TITLE = "Communication of critical findings"

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Section(TypedDict):
    """``body`` is plain text; a line feed ends a paragraph."""

    code: str
    title: str
    body: str


def tidy(sections: Iterable[Mapping[str, str]]) -> list[Section]:
    """The sections as they are kept: line ends are line feeds, an empty title is the section's usual one."""
    return [
        Section(
            code=section["code"],
            title=_printable(section["title"]).replace("\n", " ").strip()
            or SECTION_TITLES[section["code"]],
            body=_printable(section["body"]),
        )
        for section in sections
    ]


def _printable(text: str) -> str:
    """One kind of line end, and nothing that no page can show: dictation tools leave both."""
    return "".join(
        character
        for character in _LINE_END.sub("\n", text)
        if character in "\n\t" or _is_shown(character)
    )


def _is_shown(character: str) -> bool:
    """Not a control character, half of a surrogate pair or U+FFFE, U+FFFF of a plane (Unicode 23.7), which XML and
    PostgreSQL refuse."""
    return unicodedata.category(character) not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE


def written_sections(sections: Iterable[Section]) -> list[Section]:
    """Of a signed version's sections those that a person wrote."""
    return [section for section in sections if section["code"] != COMMUNICATION]


def impression(sections: Iterable[Mapping[str, str]]) -> str:
    """The text of the impression, empty where there is none."""
    return "\n".join(
        section["body"] for section in sections if section["code"] == "impression"
    ).strip()


@dataclass(frozen=True, slots=True)
class SignedContent:
    """Everything a signature covers. ``previous_hash`` chains a version to the one it replaces ("" for the first)."""

    report_id: str
    number: int
    kind: str
    sections: list[Section]
    identity: dict[str, Any]
    signer_id: str
    signer_name: str
    signed_at: datetime
    method: str
    previous_hash: str


def canonical(content: SignedContent) -> str:
    """JSON with sorted keys and no spaces (RFC 8785 for these value types); times in UTC to the microsecond."""
    values = asdict(content)
    values["signed_at"] = content.signed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_hash(content: SignedContent) -> str:
    """SHA-256 of the canonical content, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
