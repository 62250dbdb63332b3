"""What reporting tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("reporting.report_signed")
@dataclass(frozen=True, slots=True)
class ReportSigned:
    """A version was signed; ``kind`` is one of ``content.KINDS``. Told once for each study that it is on."""

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


@event("reporting.report_submitted")
@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """One reader wrote the report; another one is asked to sign it."""

    report_id: UUID
    submission_id: UUID


@event("reporting.submission_returned")
@dataclass(frozen=True, slots=True)
class SubmissionReturned:
    """It went back to who wrote it, with what to change."""

    report_id: UUID
    submission_id: UUID
    reader_id: UUID


@event("reporting.discrepancy_noted")
@dataclass(frozen=True, slots=True)
class DiscrepancyNoted:
    """Two readings differ, as a reader says or the site (``source``)."""

    discrepancy_id: UUID
    study_id: UUID
    source: str


@event("reporting.discrepancy_communicated")
@dataclass(frozen=True, slots=True)
class DiscrepancyCommunicated:
    discrepancy_id: UUID
    study_id: UUID


@event("reporting.discrepancy_acknowledged")
@dataclass(frozen=True, slots=True)
class DiscrepancyAcknowledged:
    discrepancy_id: UUID
    study_id: UUID


@event("reporting.discrepancy_canceled")
@dataclass(frozen=True, slots=True)
class DiscrepancyCanceled:
    """It was noted in error."""

    discrepancy_id: UUID
    study_id: UUID


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
