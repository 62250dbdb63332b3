"""Reactions to what happened in the archive, and to changed contract hours."""

from apps.accounts.actors import Actor
from apps.archive.events import LateImagesStored, StudyCompleted
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.worklist.events import ServiceCalendarChanged
from apps.worklist.live import tell_task_changed
from apps.worklist.selectors import task_of_study
from apps.worklist.services import create_reading_task, refresh_clocks_of_calendar


@subscribe(StudyCompleted)
def list_complete_study(event: StudyCompleted) -> None:
    create_reading_task(actor=Actor.system(required_tenant_id(), "intake"), study_id=event.study_id)


@subscribe(ServiceCalendarChanged)
def follow_changed_hours(event: ServiceCalendarChanged) -> None:
    refresh_clocks_of_calendar(
        actor=Actor.system(required_tenant_id(), "contract hours"), calendar_id=event.calendar_id
    )


@subscribe(LateImagesStored)
def show_late_images(event: LateImagesStored) -> None:
    task = task_of_study(study_id=event.study_id)
    if task:
        tell_task_changed(task)
