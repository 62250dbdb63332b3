"""Reactions to what happened in the archive, to orders and to readers, and to changed contract hours."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.events import GlassBroken, LateImagesStored, StudyCompleted
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.orders.events import OrderChanged, OrderMatched, OrderUnlinked, PriorStatusChanged
from apps.staffing.events import (
    AvailabilityChanged,
    ReaderChanged,
    ShiftEnded,
    SiteJurisdictionsChanged,
)
from apps.worklist import services
from apps.worklist.events import LinkingAsked, ServiceCalendarChanged, TaskCreated
from apps.worklist.live import tell_glass_broken, tell_task_changed
from apps.worklist.models import ReroutingKind
from apps.worklist.selectors import task_of_study
from apps.worklist.selectors.tasks import open_task_ids_of
from apps.worklist.services.messages import show_unread_messages


@subscribe(StudyCompleted)
def list_complete_study(event: StudyCompleted) -> None:
    services.list_complete_study(
        actor=Actor.system(required_tenant_id(), "intake"), study_id=event.study_id
    )


@subscribe(StudyCompleted)
def note_end_of_exam(event: StudyCompleted) -> None:
    """By itself: headers that cannot be read keep no study from the list."""
    services.note_exam_end(
        actor=Actor.system(required_tenant_id(), "intake"), study_id=event.study_id
    )


@subscribe(TaskCreated)
def show_messages_that_came_before(event: TaskCreated) -> None:
    show_unread_messages(study_id=event.study_id)


@subscribe(LinkingAsked)
def link_by_rule(event: LinkingAsked) -> None:
    services.link_by_rule(task_id=event.task_id)


@subscribe(ServiceCalendarChanged)
def follow_changed_hours(event: ServiceCalendarChanged) -> None:
    services.start_rerouting(
        actor=Actor.system(required_tenant_id(), "contract hours"),
        kind=ReroutingKind.SERVICE_LEVELS,
        cause="contract hours changed",
    )


@subscribe(LateImagesStored)
def show_late_images(event: LateImagesStored) -> None:
    task = task_of_study(study_id=event.study_id)
    if task:
        tell_task_changed(task)
    _follow(event.study_id)


@subscribe(ReaderChanged)
def end_what_may_not_be_read(event: ReaderChanged) -> None:
    services.end_unlawful_holds(reader_id=event.reader_id)


@subscribe(SiteJurisdictionsChanged)
def ask_for_the_licences_of_the_site(event: SiteJurisdictionsChanged) -> None:
    services.follow_jurisdictions(site_id=event.site_id)


@subscribe(AvailabilityChanged)
def take_back_from_who_is_away(event: AvailabilityChanged) -> None:
    if not event.available:
        services.end_offers(reader_id=event.reader_id, reason="away")


@subscribe(ShiftEnded)
def take_back_at_the_end_of_a_shift(event: ShiftEnded) -> None:
    if not event.still_on_duty:
        services.end_offers(reader_id=event.reader_id, reason="shift_ended")


@subscribe(PriorStatusChanged)
def show_prior_status(event: PriorStatusChanged) -> None:
    services.note_prior_status(study_id=event.study_id)
    services.resume_what_waited_for_priors(
        actor=Actor.system(required_tenant_id(), "priors"), study_id=event.study_id
    )


@subscribe(OrderMatched)
def route_with_the_order(event: OrderMatched) -> None:
    _follow(event.study_id)
    services.list_ordered_study(
        actor=Actor.system(required_tenant_id(), "intake"), study_id=event.study_id
    )
    _reroute(event.study_id, "order matched")


@subscribe(OrderUnlinked)
def route_without_the_order(event: OrderUnlinked) -> None:
    _follow(event.study_id)
    _reroute(event.study_id, "order unlinked")


@subscribe(OrderChanged)
def route_with_the_changed_order(event: OrderChanged) -> None:
    if event.study_id:
        _follow(event.study_id)
        _reroute(event.study_id, "order changed")


def _follow(study_id: UUID) -> None:
    services.follow_study(
        actor=Actor.system(required_tenant_id(), "confirmation"), study_id=study_id
    )


def _reroute(study_id: UUID, cause: str) -> None:
    actor = Actor.system(required_tenant_id(), "routing")
    for task_id in open_task_ids_of(study_id=study_id):
        services.reroute_task(actor=actor, task_id=task_id, cause=cause)


@subscribe(GlassBroken)
def alert_managers(event: GlassBroken) -> None:
    tell_glass_broken(event.link_id)
