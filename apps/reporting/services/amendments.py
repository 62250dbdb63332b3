"""What can still be said of a report that the site has: a wet read before it, an addendum, a correction, a withdrawal.

Each is a version of its own after the others; nothing that was signed is touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.services import re_authenticate
from apps.common.clock import now
from apps.common.states import advance, next_state
from apps.reporting import amending
from apps.reporting.content import WET_READ, Act, sealed_section, tidy
from apps.reporting.errors import ClaimRequired, CoSignatureRequired, EmptyImpression
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import access_report, access_report_for_change, study_of
from apps.reporting.selectors.submissions import is_supervised
from apps.reporting.services.critical_statements import statement_sections
from apps.reporting.services.drafts import DRAFT_FIELDS, keep_text
from apps.reporting.services.guards import (
    require_claim,
    require_impression,
    require_latest,
    require_reason,
    require_signed,
    require_study,
    require_whole,
)
from apps.reporting.services.key_images import (
    NewKeyImages,
    amended_key_images,
    seal_key_images,
    sealed_key_images,
)
from apps.reporting.services.recommendations import (
    NewRecommendations,
    seal_after_addendum,
    seal_after_correction,
)
from apps.reporting.services.report_checks import Override, overridden_results
from apps.reporting.services.versions import append_version, signed_before, tell_signed
from apps.reporting.states import REPORT_TRANSITIONS
from apps.worklist.selectors import live_claim
from apps.worklist.services import list_again, require_eligible


@dataclass(frozen=True, slots=True)
class Signature:
    """What every signature gives: the latest version's number as the signer knows it (0 before the first), the study
    on screen, the password, and a reason for each result of the checks that stands.
    """

    version: int
    study_instance_uid: str
    password: str
    overrides: Sequence[Override] = ()


def give_wet_read(*, actor: Actor, report_id: UUID, text: str, signature: Signature) -> Report:
    """Sends a short provisional statement to the site at once; the draft stays as it is. It may be given again.

    Raises as ``sign_report``, and ``VersionConflict``, ``PartOfStudy``.
    """
    report, signer = _begin(actor, report_id, signature)
    require_claim(actor=actor, task_id=report.reading_task_id)
    next_state(REPORT_TRANSITIONS, report.state, "wet_read")
    require_latest(report, signature.version)
    section = sealed_section(WET_READ, amending.tidy_text(text))
    if not section["body"]:
        raise EmptyImpression("Write what the site has to know now.")
    checked = [amending.as_impression(section["body"])]
    overridden = overridden_results(report, checked, signature.overrides)
    advance(report, REPORT_TRANSITIONS, "wet_read").save(update_fields=["state"])
    version = append_version(
        report, kind="wet_read", sections=[section], signer=signer, overridden=overridden
    )
    tell_signed(actor=actor, report=report, version=version, check_overrides=overridden)
    return report


def add_addendum(
    *,
    actor: Actor,
    report_id: UUID,
    text: str,
    signature: Signature,
    recommendations: NewRecommendations | None = None,
    key_images: NewKeyImages | None = None,
) -> Report:
    """Signs a version that holds the whole text before it and the addendum after it.

    ``recommendations`` is all that is recommended from now on; None: what was recommended stands. ``key_images``
    likewise. Any reader may who may read the study. Raises as ``sign_report``, and ``VersionConflict``,
    ``NothingSigned``, ``PartOfStudy``, and of key images as ``save_draft``.
    """
    report, signer, latest = _begin_amendment(actor, report_id, signature, "add")
    images = amended_key_images(actor, report, latest, key_images)
    body = amending.tidy_text(text)
    if not body:
        raise EmptyImpression("Write the addendum, then sign.")
    checked = [amending.as_impression(body)]
    overridden = overridden_results(report, checked, signature.overrides)
    sections = amending.with_addendum(
        latest.sections, body, signer_name=signer.name, at=now(), zone=_zone(report)
    )
    act = Act(signed_before=signed_before(report))
    seal_after_addendum(act, latest, body, recommendations)
    seal_key_images(act, images)
    advance(report, REPORT_TRANSITIONS, "add").save(update_fields=["state"])
    version = append_version(
        report,
        kind="addendum",
        sections=[*sections, *statement_sections(report.reading_task)],
        signer=signer,
        overridden=overridden,
        act=act,
    )
    tell_signed(actor=actor, report=report, version=version, check_overrides=overridden)
    return report


def correct_report(
    *,
    actor: Actor,
    report_id: UUID,
    sections: Sequence[Mapping[str, str]],
    reason: str,
    signature: Signature,
    recommendations: NewRecommendations | None = None,
    key_images: NewKeyImages | None = None,
) -> Report:
    """Signs a version that takes the place of the one before it, which stays readable; addenda are carried on.

    ``recommendations`` is all that is recommended from now on; None: of what was, all that the corrected text says.
    ``key_images`` are all from now on; None: those of before. Raises as ``sign_report``, and ``ReasonRequired``,
    ``NothingChanged`` (neither text nor key images), ``VersionConflict``, ``NothingSigned``, ``PartOfStudy``, and of
    key images as ``save_draft``.
    """
    why = require_reason(reason)
    report, signer, latest = _begin_amendment(actor, report_id, signature, "correct")
    text = tidy(sections)
    require_impression(text)
    images = amended_key_images(actor, report, latest, key_images)
    other_images = images != sealed_key_images(latest)
    changed = amending.require_change(latest.sections, text, other_images=other_images)
    overridden = overridden_results(report, text, signature.overrides)
    corrected = amending.with_correction(
        latest.sections,
        text,
        reason=why,
        changed=changed,
        number=latest.number,
        signer_name=latest.signer_name,
        signed_at=latest.signed_at,
        zone=_zone(report),
    )
    act = Act(reason=why, signed_before=signed_before(report))
    seal_after_correction(act, latest, corrected, recommendations)
    seal_key_images(act, images)
    advance(report, REPORT_TRANSITIONS, "correct").save(update_fields=["state"])
    version = append_version(
        report,
        kind="correction",
        sections=[*corrected, *statement_sections(report.reading_task)],
        signer=signer,
        overridden=overridden,
        act=act,
    )
    tell_signed(actor=actor, report=report, version=version, check_overrides=overridden)
    return report


def withdraw_report(*, actor: Actor, report_id: UUID, reason: str, signature: Signature) -> Report:
    """Says to the site that the report was entered in error, and puts the study back on the worklist.

    Nothing is deleted: the versions stay, and a draft is kept beside the report. A study whose other read stands is not
    listed again. Raises as ``sign_report``, and ``ReasonRequired``, ``VersionConflict``, ``NothingSigned``,
    ``PartOfStudy``, ``ClaimRequired`` while another reader is at it.
    """
    why = require_reason(reason)
    report, signer, latest = _begin_amendment(actor, report_id, signature, "withdraw")
    _require_nobody_else_reads(actor, report)
    section = amending.withdrawal_section(
        reason=why,
        number=latest.number,
        signer_name=latest.signer_name,
        signed_at=latest.signed_at,
        zone=_zone(report),
    )
    act = Act(reason=why, signed_before=signed_before(report))
    advance(report, REPORT_TRANSITIONS, "withdraw")
    keep_text(report)
    report.draft_sections, report.draft_copied, report.draft_recommendations = None, [], []
    report.draft_key_images = []
    report.draft_revision += 1
    report.save(update_fields=["state", "draft_recommendations", *DRAFT_FIELDS])
    version = append_version(report, kind="withdrawal", sections=[section], signer=signer, act=act)
    tell_signed(actor=actor, report=report, version=version)
    list_again(actor=actor, task_id=report.reading_task_id, reason="report withdrawn")
    return report


def _begin(actor: Actor, report_id: UUID, signature: Signature) -> tuple[Report, User]:
    """The locked report and the proven signer, who may read its study, which is on their screen."""
    actor.require("report.sign")
    access_report(actor=actor, report_id=report_id)
    # The password is checked before anything is locked: its hash is slow by design.
    signer = re_authenticate(actor=actor, password=signature.password)
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_whole(report.reading_task)
    require_eligible(task=report.reading_task, reader_id=signer.id)
    require_study(report, signature.study_instance_uid)
    return report, signer


def _begin_amendment(
    actor: Actor, report_id: UUID, signature: Signature, action: str
) -> tuple[Report, User, ReportVersion]:
    report, signer = _begin(actor, report_id, signature)
    if is_supervised(reader_id=signer.id):
        raise CoSignatureRequired("A signed report is amended by a reader who may sign it final.")
    latest = require_signed(report, signature.version)
    next_state(REPORT_TRANSITIONS, report.state, action)
    return report, signer, latest


def _require_nobody_else_reads(actor: Actor, report: Report) -> None:
    claim = live_claim(task_id=report.reading_task_id)
    if claim and claim.reader_id != actor.user_id:
        raise ClaimRequired(
            f"{claim.reader.name} is reading this study; ask for it first.",
            holder={"id": str(claim.reader_id), "name": claim.reader.name},
        )


def _zone(report: Report) -> str:
    zone: str = study_of(report).site.time_zone
    return zone
