"""The text of an addendum, a correction, a withdrawal. Pure: no Django, no clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.reporting.content import (
    ADDENDUM,
    COMMUNICATION,
    CORRECTION,
    SECTION_TITLES,
    WITHDRAWAL,
    AnySection,
    Section,
    sealed_section,
    tidy,
    written_sections,
)
from apps.reporting.differences import section_differences
from apps.reporting.errors import NothingChanged
from apps.reporting.key_images.words import KEY_IMAGES_TITLE
from apps.reporting.pdf.page import moment

# Sealed anew with each version, or about the version before it.
NOT_CARRIED_ON = (COMMUNICATION, CORRECTION)


def tidy_text(text: str) -> str:
    """The text as it is kept, without empty lines around it."""
    return as_impression(text)["body"].strip()


def as_impression(text: str) -> Section:
    """A text that stands alone, as the checks read it."""
    return tidy([Section(code="impression", title="", body=text)])[0]


def with_addendum(
    before: Iterable[Section], text: str, *, signer_name: str, at: datetime, zone: str
) -> list[Section]:
    """Everything that stood before, word for word, then the addendum with its number, author and time."""
    kept = [section for section in before if section["code"] != COMMUNICATION]
    number = sum(section["code"] == ADDENDUM for section in kept) + 1
    title = f"Addendum {number}, {signer_name}, {moment(at, ZoneInfo(zone))}"
    return [*kept, sealed_section(ADDENDUM, text, title)]


def with_correction(
    before: Sequence[Section],
    text: Sequence[Section],
    *,
    reason: str,
    changed: Sequence[str],
    number: int,
    signer_name: str,
    signed_at: datetime,
    zone: str,
) -> list[Section]:
    """What is corrected and why, then the new text, then what was added to the old one.

    ``changed`` names what is other than before, as ``require_change`` does.
    """
    said = (
        f"This report replaces version {number}, signed by {signer_name} on "
        f"{moment(signed_at, ZoneInfo(zone))}.\n"
        f"Reason: {_sentence(reason)}\n"
        f"Changed: {', '.join(changed)}."
    )
    carried = [
        section
        for section in before
        if section["code"] not in SECTION_TITLES and section["code"] not in NOT_CARRIED_ON
    ]
    return [sealed_section(CORRECTION, said), *text, *carried]


def withdrawal_section(
    *, reason: str, number: int, signer_name: str, signed_at: datetime, zone: str
) -> Section:
    """What a site reads in place of a report that was entered in error."""
    return sealed_section(
        WITHDRAWAL,
        "This report was entered in error. Do not act on it.\n"
        f"It withdraws version {number}, signed by {signer_name} on "
        f"{moment(signed_at, ZoneInfo(zone))}, and every version before it.\n"
        f"Reason: {_sentence(reason)}",
    )


def require_change(
    before: Iterable[Section], text: Iterable[AnySection], *, other_images: bool = False
) -> list[str]:
    """The titles of what a correction changes, key images too where there are others. Raises ``NothingChanged``."""
    changed = [*_changed_titles(before, text), *([KEY_IMAGES_TITLE] if other_images else [])]
    if not changed:
        raise NothingChanged("Change what is wrong; to add something, write an addendum.")
    return changed


def _changed_titles(before: Iterable[Section], text: Iterable[AnySection]) -> list[str]:
    found = section_differences(written_sections(before), text)
    return [one["title"] for one in found if one["changed"]]


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?" else f"{text}."
