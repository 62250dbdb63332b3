"""What of a reading is billable, by what was signed. Pure: no Django.

One answer, from which charges are made and against which they are reconciled: it depends on the signed versions alone,
and not on how often, in which order or by whom they are told of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

TAKEN_BACK = "withdrawal"


@dataclass(frozen=True, slots=True)
class Version:
    """A signed version of the report that is on the task."""

    id: UUID
    number: int
    kind: str
    signer: UUID
    signed_at: datetime
    prepared: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A reading task with the versions signed for it. ``is_part``: of a split study; ``in_parts``: it was split."""

    task: UUID
    read_type: str
    author: UUID
    versions: tuple[Version, ...]
    is_part: bool = False
    in_parts: bool = False


@dataclass(frozen=True, slots=True)
class Billable:
    """``key`` names the event for good: whatever is signed again or told again, it is the same one."""

    key: str
    kind: str
    task: UUID
    version: UUID
    at: datetime
    signer: UUID
    writer: UUID
    read_in_parts: bool


def billable_events(read: Read) -> list[Billable]:
    """What can be charged and paid for the task; nothing of a report that was withdrawn.

    The first preliminary version, the first final one (as the task's own kind of read), every addendum. Wet reads and
    corrections are part of the read. A part of a split study is billable as ``part`` alone.
    """
    if any(version.kind == TAKEN_BACK for version in read.versions):
        return []
    return list(_events(read, sorted(read.versions, key=lambda one: one.number)))


def _events(read: Read, versions: Sequence[Version]) -> Iterator[Billable]:
    seen: set[str] = set()
    for version in versions:
        kind = _kind(read, version)
        if not kind or (kind != "addendum" and kind in seen):
            continue
        seen.add(kind)
        own = f":{version.id}" if kind == "addendum" else ""
        yield Billable(
            key=f"{kind}:{read.task}{own}",
            kind=kind,
            task=read.task,
            version=version.id,
            at=version.signed_at,
            signer=version.signer,
            writer=read.author if version.prepared else version.signer,
            read_in_parts=read.in_parts,
        )


def _kind(read: Read, version: Version) -> str:
    if read.is_part:
        return "part" if version.kind == "final" else ""
    if version.kind == "final":
        return "over_read" if read.read_type == "over_read" else "final"
    return version.kind if version.kind in ("preliminary", "addendum") else ""
