"""Macros, and what they and templates fill in about a report."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.errors import NotFound
from apps.orders.selectors import request_facts_of_studies
from apps.reporting.macro_text import expanded, fits_study
from apps.reporting.merge_fields import SEX_WORDS, age_text, date_text, filled
from apps.reporting.models import Report, ReportMacro
from apps.reporting.selectors.reports import study_of
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import PriorStudy, priors
from apps.worklist.selectors.linking import studies_read_with

NORMAL = "normal."


@dataclass(frozen=True, slots=True)
class ReadyMacro:
    """A macro as it goes into one report: nested macros put in, merge fields filled."""

    code: str
    title: str
    section: str
    text: str


def visible_macros(*, actor: Actor) -> QuerySet[ReportMacro]:
    """The practice's macros and the actor's own, by code."""
    found: QuerySet[ReportMacro] = (
        ReportMacro.objects.filter(Q(owner=None) | Q(owner_id=actor.user_id))
        .select_related("owner")
        .order_by("code", "owner_id")
    )
    return found


def access_macro(*, actor: Actor, macro_id: UUID) -> ReportMacro:
    """One of ``visible_macros``; raises ``NotFound``."""
    macro = visible_macros(actor=actor).filter(id=macro_id).first()
    if macro is None:
        raise NotFound("There is no such macro.")
    return macro


def macro_texts(owner_id: UUID | None) -> dict[str, str]:
    """Texts by code as a person uses them, their own before the practice's; None: the practice's alone."""
    found = ReportMacro.objects.filter(Q(owner=None) | Q(owner_id=owner_id)).order_by("-owner_id")
    # NULLs come first in descending order: a person's own text replaces the practice's.
    return dict(found.values_list("code", "text"))


def ready_macros(*, actor: Actor, report: Report) -> list[ReadyMacro]:
    """Every macro that fits the report's study, by code, and the template's text as ``normal.<section>``."""
    study = study_of(report)
    texts = macro_texts(actor.user_id)
    values = merge_values(actor=actor, task=report.reading_task)
    template = report.template.sections if report.template else []
    ready = {
        f"{NORMAL}{section['code']}": ReadyMacro(
            code=f"{NORMAL}{section['code']}",
            title=section["title"],
            section=section["code"],
            text=filled(section["body"], values),
        )
        for section in template
        if section["body"].strip()
    }
    for macro in visible_macros(actor=actor).order_by("-owner_id"):
        if fits_study(
            modality=macro.modality,
            body_part=macro.body_part,
            modalities=study.modalities,
            study_part=study.body_part,
        ):
            ready[macro.code] = ReadyMacro(
                code=macro.code,
                title=macro.title,
                section=macro.section,
                text=filled(expanded(macro.code, texts), values),
            )
    return [ready[code] for code in sorted(ready)]


def merge_values(*, actor: Actor, task: ReadingTask) -> dict[str, str]:
    """The value of each merge field for a reading task, empty where nothing is known; ``measurements`` never."""
    study = task.study
    studies = [study, *Study.objects.filter(id__in=studies_read_with(task)).order_by("study_at")]
    patient = study.patient
    prior = prior_to_compare(task)
    reader = User.objects.filter(id=actor.require_user()).values_list("name", flat=True).first()
    return {
        "patient_name": patient.display_name or patient.name,
        "patient_sex": SEX_WORDS.get(patient.sex, ""),
        "patient_age": age_text(patient.birth_date, study.study_date),
        "patient_birth_date": date_text(patient.birth_date),
        "study_date": date_text(study.study_date),
        "study_description": "; ".join(one.description for one in studies if one.description),
        "accession_number": ", ".join(
            one.accession_number for one in studies if one.accession_number
        ),
        "indication": request_facts_of_studies([study])[study.id].indication,
        "referring_physician": study.referring_physician,
        "site_name": study.site.name,
        "reader_name": reader or "",
        "prior_date": date_text(prior.study.study_date) if prior else "",
        "prior_description": prior.study.description if prior else "",
    }


def prior_to_compare(task: ReadingTask) -> PriorStudy | None:
    """The most helpful study of the patient that was made before this one."""
    return next(iter(earlier_studies(task)), None)


def earlier_studies(task: ReadingTask) -> list[PriorStudy]:
    """The patient's studies made before this one, the most helpful first."""
    made_at = task.study.study_at
    return [
        prior
        for prior in priors(task=task)
        if made_at is None or prior.study.study_at is None or prior.study.study_at < made_at
    ]
