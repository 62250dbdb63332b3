"""What reporting tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("reporting.report_signed")
@dataclass(frozen=True, slots=True)
class ReportSigned:
    """A version was signed, preliminary or final."""

    report_id: UUID
    version_id: UUID
    study_id: UUID
    kind: str


@event("reporting.part_signed")
@dataclass(frozen=True, slots=True)
class PartSigned:
    """A version on one region of a split study was signed; the study's own report follows when every part is."""

    report_id: UUID
    version_id: UUID
    study_id: UUID
    kind: str
