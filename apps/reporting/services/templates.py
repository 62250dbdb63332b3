"""The templates of a practice."""

from apps.common.isolation import required_tenant_id
from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.default_templates import DEFAULT_TEMPLATES
from apps.reporting.models import ReportTemplate


def ensure_default_templates() -> None:
    """Gives the current tenant the default templates, unless it has any templates already."""
    if ReportTemplate.objects.exists():
        return
    ReportTemplate.objects.bulk_create(
        [
            ReportTemplate(
                tenant_id=required_tenant_id(),
                name=template.name,
                modality=template.modality,
                body_part=template.body_part,
                sections=template.sections,
            )
            for template in DEFAULT_TEMPLATES
        ],
        ignore_conflicts=True,
    )


def blank_sections() -> list[Section]:
    """Every section, empty."""
    return [Section(code=code, title=title, body="") for code, title in SECTION_TITLES.items()]
