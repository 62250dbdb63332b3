"""What dictation tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("dictation.dictation_changed")
@dataclass(frozen=True, slots=True)
class DictationChanged:
    """A dictation was queued, typed, returned, accepted and so on: ``state`` is where it stands now."""

    dictation_id: UUID
    report_id: UUID
    state: str
