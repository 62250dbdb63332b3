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


@event("reporting.critical_finding_raised")
@dataclass(frozen=True, slots=True)
class CriticalFindingRaised:
    finding_id: UUID
    study_id: UUID
    category: int


@event("reporting.critical_finding_handed_over")
@dataclass(frozen=True, slots=True)
class CriticalFindingHandedOver:
    """The support desk tells the site now."""

    finding_id: UUID
    study_id: UUID


@event("reporting.critical_finding_returned")
@dataclass(frozen=True, slots=True)
class CriticalFindingReturned:
    """The support desk gave it back to the reader."""

    finding_id: UUID
    study_id: UUID


@event("reporting.critical_finding_communicated")
@dataclass(frozen=True, slots=True)
class CriticalFindingCommunicated:
    """Somebody at the site was told; a statement is recorded."""

    finding_id: UUID
    study_id: UUID


@event("reporting.critical_finding_acknowledged")
@dataclass(frozen=True, slots=True)
class CriticalFindingAcknowledged:
    """The site confirmed it in writing; a statement is recorded."""

    finding_id: UUID
    study_id: UUID


@event("reporting.critical_finding_closed")
@dataclass(frozen=True, slots=True)
class CriticalFindingClosed:
    finding_id: UUID
    study_id: UUID


@event("reporting.critical_finding_canceled")
@dataclass(frozen=True, slots=True)
class CriticalFindingCanceled:
    """It was raised in error."""

    finding_id: UUID
    study_id: UUID


@event("reporting.critical_step_fired")
@dataclass(frozen=True, slots=True)
class CriticalStepFired:
    """A step of the contact ladder was taken; its pages and links, if any, are rows by now."""

    step_id: UUID
    finding_id: UUID
    kind: str


@event("reporting.acknowledgement_link_issued")
@dataclass(frozen=True, slots=True)
class AcknowledgementLinkIssued:
    link_id: UUID
    finding_id: UUID
