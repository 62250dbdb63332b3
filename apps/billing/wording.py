"""What stands on a line of an invoice. Pure: no Django."""

from collections.abc import Mapping
from typing import Any, Protocol


class Named(Protocol):
    name: str


READS = {
    "preliminary": "preliminary read",
    "final": "final read",
    "over_read": "over-read",
    "addendum": "addendum",
    "part": "part of a split study",
}


def booked_as(explanation: Mapping[str, Any], study_type: Named | None) -> str:
    """The study type that an entry was booked for, whatever its event was corrected to since."""
    return str(explanation.get("study_type") or (study_type.name if study_type else ""))


def line_text(
    *, kind: str, read: str, study_type: str, priority: str, percent: str = "", note: str = ""
) -> str:
    """``CT head, final read, STAT``; before it what it is, where it is not a charge."""
    subject = ", ".join(part for part in (study_type, READS.get(read, read), priority) if part)
    if kind == "reversal":
        return f"Reversed: {subject}" + (f" ({note})" if note else "")
    if kind == "sla_credit":
        return f"Service credit of {percent}%: {subject}"
    return subject
