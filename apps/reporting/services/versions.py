"""The one place where a signed version is written, and everybody below and above is told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.reporting.content import Act, Section, SignedBefore, content_hash
from apps.reporting.events import PartSigned, ReportSigned
from apps.reporting.identity import covered_study_ids, identity_of, signed_content
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import last_version, study_of
from apps.reporting.selectors.linked import linked_studies
from apps.worklist.services import note_report

METHOD = "password"


def append_version(
    report: Report,
    *,
    kind: str,
    sections: Sequence[Section],
    signer: User,
    overridden: Sequence[dict[str, Any]] = (),
    act: Act | None = None,
) -> ReportVersion:
    """Adds an immutable version after the latest one; the caller has locked the report and asked for the password."""
    previous = last_version(report_id=report.id)
    version = ReportVersion(
        report=report,
        number=previous.number + 1 if previous else 1,
        kind=kind,
        sections=list(sections),
        identity=identity_of(study_of(report), linked_studies(report)),
        signer_id=signer.id,
        signer_name=signer.name,
        signed_at=now(),
        method=METHOD,
        check_overrides=list(overridden),
        previous_hash=previous.content_hash if previous else "",
        act=act or {},
    )
    version.content_hash = content_hash(signed_content(version))
    version.save(force_insert=True)
    return version


def signed_before(report: Report) -> list[SignedBefore]:
    """The versions signed so far, oldest first: who answers for the text that a new version goes on from."""
    return [
        SignedBefore(
            number=version.number,
            kind=version.kind,
            signer_name=version.signer_name,
            signed_at=version.signed_at.isoformat(),
        )
        for version in report.versions.order_by("number")
    ]


def tell_signed(*, actor: Actor, report: Report, version: ReportVersion, **detail: Any) -> None:
    """Audit trail, worklist and outbox learn of a version, the outbox once for each study that it is on.

    ``detail`` holds no PHI and empty values are left out.
    """
    record(
        actor=actor,
        action=f"report.signed_{version.kind}",
        object_type="report",
        object_id=report.id,
        site_id=UUID(version.identity["site"]["id"]),
        detail={
            "study": str(report.study_id),
            "version": version.number,
            "content_hash": version.content_hash,
            **{name: value for name, value in detail.items() if value},
        },
    )
    show_report(report)
    signed = PartSigned if report.reading_task.parent_id else ReportSigned
    for study_id in covered_study_ids(version.identity):
        publish(
            signed(
                report_id=report.id,
                version_id=version.id,
                study_id=study_id,
                kind=version.kind,
            )
        )


def show_report(report: Report) -> None:
    """Keeps what the worklist shows of the report."""
    note_report(
        task_id=report.reading_task_id,
        report_id=report.id,
        report_state=report.state,
        has_draft=report.draft_sections is not None,
    )
