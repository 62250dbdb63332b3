"""The signed reports of the demo's past: normal wording, plainly a demonstration."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.archive.models import Study
from apps.delivery.services import take_over_deliveries
from apps.reporting.comparison import comparison_text, with_comparison
from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.models import ReportTemplate
from apps.reporting.selectors import active_templates
from apps.reporting.services import PastReport, take_over_reports
from apps.reporting.template_choice import StudyFacts, best_template
from apps.worklist.engine.simulation.trace import Holding
from apps.worklist.models import ReadingTask
from teleread.demo_history.wording import DEMONSTRATION, FROM_TEMPLATE, NOTHING_ACUTE, WORDING


def write_reports(
    *,
    actor: Actor,
    tasks: Mapping[UUID, ReadingTask],
    studies: Mapping[UUID, Study],
    signed: Mapping[UUID, Holding],
) -> None:
    """One final report for each task, signed by whoever read it, when they did, and at its site since then."""
    templates = list(active_templates())
    names = dict(User.objects.values_list("id", "name"))
    earlier = _earlier(studies)
    reports = []
    for task in tasks.values():
        held = signed[task.id]
        study = task.study
        facts = StudyFacts(
            tuple(study.modalities), body_part=study.body_part, description=study.description
        )
        template = best_template(templates, facts)
        sections = _sections(task, template if task.study.description in FROM_TEMPLATE else None)
        reports.append(
            PastReport(
                task=task,
                template=template,
                sections=with_comparison(sections, comparison_text(earlier[task.study_id])),
                signer_id=held.reader_id,
                signer_name=names[held.reader_id],
                begun_at=held.starts_at,
                signed_at=held.ends_at,
            )
        )
    take_over_reports(actor=actor, reports=reports)
    take_over_deliveries(actor=actor, study_ids=[task.study_id for task in tasks.values()])


def _sections(task: ReadingTask, template: ReportTemplate | None) -> list[Section]:
    technique, findings, impression = WORDING.get(task.study.description, ("", "", NOTHING_ACUTE))
    bodies = {"technique": technique, "findings": findings}
    if template:
        bodies = {section["code"]: section["body"] for section in template.sections}
    bodies["indication"] = task.indication
    bodies["impression"] = f"{impression}\n{DEMONSTRATION}"
    return [
        Section(code=code, title=title, body=bodies.get(code, ""))
        for code, title in SECTION_TITLES.items()
    ]


def _earlier(studies: Mapping[UUID, Study]) -> dict[UUID, list[tuple[str, date | None]]]:
    """The patient's studies before each one, the latest first."""
    of_patient: defaultdict[UUID, list[Study]] = defaultdict(list)
    found = {}
    for study in sorted(studies.values(), key=lambda one: one.completed_at or one.last_image_at):
        before = of_patient[study.patient_id]
        found[study.id] = [(one.description, one.study_date) for one in reversed(before)]
        before.append(study)
    return found
