"""The sentence that proves who was told of a critical finding. Pure: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.reporting.content import COMMUNICATION, COMMUNICATION_TITLE, Section
from apps.reporting.pdf.page import moment

CHANNELS = ["phone", "in_person", "video", "mail", "message", "portal", "link"]
# By these one hears the other repeat it.
SPOKEN_CHANNELS = frozenset({"phone", "in_person", "video"})
_MEANS = {
    "phone": "by telephone",
    "in_person": "in person",
    "video": "by video call",
    "mail": "by e-mail",
    "message": "by message",
    "portal": "in the portal",
    "link": "by a secure link",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Who told whom, how and when. ``zone`` is the site's IANA zone; times are aware."""

    category: int
    finding: str
    raised_at: datetime
    at: datetime
    zone: str
    by: str
    to: str
    role: str
    channel: str
    read_back: bool = False


def communicated(told: Told) -> str:
    """The statement of a communication, one paragraph."""
    return (
        f"{_subject(told)} Communicated by {told.by} to {_person(told)} {_MEANS[told.channel]} on "
        f"{_moment(told)}, {_after(told)}. "
        + ("Read back and confirmed." if told.read_back else "No read-back was given.")
    )


def acknowledged(told: Told) -> str:
    """The statement of a written acknowledgement by the site, one paragraph."""
    return (
        f"{_subject(told)} Acknowledged in writing by {_person(told)} {_MEANS[told.channel]} on "
        f"{_moment(told)}, {_after(told)}."
    )


def statement_section(statements: Iterable[str]) -> list[Section]:
    """The report's section that holds the statements, one paragraph each; none where there are none."""
    body = "\n".join(statements)
    return [Section(code=COMMUNICATION, title=COMMUNICATION_TITLE, body=body)] if body else []


def _subject(told: Told) -> str:
    named = f": {told.finding.rstrip('.')}" if told.finding else ""
    return f"Critical finding, category {told.category}{named}."


def _person(told: Told) -> str:
    return f"{told.to} ({told.role})" if told.role else told.to


def _moment(told: Told) -> str:
    return moment(told.at, ZoneInfo(told.zone))


def _after(told: Told) -> str:
    minutes = max(0, int((told.at - told.raised_at).total_seconds() // 60))
    hours, rest = divmod(minutes, 60)
    span = f"{hours} h {rest:02d} min" if hours else f"{rest} min"
    return f"{span} after it was raised"
