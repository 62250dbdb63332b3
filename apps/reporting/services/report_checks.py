"""Checks of a text before it is signed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypedDict
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.orders.selectors import order_of_study, study_request_facts
from apps.reporting.checks import ReportFacts, Result, check_report
from apps.reporting.checks.facts import facts_of_all
from apps.reporting.content import AnySection
from apps.reporting.errors import ChecksOpen
from apps.reporting.models import Report
from apps.reporting.selectors import access_report, has_critical_finding, study_of
from apps.reporting.selectors.linked import linked_studies
from apps.worklist.selectors import priors


def check_text(*, actor: Actor, facts: ReportFacts) -> list[Result]:
    """What speaks against signing a text, as far as ``facts`` tell; nothing is kept. Raises ``PermissionRefused``."""
    actor.require("report.write")
    return check_report(facts)


class Override(TypedDict):
    """Which result, by its code, section and beginning, is signed nevertheless, and why."""

    code: str
    section: str
    start: int
    reason: str


def check_draft(*, actor: Actor, report_id: UUID, sections: Sequence[AnySection]) -> list[Result]:
    """What speaks against signing ``sections`` as this report. Raises ``NotFound``, ``PermissionRefused``."""
    actor.require("report.write")
    report = access_report(actor=actor, report_id=report_id)
    return check_report(_facts_of(report, sections))


def overridden_results(
    report: Report, sections: Sequence[AnySection], overrides: Sequence[Override]
) -> list[dict[str, Any]]:
    """What speaks against a text to be signed, each with its reason. Raises ``ChecksOpen`` where one has none."""
    reasons = {
        (one["code"], one["section"], one["start"]): one["reason"].strip() for one in overrides
    }
    found = check_report(_facts_of(report, sections))
    reasoned = [
        {**one, "reason": reasons.get((one["code"], one["section"], one["start"]), "")}
        for one in found
    ]
    still_open = [one for one, more in zip(found, reasoned, strict=True) if not more["reason"]]
    if still_open:
        raise ChecksOpen(
            "Mend the text, or say of each why it is right; then sign.", results=still_open
        )
    return reasoned


def _facts_of(report: Report, sections: Sequence[AnySection]) -> ReportFacts:
    """The text with what the archive, the orders and the critical findings say about it."""
    task = report.reading_task
    taken = {prior.study.study_date for prior in priors(task=task)}
    bodies: dict[str, str] = {}
    for section in sections:
        bodies.setdefault(section["code"], section["body"])
    asked = facts_of_all([_asked(study) for study in (study_of(report), *linked_studies(report))])
    return replace(
        asked,
        prior_dates=frozenset(day for day in taken if day is not None),
        critical_recorded=has_critical_finding(task_id=task.id),
        sections=bodies,
    )


def _asked(study: Study) -> ReportFacts:
    order = order_of_study(study.id)
    request = study_request_facts(study) if order is None else None
    return ReportFacts(
        sex=study.patient.sex,
        procedure=order.procedure if order else (request.procedure if request else ""),
        body_part=order.body_part if order else "",
        laterality=order.laterality if order else (request.laterality if request else ""),
        modality=order.modality if order else "",
        indication=order.indication if order else (request.indication if request else ""),
        study_modality="\\".join(study.modalities),
        study_body_part=study.body_part,
        study_date=study.study_date,
    )
