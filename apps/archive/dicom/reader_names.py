"""Header attributes in which somebody who read a study may be named (PS3.3 C.7.2.1, C.7.3.1; PS3.6)."""

import json
from collections.abc import Mapping
from typing import Any, Final

READER_NAMES: Final = frozenset(
    {
        "00081050",  # Performing Physician's Name
        "00081052",  # Performing Physician Identification Sequence
        "00081060",  # Name of Physician(s) Reading Study
        "00081062",  # Physician(s) Reading Study Identification Sequence
        "0040A073",  # Verifying Observer Sequence
        "0040A075",  # Verifying Observer Name
        "0040A123",  # Person Name
        "4008010C",  # Interpretation Author (retired)
        "40080111",  # Interpretation Approver Sequence (retired)
    }
)


def without_readers(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """DICOM JSON (PS3.18 Annex F) without ``READER_NAMES``."""
    return {tag: value for tag, value in attributes.items() if tag not in READER_NAMES}


def text_without_readers(headers: str) -> str:
    """The same for its text."""
    if not any(tag in headers for tag in READER_NAMES):
        return headers
    return json.dumps(
        without_readers(json.loads(headers)), ensure_ascii=False, separators=(",", ":")
    )
