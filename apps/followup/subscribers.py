"""Reactions to signed reports, to later studies, and to what time does."""

from apps.accounts.actors import Actor
from apps.archive.events import StudyCompleted
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.followup.events import FollowUpStepReached
from apps.followup.services import follow_order, follow_version, mail_reminder, match_study
from apps.orders.events import OrderChanged, OrderMatched
from apps.reporting.events import ReportSigned


@subscribe(ReportSigned)
def follow_recommendations(event: ReportSigned) -> None:
    follow_version(actor=Actor.system(required_tenant_id(), "follow-ups"), study_id=event.study_id)


@subscribe(StudyCompleted)
def look_whether_it_answers(event: StudyCompleted) -> None:
    match_study(actor=Actor.system(required_tenant_id(), "follow-ups"), study_id=event.study_id)


@subscribe(OrderChanged)
def take_the_order_for_its_appointment(event: OrderChanged) -> None:
    follow_order(actor=Actor.system(required_tenant_id(), "orders"), order_id=event.order_id)


@subscribe(OrderMatched)
def look_again_with_its_order(event: OrderMatched) -> None:
    """The order may name the part of the body that the images do not."""
    match_study(actor=Actor.system(required_tenant_id(), "follow-ups"), study_id=event.study_id)


@subscribe(FollowUpStepReached)
def mail_to_the_site(event: FollowUpStepReached) -> None:
    mail_reminder(
        actor=Actor.system(required_tenant_id(), "follow-up reminders"),
        follow_up_id=event.follow_up_id,
    )
