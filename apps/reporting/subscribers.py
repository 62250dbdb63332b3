"""Reactions to what happened on the worklist, and to what reporting itself has told."""

from apps.accounts.actors import Actor
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.reporting.events import AcknowledgementLinkIssued, ReportSigned
from apps.reporting.services import combine_parts, file_version, send_link
from apps.worklist.events import TaskRejoined


@subscribe(TaskRejoined)
def report_on_the_whole(event: TaskRejoined) -> None:
    combine_parts(actor=Actor.system(required_tenant_id(), "rejoining"), task_id=event.task_id)


@subscribe(AcknowledgementLinkIssued)
def mail_acknowledgement_link(event: AcknowledgementLinkIssued) -> None:
    send_link(actor=Actor.system(required_tenant_id(), "contact ladder"), link_id=event.link_id)


@subscribe(ReportSigned)
def file_signed_version(event: ReportSigned) -> None:
    """Its objects stand in the archive soon after the signature, not within it: making them takes half a second."""
    file_version(
        actor=Actor.system(required_tenant_id(), "report outputs"),
        version_id=event.version_id,
        study_id=event.study_id,
    )
