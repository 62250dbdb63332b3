"""Text for the teaching library without what could tell whose it is. Pure.

DICOM PS3.15 Annex E names the attributes that identify; a case carries none of them over. What a person wrote is
searched for the same values, and for what looks like a date, a number that names somebody, or an address.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from apps.peer_review.blinding import without_names

REMOVED: Final = "[removed]"

# A case holds these of the study and nothing else. None of them is in the table of attributes to be removed of the
# Basic Application Level Confidentiality Profile (PS3.15 Table E.1-1), but sex and age, which its option to retain
# patient characteristics (E.3.7) keeps, and age here only as a group.
KEPT: Final = ("modality", "body_part", "age_group", "sex")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.+Z-]+)?",
        r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+|,\s*)\d{{2,4}}\b",
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
        rf"\b{_MONTH}\s+(?:19|20)\d{{2}}\b",
        r"\b(?:19|20)\d{2}\b",
        r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?\b",
        r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b",
        r"\b[\d.]{12,64}\b",
        r"(?<![\w.])\+?\d[\d ()/-]{6,}\d(?![\w.])",
        r"\b(?=\w*\d)[A-Z]{0,4}\d{5,}\w*\b",
        r"\b(?:Dr|Prof|Mr|Mrs|Ms|Miss)\.?(?-i:\s+[A-Z][\w'’-]+)+",
        r"\b(?:9\d|1[0-4]\d)[ -]years?[ -]old\b",
    )
)


def deidentified(text: str, *, names: Iterable[str], values: Iterable[str]) -> str:
    """``text`` without the people ``names``, the literal ``values`` (numbers, UIDs, places of this patient and study)
    and anything of a form that identifies.
    """
    for value in sorted({v.strip() for v in values if len(v.strip()) > 1}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", REMOVED, text, flags=re.IGNORECASE)
    text = without_names(text, list(names))
    for pattern in _PATTERNS:
        text = pattern.sub(REMOVED, text)
    return text


def remains(texts: Mapping[str, str]) -> list[str]:
    """The fields that still hold something of a form that identifies."""
    return [
        name for name, text in texts.items() if any(pattern.search(text) for pattern in _PATTERNS)
    ]


# Of these, text in the pixels is usual; PS3.15 Annex E asks for the Clean Pixel Data Option there.
_OFTEN_BURNT_IN: Final = frozenset({"US", "IVUS", "ES", "XC", "OT", "SC", "RF", "ECG", "OP", "GM"})


def text_in_pixels(attributes: Mapping[str, Any], modality: str) -> str:
    """What the headers (DICOM JSON model) say of text in the pixels: ``yes``, ``perhaps`` or ``unlikely``.

    Burned In Annotation (0028,0301) is believed where it says YES, and NO for what did not come from a screen or a film
    (Conversion Type, 0008,0064). Never more than a hint: a person has to look.
    """
    burnt = _value(attributes, "00280301")
    if burnt == "YES":
        return "yes"
    if modality in _OFTEN_BURNT_IN or _value(attributes, "00080064"):
        return "perhaps"
    return "unlikely"


def _value(attributes: Mapping[str, Any], tag: str) -> str:
    values = attributes.get(tag, {}).get("Value") or [""]
    return str(values[0]).strip().upper()
