"""Reading templates, letting their ids in, and choosing one for a study."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.errors import NotFound
from apps.orders.models import Order
from apps.orders.selectors import order_of_study
from apps.reporting.models import Report, ReportTemplate, ReportTemplateVersion
from apps.reporting.template_choice import (
    StudyFacts,
    TemplateLevel,
    age_on,
    best_template,
    ranked_templates,
)

# Procedure Code Sequence (0008,1032) and Requested Procedure Code Sequence (0032,1064): PS3.3 C.7.2.1, C.4.11.
CODE_SEQUENCES = ("00081032", "00321064")
CODE_VALUE = "00080100"
NO_SUCH = "There is no such template."


def may_edit(actor: Actor, template: ReportTemplate) -> bool:
    """Whose it is: the practice's and its sites' are the managers', a personal one is its owner's."""
    if template.level == TemplateLevel.PERSONAL:
        return template.owner_id == actor.user_id and actor.can("report.write")
    if template.site_id is not None and not actor.may_enter_site(template.site_id):
        return False
    return actor.can("templates.manage")


def templates(*, actor: Actor) -> QuerySet[ReportTemplate]:
    """What the actor may see: own ones, the practice's and its sites'; those never published only who may edit them.

    The nearest level first, then by name.
    """
    seen = Q(level=TemplateLevel.TENANT) | Q(level=TemplateLevel.SITE)
    if actor.site_ids is not None:
        seen = Q(level=TemplateLevel.TENANT) | Q(site_id__in=actor.site_ids)
    if not actor.can("templates.manage"):
        seen &= Q(active=True) | Q(number__gt=0)
    if actor.user_id is not None:
        seen |= Q(level=TemplateLevel.PERSONAL, owner_id=actor.user_id)
    nearness = Case(
        When(level=TemplateLevel.PERSONAL, then=Value(0)),
        When(level=TemplateLevel.SITE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found: QuerySet[ReportTemplate] = (
        ReportTemplate.objects.select_related("site", "owner", "draft_saved_by")
        .filter(seen)
        .order_by(nearness, "name", F("site__name"), "id")
    )
    return found


def access_template(*, actor: Actor, template_id: UUID, for_change: bool = False) -> ReportTemplate:
    """One the actor may see, locked ``for_change``; raises ``NotFound``."""
    found = templates(actor=actor).filter(id=template_id)
    if for_change:
        found = found.select_for_update(of=("self",))
    template = found.first()
    if template is None:
        raise NotFound(NO_SUCH)
    return template


def active_templates() -> QuerySet[ReportTemplate]:
    """Those in force, of every level, by name."""
    found: QuerySet[ReportTemplate] = ReportTemplate.objects.filter(active=True).order_by("name")
    return found


def usable_templates(*, site_id: UUID | None, reader_id: UUID | None) -> QuerySet[ReportTemplate]:
    """Those in force that a reader may use for a study of the site."""
    whose = Q(level=TemplateLevel.TENANT)
    if site_id is not None:
        whose |= Q(level=TemplateLevel.SITE, site_id=site_id)
    if reader_id is not None:
        whose |= Q(level=TemplateLevel.PERSONAL, owner_id=reader_id)
    return active_templates().filter(whose)


def usable_template(*, actor: Actor, template_id: UUID, site_id: UUID) -> ReportTemplate:
    """One in force that the actor may use for a study of the site; raises ``NotFound``."""
    usable = usable_templates(site_id=site_id, reader_id=actor.user_id)
    template = usable.filter(id=template_id).first()
    if template is None:
        raise NotFound(NO_SUCH)
    return template


def template_for(study: Study, *, reader_id: UUID) -> ReportTemplate | None:
    """The template with which the reader's report on the study begins; ``study`` has its patient."""
    facts = facts_of(study, order=order_of_study(study.id), reader_id=reader_id)
    return best_template(usable_templates(site_id=study.site_id, reader_id=reader_id), facts)


def templates_fitting(*, report: Report, reader_id: UUID) -> list[ReportTemplate]:
    """All that fit the report's study for the reader, the best first; ``report`` has its study with the patient."""
    study = report.study
    facts = facts_of(study, order=order_of_study(study.id), reader_id=reader_id)
    usable = usable_templates(site_id=study.site_id, reader_id=reader_id)
    return ranked_templates(usable.select_related("site", "owner"), facts)


def facts_of(study: Study, *, order: Order | None, reader_id: UUID | None) -> StudyFacts:
    """What the study's index, its patient and its order say, as ``template_choice`` weighs it."""
    return study_facts(
        {
            "modalities": study.modalities,
            "body_part": study.body_part,
            "description": study.description,
            "headers": study.headers,
            "site_id": study.site_id,
            "study_date": study.study_date or study.first_image_at.date(),
            "sex": study.patient.sex,
            "birth_date": study.patient.birth_date,
        },
        order=order,
        reader_id=reader_id,
    )


def study_facts(
    row: Mapping[str, Any], *, order: Order | None, reader_id: UUID | None
) -> StudyFacts:
    """As ``facts_of``, of a study's values by name."""
    said = (order.procedure if order else "", row["description"])
    return StudyFacts(
        modalities=tuple(row["modalities"]),
        body_part=row["body_part"] or (order.body_part if order else ""),
        description="\n".join(text for text in said if text),
        procedure_codes=_procedure_codes(row["headers"]),
        sex=row["sex"],
        age=age_on(row["study_date"], row["birth_date"]),
        site_id=row["site_id"],
        reader_id=reader_id,
    )


def template_version_in_force(template: ReportTemplate | None) -> ReportTemplateVersion | None:
    if template is None:
        return None
    found: ReportTemplateVersion | None = ReportTemplateVersion.objects.filter(
        template_id=template.id, number=template.number
    ).first()
    return found


def template_versions(*, template: ReportTemplate) -> QuerySet[ReportTemplateVersion]:
    """What the template said, the latest first."""
    found: QuerySet[ReportTemplateVersion] = (
        ReportTemplateVersion.objects.select_related("published_by")
        .filter(template_id=template.id)
        .order_by("-number")
    )
    return found


def access_template_version(*, template: ReportTemplate, number: int) -> ReportTemplateVersion:
    """Raises ``NotFound``."""
    found = template_versions(template=template).filter(number=number).first()
    if found is None:
        raise NotFound("There is no such version of this template.")
    return found


def _procedure_codes(headers: str) -> tuple[str, ...]:
    """Code Values (0008,0100) of the study's procedure, as DICOM JSON (PS3.18 Annex F) holds them."""
    try:
        values = orjson.loads(headers)
    except orjson.JSONDecodeError:
        return ()
    found = []
    for sequence in CODE_SEQUENCES:
        for item in _values(values, sequence):
            found += [code for code in _values(item, CODE_VALUE) if isinstance(code, str)]
    return tuple(found)


def _values(level: Any, tag: str) -> list[Any]:
    element = level.get(tag) if isinstance(level, dict) else None
    values = element.get("Value") if isinstance(element, dict) else None
    return values if isinstance(values, list) else []
