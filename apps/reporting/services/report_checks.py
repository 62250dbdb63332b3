"""Checks of a text before it is signed."""

from apps.accounts.actors import Actor
from apps.orders.selectors import order_of_study, study_request_facts
from apps.reporting.checks import ReportFacts, Result, check_report
from apps.reporting.models import Report
from apps.reporting.selectors import has_critical_finding, study_of
from apps.worklist.selectors import priors


def check_text(*, actor: Actor, facts: ReportFacts) -> list[Result]:
    """What speaks against signing a text, as far as ``facts`` tell; nothing is kept. Raises ``PermissionRefused``."""
    actor.require("report.write")
    return check_report(facts)


def facts_of(report: Report) -> ReportFacts:
    """The draft's text with what the archive, the order and the critical findings say about it."""
    study = study_of(report)
    order = order_of_study(study.id)
    request = study_request_facts(study) if order is None else None
    task = report.reading_task
    taken = {prior.study.study_date for prior in priors(task=task)}
    bodies: dict[str, str] = {}
    for section in report.draft_sections or []:
        bodies.setdefault(section["code"], section["body"])
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
        prior_dates=frozenset(day for day in taken if day is not None),
        critical_recorded=has_critical_finding(task_id=task.id),
        sections=bodies,
    )
