"""Co-signature: one reader writes, another one accepts, edits or returns; nothing is final before."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.selectors import user_by_id
from apps.accounts.services import re_authenticate
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.common.outbox import publish
from apps.common.states import advance, next_state
from apps.reporting.content import Section, written_sections
from apps.reporting.differences import section_differences
from apps.reporting.errors import CoSignatureRequired, KindMismatch
from apps.reporting.events import ReportSubmitted, SubmissionReturned
from apps.reporting.key_images.difference import are_other_key_images
from apps.reporting.models import Report, Submission, SupervisedReader
from apps.reporting.selectors import (
    access_report,
    access_report_for_change,
    last_version,
    study_of,
)
from apps.reporting.selectors.submissions import is_supervised, open_submission
from apps.reporting.services.guards import (
    require_claim,
    require_impression,
    require_reason,
    require_revision,
    require_study,
    require_unsigned,
    require_whole,
)
from apps.reporting.services.versions import show_report
from apps.reporting.states import REPORT_TRANSITIONS
from apps.worklist.services import hand_on_task, require_eligible


def supervise_reader(*, actor: Actor, reader_id: UUID) -> SupervisedReader:
    """From now on another reader's signature makes final what this one writes; a second call changes nothing.

    Raises ``NotFound`` for nobody of this practice.
    """
    actor.require("staffing.manage")
    if user_by_id(reader_id) is None:
        raise NotFound("There is no such reader.")
    found: tuple[SupervisedReader, bool] = SupervisedReader.objects.get_or_create(
        reader_id=reader_id
    )
    supervised, made = found
    if made:
        _audit_reader(actor, "reader.supervised", reader_id)
    return supervised


def end_supervision(*, actor: Actor, reader_id: UUID) -> None:
    """The reader signs final reports alone from now on. Raises ``NotFound``."""
    actor.require("staffing.manage")
    ended, _ = SupervisedReader.objects.filter(reader_id=reader_id).delete()
    if not ended:
        raise NotFound("This reader is not supervised.")
    _audit_reader(actor, "reader.supervision_ended", reader_id)


def submit_report(
    *,
    actor: Actor,
    report_id: UUID,
    revision: int,
    study_instance_uid: str,
    password: str,
    attending_id: UUID | None = None,
    comment: str = "",
) -> Report:
    """Hands the draft to another reader for signature: to the one named, or to whoever may sign it.

    The task goes with it, and never back to the writer but by a return. Raises ``NotFound``,
    ``ReAuthenticationFailed``, ``ReportSigned``, ``ClaimRequired``, ``NotEligible`` (the writer's or the named reader's
    rights), ``KindMismatch``, ``CoSignatureRequired`` (the named reader is supervised too), ``DraftConflict``,
    ``StudyMismatch``, ``EmptyImpression``, ``PartOfStudy``, ``IllegalTransition``.
    """
    actor.require("report.write")
    access_report(actor=actor, report_id=report_id)
    writer = re_authenticate(actor=actor, password=password)
    report = access_report_for_change(actor=actor, report_id=report_id)
    task = report.reading_task
    require_unsigned(report)
    require_whole(task)
    require_claim(actor=actor, task_id=task.id)
    require_eligible(task=task, reader_id=writer.id)
    _require_co_signable(task.read_type, writer.id, attending_id)
    next_state(REPORT_TRANSITIONS, report.state, "submit")
    require_revision(report, revision)
    require_study(report, study_instance_uid)
    require_impression(report.draft_sections or [])
    submission = Submission.objects.create(
        report=report,
        sections=report.draft_sections,
        key_images=report.draft_key_images,
        revision=report.draft_revision,
        submitted_by_id=writer.id,
        attending_id=attending_id,
        comment=comment.strip(),
    )
    advance(report, REPORT_TRANSITIONS, "submit").save(update_fields=["state"])
    hand_on_task(actor=actor, task_id=task.id, reader_id=attending_id, instead_of=writer.id)
    _audit(actor, report, "report.submitted", attending=str(attending_id or ""))
    show_report(report)
    publish(ReportSubmitted(report_id=report.id, submission_id=submission.id))
    return report


def return_submission(*, actor: Actor, report_id: UUID, comment: str) -> Report:
    """Gives the report back to who wrote it, with what to change; text edited meanwhile stays.

    Raises ``NotFound``, ``ReasonRequired``, ``ClaimRequired``, ``CoSignatureRequired``, ``NotEligible`` (the writer may
    not read it any longer), ``IllegalTransition``.
    """
    actor.require("report.sign")
    why = require_reason(comment)
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_claim(actor=actor, task_id=report.reading_task_id)
    latest = last_version(report_id=report.id)
    advance(report, REPORT_TRANSITIONS, f"return_to_{latest.kind if latest else 'draft'}")
    submission = _decide(actor, report, outcome="returned", answer=why)
    report.save(update_fields=["state"])
    hand_on_task(
        actor=actor,
        task_id=report.reading_task_id,
        reader_id=submission.submitted_by_id,
        back_to=submission.submitted_by_id,
    )
    _audit(actor, report, "report.returned")
    show_report(report)
    publish(
        SubmissionReturned(
            report_id=report.id,
            submission_id=submission.id,
            reader_id=submission.submitted_by_id,
        )
    )
    return report


def accept_submission(*, actor: Actor, report: Report) -> str:
    """Decides on the open submission by signing; answers who prepared the report.

    Raises ``CoSignatureRequired`` for who submitted it.
    """
    submitted = open_submission(report_id=report.id)
    edited = _differ(submitted.sections, report.draft_sections or []) or are_other_key_images(
        submitted.key_images, report.draft_key_images
    )
    submission = _decide(actor, report, outcome="edited" if edited else "accepted")
    return submission.submitted_by.name


def _decide(actor: Actor, report: Report, *, outcome: str, answer: str = "") -> Submission:
    submission = open_submission(report_id=report.id)
    if submission.submitted_by_id == actor.user_id:
        raise CoSignatureRequired("You wrote it; another reader decides on it.")
    submission.outcome, submission.answer = outcome, answer
    submission.decided_by_id, submission.decided_at = actor.require_user(), now()
    submission.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    return submission


def _require_co_signable(read_type: str, writer_id: UUID, attending_id: UUID | None) -> None:
    if read_type == "preliminary":
        raise KindMismatch("This read is a preliminary one: sign it as that; a final read follows.")
    if attending_id == writer_id:
        raise CoSignatureRequired("Name another reader than yourself.")
    if attending_id and is_supervised(reader_id=attending_id):
        raise CoSignatureRequired("The reader named is supervised; name one who signs alone.")


def _differ(before: list[Section], after: list[Section]) -> bool:
    found = section_differences(written_sections(before), after)
    return any(one["changed"] for one in found)


def _audit(actor: Actor, report: Report, action: str, **detail: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="report",
        object_id=report.id,
        site_id=study_of(report).site_id,
        detail={"study": str(report.study_id), **detail},
    )


def _audit_reader(actor: Actor, action: str, reader_id: UUID) -> None:
    record(actor=actor, action=action, object_type="user", object_id=reader_id)
