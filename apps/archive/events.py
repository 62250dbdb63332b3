"""What the archive tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("archive.study_opened")
@dataclass(frozen=True, slots=True)
class StudyOpened:
    """The first object of a study was stored."""

    study_id: UUID


@event("archive.study_completed")
@dataclass(frozen=True, slots=True)
class StudyCompleted:
    """No more objects of the study are expected."""

    study_id: UUID


@event("archive.late_images_stored")
@dataclass(frozen=True, slots=True)
class LateImagesStored:
    """Objects arrived after the study was complete."""

    study_id: UUID


@event("archive.glass_broken")
@dataclass(frozen=True, slots=True)
class GlassBroken:
    """A reader opened a patient who is not in their care, and said why; managers are to know."""

    link_id: UUID
    reader_id: UUID
    patient_id: UUID
