"""The one source of every output: what was signed, and the study it is filed under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID, uuid5

from apps.reporting.content import Section, SignedContent
from apps.reporting.key_images.words import Described, described

ObjectKind = Literal["sr", "pdf", "ko"]
OBJECT_KINDS: tuple[ObjectKind, ...] = get_args(ObjectKind)

# UUIDs of names below this one, as UIDs under 2.25 (PS3.5 B.2).
_NAMES = UUID("6f4c8e0e-2b1d-4c55-9a6d-3f1d2f6f2a10")


@dataclass(frozen=True, slots=True)
class FiledInstance:
    """An object that the report was made from."""

    series_instance_uid: str
    sop_class_uid: str
    sop_instance_uid: str


@dataclass(frozen=True, slots=True)
class FiledStudy:
    """The patient and study as the archive files them, so that a report lands beside its images.

    ``patient_name`` and ``referring_physician`` are PN with all component groups; ``issuer`` is empty where it is the
    site's own. ``study_date`` and ``study_time`` are DA and TM as written; ``offset`` is their (0008,0201), empty where
    they are in the site's zone.
    """

    study_instance_uid: str
    study_id: str = ""
    study_date: str = ""
    study_time: str = ""
    offset: str = ""
    accession_number: str = ""
    description: str = ""
    referring_physician: str = ""
    patient_name: str = ""
    patient_id: str = ""
    issuer: str = ""
    birth_date: date | None = None
    sex: str = ""
    instances: Sequence[FiledInstance] = field(default=())


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A signed version with all that any output says of it.

    ``earlier_version_id`` is the version of the same report that this one follows. ``study`` is the one that a DICOM
    object is filed under, ``others`` are those that the report is on beside it; ``copy`` is empty where ``study`` is
    the report's own, else its Study Instance UID.
    """

    version_id: str
    signed: SignedContent
    content_hash: str
    study: FiledStudy
    earlier_version_id: str | None = None
    others: Sequence[FiledStudy] = field(default=())
    copy: str = ""

    def instance_uid(self, kind: ObjectKind) -> str:
        """The SOP Instance UID of the version's object under ``study``."""
        return instance_uid(self.version_id, kind, self.copy)

    def written(self) -> Iterator[Section]:
        """The sections that say something, in the order they were signed."""
        return (section for section in self.signed.sections if section["body"].strip())

    @property
    def key_images(self) -> list[Described]:
        """The frames that the version points at, in their order."""
        return described(self.signed.act)

    @property
    def kinds(self) -> tuple[ObjectKind, ...]:
        """The DICOM objects that the version is filed as: key objects only where there are some."""
        return tuple(kind for kind in OBJECT_KINDS if kind != "ko" or self.key_images)

    @property
    def text_of_sections(self) -> str:
        """Every signed word, titles too."""
        return "\n".join(f"{section['title']}\n{section['body']}" for section in self.written())

    @property
    def impression(self) -> str:
        bodies = [one["body"] for one in self.written() if one["code"] == "impression"]
        return "\n".join(bodies).strip()

    @property
    def signed_at(self) -> datetime:
        return self.signed.signed_at


def instance_uid(version_id: str, kind: ObjectKind, copy: str = "") -> str:
    """The SOP Instance UID of a version's object: always the same one, so that it is stored once.

    ``copy`` is the Study Instance UID of another study that the report is on, which has a copy of its own.
    """
    return _uid(f"version/{version_id}/{kind}{'/' * bool(copy)}{copy}")


def series_uid(report_id: str, kind: ObjectKind, copy: str = "") -> str:
    """The Series Instance UID that all versions of a report share for one kind of object in one study."""
    return _uid(f"report/{report_id}/{kind}{'/' * bool(copy)}{copy}")


def _uid(name: str) -> str:
    return f"2.25.{uuid5(_NAMES, name).int}"
