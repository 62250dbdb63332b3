"""Shipped templates that came after a practice began reach it when somebody there asks for them."""

from dataclasses import dataclass

from django.db import transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.reporting.default_templates import DEFAULT_TEMPLATES
from apps.reporting.models import ReportTemplate
from apps.reporting.services.template_editing import keep_draft
from apps.reporting.services.templates import (
    COLUMNS,
    add_default_templates,
    content_of,
    ensure_default_templates,
)
from apps.reporting.template_choice import TemplateLevel
from apps.reporting.template_document import document


@dataclass(frozen=True, slots=True)
class ShippedTemplates:
    """Names of templates that are in force now, and of those that have the newer text as a draft."""

    added: list[str]
    drafted: list[str]


def add_shipped_templates(*, actor: Actor) -> ShippedTemplates:
    """Adds the shipped templates whose names the practice has never had; nothing of the practice's is overwritten.

    One that the practice has as it was shipped earlier, and nobody has begun to change, gets the newer text as a draft
    to look at: publishing it is a person's decision. A second call changes nothing. Raises ``PermissionRefused``.
    """
    actor.require("templates.manage")
    with transaction.atomic():
        ensure_default_templates()
        rows = ReportTemplate.objects.select_for_update().filter(level=TemplateLevel.TENANT)
        known = {row.name.casefold(): row for row in rows.order_by("active", "id")}
        missing = [one for one in DEFAULT_TEMPLATES if one.name.casefold() not in known]
        add_default_templates(missing)
        drafted = []
        for shipped in DEFAULT_TEMPLATES:
            row = known.get(shipped.name.casefold())
            newer = document({name: getattr(shipped, name) for name in COLUMNS})
            if row and _is_untouched(row) and content_of(row) != newer:
                keep_draft(actor=actor, template=row, draft=newer)
                drafted.append(row.name)
        result = ShippedTemplates([one.name for one in missing], drafted)
        record(
            actor=actor,
            action="report_template.shipped_added",
            object_type="tenant",
            object_id=actor.tenant_id,
            detail={"added": len(result.added), "drafted": len(result.drafted)},
        )
    return result


def _is_untouched(row: ReportTemplate) -> bool:
    """As it came: one version, which no person published, and no draft."""
    published_by_somebody = row.versions.filter(published_by__isnull=False).exists()
    return row.active and row.number <= 1 and row.draft is None and not published_by_somebody
