"""Reactions to what happened in the apps below."""

from apps.accounts.actors import Actor
from apps.archive.events import LateImagesStored, StudyCompleted, StudyOpened
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.delivery.live import tell_site_study_changed, tell_study_message
from apps.delivery.services import deliver_to_portal
from apps.followup.events import (
    AnswerProposed,
    FollowUpChanged,
    FollowUpOpened,
    FollowUpStepReached,
)
from apps.orders.events import OrderMatched, PriorStatusChanged
from apps.reporting.events import (
    CriticalFindingAcknowledged,
    CriticalFindingCanceled,
    CriticalFindingCommunicated,
    CriticalFindingRaised,
    DiscrepancyAcknowledged,
    DiscrepancyCanceled,
    DiscrepancyCommunicated,
    DiscrepancyNoted,
    ReportSigned,
)
from apps.worklist.events import (
    ClaimEnded,
    StudyConfirmationChanged,
    StudyMessageWritten,
    TaskClaimed,
    TaskCreated,
    TaskHeld,
    TaskResumed,
)


@subscribe(ReportSigned)
def deliver_signed_version(event: ReportSigned) -> None:
    deliver_to_portal(
        actor=Actor.system(required_tenant_id(), "delivery"),
        version_id=event.version_id,
        study_id=event.study_id,
    )


@subscribe(StudyOpened)
def show_opened_study(event: StudyOpened) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(StudyCompleted)
def show_complete_study(event: StudyCompleted) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(LateImagesStored)
def show_late_images(event: LateImagesStored) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(StudyConfirmationChanged)
def show_confirmation(event: StudyConfirmationChanged) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(TaskCreated)
def show_expected_time(event: TaskCreated) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(TaskClaimed)
def show_claim(event: TaskClaimed) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(ClaimEnded)
def show_end_of_claim(event: ClaimEnded) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(OrderMatched)
def show_matched_order(event: OrderMatched) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(PriorStatusChanged)
def show_prior_status(event: PriorStatusChanged) -> None:
    """A request for priors is the site's task; its answer changes the site's row."""
    tell_site_study_changed(study_id=event.study_id)


@subscribe(TaskHeld)
def show_hold(event: TaskHeld) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(TaskResumed)
def show_end_of_hold(event: TaskResumed) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(StudyMessageWritten)
def show_message(event: StudyMessageWritten) -> None:
    tell_study_message(study_id=event.study_id)


@subscribe(CriticalFindingRaised)
def show_critical_finding(event: CriticalFindingRaised) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(CriticalFindingCommunicated)
def show_communication(event: CriticalFindingCommunicated) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(CriticalFindingAcknowledged)
def show_acknowledgement(event: CriticalFindingAcknowledged) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(CriticalFindingCanceled)
def show_canceled_finding(event: CriticalFindingCanceled) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(DiscrepancyNoted)
def show_discrepancy(event: DiscrepancyNoted) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(DiscrepancyCommunicated)
def show_communicated_discrepancy(event: DiscrepancyCommunicated) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(DiscrepancyAcknowledged)
def show_acknowledged_discrepancy(event: DiscrepancyAcknowledged) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(DiscrepancyCanceled)
def show_canceled_discrepancy(event: DiscrepancyCanceled) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(FollowUpOpened)
def show_follow_up(event: FollowUpOpened) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(FollowUpStepReached)
def show_reminder(event: FollowUpStepReached) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(AnswerProposed)
def show_proposed_answer(event: AnswerProposed) -> None:
    tell_site_study_changed(study_id=event.study_id)


@subscribe(FollowUpChanged)
def show_changed_follow_up(event: FollowUpChanged) -> None:
    tell_site_study_changed(study_id=event.study_id)
