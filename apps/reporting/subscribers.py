"""Reactions to what happened on the worklist."""

from apps.accounts.actors import Actor
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.reporting.events import AcknowledgementLinkIssued
from apps.reporting.services import combine_parts, send_link
from apps.worklist.events import TaskRejoined


@subscribe(TaskRejoined)
def report_on_the_whole(event: TaskRejoined) -> None:
    combine_parts(actor=Actor.system(required_tenant_id(), "rejoining"), task_id=event.task_id)


@subscribe(AcknowledgementLinkIssued)
def mail_acknowledgement_link(event: AcknowledgementLinkIssued) -> None:
    send_link(actor=Actor.system(required_tenant_id(), "contact ladder"), link_id=event.link_id)
