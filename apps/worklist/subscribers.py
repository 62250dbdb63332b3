"""Reactions to what happened in the archive, to orders and to readers."""

from apps.accounts.actors import Actor
from apps.archive.events import LateImagesStored, StudyCompleted
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.staffing.events import AvailabilityChanged, ReaderChanged, ShiftEnded
from apps.worklist import services
from apps.worklist.live import tell_task_changed
from apps.worklist.selectors import task_of_study


@subscribe(StudyCompleted)
def list_complete_study(event: StudyCompleted) -> None:
    services.create_reading_task(
        actor=Actor.system(required_tenant_id(), "intake"), study_id=event.study_id
    )


@subscribe(LateImagesStored)
def show_late_images(event: LateImagesStored) -> None:
    task = task_of_study(study_id=event.study_id)
    if task:
        tell_task_changed(task)


@subscribe(ReaderChanged)
def end_what_may_not_be_read(event: ReaderChanged) -> None:
    services.end_unlawful_holds(reader_id=event.reader_id)


@subscribe(AvailabilityChanged)
def take_back_from_who_is_away(event: AvailabilityChanged) -> None:
    if not event.available:
        services.end_offers(reader_id=event.reader_id, reason="away")


@subscribe(ShiftEnded)
def take_back_at_the_end_of_a_shift(event: ShiftEnded) -> None:
    if not event.still_on_duty:
        services.end_offers(reader_id=event.reader_id, reason="shift_ended")
