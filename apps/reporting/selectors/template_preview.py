"""For which of the last studies a template would be chosen. Counts only: no study is named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.clock import now
from apps.orders.selectors import orders_of_studies
from apps.reporting.models import ReportTemplate
from apps.reporting.selectors.templates import study_facts, usable_templates
from apps.reporting.template_choice import Candidate, StudyFacts, TemplateLevel, best_template, fit

MOST_STUDIES = 2000
MOST_DAYS = 90


@dataclass(slots=True)
class Reach:
    """``looked_at`` studies were tried, the latest first; with ``capped`` there were more. ``others`` are by name."""

    looked_at: int = 0
    capped: bool = False
    fits: int = 0
    chosen: int = 0
    others: Counter[str] = field(default_factory=Counter)


def template_reach(
    *, actor: Actor, candidate: Candidate, days: int, instead_of: UUID | None = None
) -> Reach:
    """Tries ``candidate`` on the studies of the last ``days``, beside what is in force but for ``instead_of``.

    A personal one is tried as its owner reads; any other as a reader without own templates does.
    """
    reader_id = candidate.owner_id
    reach = Reach()
    rivals: dict[UUID, list[ReportTemplate]] = {}
    answers: dict[StudyFacts, str | None] = {}
    for facts in _recent_facts(actor, candidate, days, reader_id):
        if reach.looked_at == MOST_STUDIES:
            reach.capped = True
            break
        reach.looked_at += 1
        assert facts.site_id is not None
        if facts.site_id not in rivals:
            usable = usable_templates(site_id=facts.site_id, reader_id=reader_id)
            rivals[facts.site_id] = [one for one in usable if one.id != instead_of]
        if facts not in answers:
            answers[facts] = _rival(candidate, rivals[facts.site_id], facts)
        _count(reach, answers[facts])
    return reach


CHOSEN = ""


def _rival(candidate: Candidate, rivals: list[ReportTemplate], facts: StudyFacts) -> str | None:
    """None where ``candidate`` does not fit, ``CHOSEN`` where it is the best, else the better one's name."""
    if fit(candidate, facts) is None:
        return None
    best: Candidate | None = best_template([candidate, *rivals], facts)
    return CHOSEN if best is candidate or best is None else best.name


def _count(reach: Reach, answer: str | None) -> None:
    if answer is None:
        return
    reach.fits += 1
    if answer == CHOSEN:
        reach.chosen += 1
    else:
        reach.others[answer] += 1


def _recent_facts(
    actor: Actor, candidate: Candidate, days: int, reader_id: UUID | None
) -> Iterator[StudyFacts]:
    """One more than are looked at; by the index on the day of the study."""
    studies = Study.objects.filter(study_date__gte=(now() - timedelta(days=days)).date())
    if actor.site_ids is not None:
        studies = studies.filter(site_id__in=actor.site_ids)
    if candidate.level == TemplateLevel.SITE:
        studies = studies.filter(site_id=candidate.site_id)
    rows = list(
        studies.order_by("-study_date", "-id").values(
            *("id", "modalities", "body_part", "description", "headers", "site_id", "study_date"),
            *("patient__sex", "patient__birth_date"),
        )[: MOST_STUDIES + 1]
    )
    orders = orders_of_studies([row["id"] for row in rows])
    for row in rows:
        values = {**row, "sex": row["patient__sex"], "birth_date": row["patient__birth_date"]}
        yield study_facts(values, order=orders.get(row["id"]), reader_id=reader_id)
