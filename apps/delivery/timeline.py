"""What happened to a site's study, in the order it happened. Pure: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# The order of things that carry the same time.
KINDS = (
    "first_image",
    "complete",
    "confirmed",
    "claimed",
    "released",
    "wet_read",
    "preliminary",
    "signed",
    "addendum",
    "correction",
    "withdrawal",
    "delivered",
    "opened",
    "acknowledged",
)


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str
    at: datetime
    by: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class ReadingSpell:
    """A reader's claim; ``end_reason`` is empty while it lasts."""

    reader: str
    claimed_at: datetime
    ended_at: datetime | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The study was confirmed for reading: by whom, and whose word it was."""

    at: datetime
    by: str | None
    whose: str


@dataclass(frozen=True, slots=True)
class DeliveredVersion:
    number: int
    kind: str
    signer: str
    signed_at: datetime
    delivered_at: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    name: str
    what: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    name: str
    number: int
    acknowledged_at: datetime


def site_timeline(
    *,
    first_image_at: datetime,
    completed_at: datetime | None,
    confirmed: Confirmed | None = None,
    spells: Iterable[ReadingSpell],
    versions: Iterable[DeliveredVersion],
    openings: Iterable[Opening],
    acknowledgements: Iterable[Acknowledgement] = (),
) -> list[Entry]:
    """The study's way as its site may see it, oldest first.

    A claim that ended with the signed report is no release.
    """
    entries = [Entry("first_image", first_image_at, None, "")]
    if completed_at:
        entries.append(Entry("complete", completed_at, None, ""))
    if confirmed:
        entries.append(Entry("confirmed", confirmed.at, confirmed.by, confirmed.whose))
    for spell in spells:
        entries += _reading(spell)
    for version in versions:
        entries += _version(version)
    entries += [
        Entry("opened", opening.opened_at, opening.name, opening.what) for opening in openings
    ]
    entries += [
        Entry("acknowledged", one.acknowledged_at, one.name, f"version {one.number}")
        for one in acknowledgements
    ]
    return sorted(entries, key=lambda entry: (entry.at, KINDS.index(entry.kind)))


def _reading(spell: ReadingSpell) -> list[Entry]:
    entries = [Entry("claimed", spell.claimed_at, spell.reader, "")]
    if spell.ended_at and spell.end_reason != "completed":
        entries.append(Entry("released", spell.ended_at, spell.reader, spell.end_reason))
    return entries


def _version(version: DeliveredVersion) -> list[Entry]:
    kind = "signed" if version.kind == "final" else version.kind
    detail = f"version {version.number}"
    return [
        Entry(kind, version.signed_at, version.signer, detail),
        Entry("delivered", version.delivered_at, None, detail),
    ]
