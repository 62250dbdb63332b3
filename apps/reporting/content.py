"""What a report says: its sections, and the hash that proves a signed version. Pure: no Django, no clock."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TypedDict

SECTION_TITLES: Mapping[str, str] = {
    "indication": "Indication",
    "technique": "Technique",
    "comparison": "Comparison",
    "findings": "Findings",
    "impression": "Impression",
}

# Written when a version is signed, never in a draft.
COMMUNICATION = "communication"
COMMUNICATION_TITLE = "Communication of critical findings"
WET_READ = "wet_read"
ADDENDUM = "addendum"
CORRECTION = "correction"
DISCREPANCY = "discrepancy"
WITHDRAWAL = "withdrawal"
SEALED_TITLES: Mapping[str, str] = {
    COMMUNICATION: COMMUNICATION_TITLE,
    WET_READ: "Wet read (provisional)",
    ADDENDUM: "Addendum",
    CORRECTION: "Correction",
    DISCREPANCY: "Difference from the earlier read",
    WITHDRAWAL: "Report withdrawn",
}

# What a signed version is, in the order in which they can follow each other.
KINDS = ("wet_read", "preliminary", "final", "addendum", "correction", "withdrawal")
# Of these, the ones that hold a whole reading.
READINGS = ("preliminary", "final", "addendum", "correction")

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Section(TypedDict):
    """``body`` is plain text; a line feed ends a paragraph."""

    code: str
    title: str
    body: str


# As it came from outside, or as it is kept.
AnySection = Section | Mapping[str, str]


def tidy(sections: Iterable[AnySection]) -> list[Section]:
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


def one_line(text: str) -> str:
    """Text of a single line as it is kept: nothing that no page can show, no line end, no space around it."""
    return _printable(text).replace("\n", " ").replace("\t", " ").strip()


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
    """Of a signed version's sections those that a draft can hold."""
    return [section for section in sections if section["code"] in SECTION_TITLES]


def sealed_section(code: str, body: str, title: str = "") -> Section:
    """A section that comes with a signature; its title is the usual one unless ``title`` says more."""
    return Section(code=code, title=title or SEALED_TITLES[code], body=body)


def impression(sections: Iterable[AnySection]) -> str:
    """The text of the impression, empty where there is none."""
    return "\n".join(
        section["body"] for section in sections if section["code"] == "impression"
    ).strip()


class SignedBefore(TypedDict):
    """A version that stands before another one of the same report; ``signed_at`` in ISO 8601."""

    number: int
    kind: str
    signer_name: str
    signed_at: str


class Act(TypedDict, total=False):
    """What a signature says beside the text: why, about which versions, whose text it was, and what the text
    recommends as data (each a ``recommending.recommendation.Recommendation``), and the frames it points at (each a
    ``key_images.key_image.KeyImage``).
    """

    reason: str
    signed_before: list[SignedBefore]
    prepared_by: str
    compared_with: str
    discrepancy: str
    recommendations: list[dict[str, Any]]
    key_images: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SignedContent:
    """Everything a signature covers. ``previous_hash`` chains a version to the one before it ("" for the first)."""

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
    act: Act = field(default_factory=Act)


def canonical(content: SignedContent) -> str:
    """JSON with sorted keys and no spaces (RFC 8785 for these value types); times in UTC to the microsecond.

    An act that says nothing is left out: so the hashes of versions signed before there were acts still hold.
    """
    values = asdict(content)
    if not values["act"]:
        del values["act"]
    values["signed_at"] = content.signed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_hash(content: SignedContent) -> str:
    """SHA-256 of the canonical content, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
