"""The templates of a practice."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound, PermissionRefused
from apps.common.isolation import required_tenant_id
from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.default_templates import DEFAULT_TEMPLATES, DefaultTemplate
from apps.reporting.models import ReportTemplate, ReportTemplateVersion
from apps.reporting.selectors import templates_fitting
from apps.reporting.selectors.critical_policy import access_site
from apps.reporting.selectors.reports import access_report
from apps.reporting.selectors.templates import (
    access_template,
    access_template_version,
    may_edit,
    templates,
)
from apps.reporting.template_choice import TemplateLevel
from apps.reporting.template_document import (
    TemplateDifference,
    TemplateDocument,
    document,
    template_difference,
)

# Of a document, what the template's row holds too.
COLUMNS = (
    *("name", "modality", "body_part", "procedure_codes", "procedure_words"),
    *("sex", "age_from", "age_to", "sections"),
)


def ensure_default_templates() -> None:
    """Gives the current tenant the default templates, unless it has any templates already."""
    if ReportTemplate.objects.filter(level=TemplateLevel.TENANT).exists():
        return
    add_default_templates(DEFAULT_TEMPLATES)


def add_default_templates(templates: Sequence[DefaultTemplate]) -> None:
    """Puts these in force with a first version; a name that the practice has stays as it is."""
    rows = [
        ReportTemplate(
            tenant_id=required_tenant_id(),
            number=1,
            **{name: getattr(template, name) for name in COLUMNS},
        )
        for template in templates
    ]
    ReportTemplate.objects.bulk_create(rows, ignore_conflicts=True)
    # Where somebody else was quicker, theirs are there and these are not.
    made = ReportTemplate.objects.filter(id__in=[row.id for row in rows])
    ReportTemplateVersion.objects.bulk_create(
        [
            ReportTemplateVersion(template=row, number=row.number, content=content_of(row))
            for row in made
        ]
    )


def open_templates(*, actor: Actor) -> QuerySet[ReportTemplate]:
    """The templates that the actor may see, the default ones included."""
    ensure_default_templates()
    return templates(actor=actor)


def open_templates_for_report(*, actor: Actor, report_id: UUID) -> list[ReportTemplate]:
    """What the actor may begin this report's text from, the best first. Raises ``NotFound``."""
    report = access_report(actor=actor, report_id=report_id)
    return templates_fitting(report=report, reader_id=actor.require_user())


def content_of(template: ReportTemplate) -> TemplateDocument:
    """What is in force, without where it came from, which only versions keep."""
    values: dict[str, Any] = {name: getattr(template, name) for name in COLUMNS}
    return document(values)


def trial_template(
    *, actor: Actor, level: str, content: Mapping[str, Any], site_id: UUID | None = None
) -> tuple[ReportTemplate, TemplateDocument]:
    """A template that is not kept, as it would be if ``content`` were published; and its document.

    Raises ``PermissionRefused``, ``NotFound`` (the site).
    """
    said = document(content)
    template = ReportTemplate(
        level=TemplateLevel(level),
        site=access_site(actor=actor, site_id=site_id) if site_id and level == "site" else None,
        owner_id=actor.require_user() if level == TemplateLevel.PERSONAL else None,
        **{name: said[name] for name in COLUMNS},  # type: ignore[literal-required] # the columns are the document's keys
    )
    require_editor(actor, template)
    return template, said


def compare_template(
    *, actor: Actor, template_id: UUID, before: int | None, after: int | None
) -> TemplateDifference:
    """Two versions by number; without it the one in force, and then the draft. Raises ``NotFound``."""
    template = access_template(actor=actor, template_id=template_id)
    old = _said(template, before or template.number)
    if after is not None:
        new: TemplateDocument | None = _said(template, after)
    elif template.draft is not None and may_edit(actor, template):
        new = document(template.draft)
    else:
        raise NotFound("There is no draft of this template.")
    return template_difference(old, new)


def _said(template: ReportTemplate, number: int) -> TemplateDocument | None:
    """A version's text; nothing stood before the first."""
    if number == 0:
        return None
    return document(access_template_version(template=template, number=number).content)


def require_editor(actor: Actor, template: ReportTemplate) -> None:
    """Raises ``PermissionRefused``."""
    if not may_edit(actor, template):
        raise PermissionRefused(
            "Templates of the practice and its sites are changed by managers. Make a personal one instead."
        )


def blank_sections() -> list[Section]:
    """Every section, empty."""
    return [Section(code=code, title=title, body="") for code, title in SECTION_TITLES.items()]
