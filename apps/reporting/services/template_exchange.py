"""Templates from other systems, and to them: IHE RAD MRRT."""

from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.reporting.models import ReportTemplate
from apps.reporting.mrrt import (
    MOST_CHARACTERS,
    Loss,
    UnreadableTemplate,
    read_template,
    with_required_terms,
    write_template,
)
from apps.reporting.selectors.templates import (
    access_template,
    access_template_version,
    template_version_in_force,
)
from apps.reporting.services.template_editing import create_template
from apps.reporting.services.templates import content_of, ensure_default_templates
from apps.reporting.template_document import TemplateDocument, document
from apps.tenancy.selectors import current_tenant

MOST_BYTES = 4 * MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class TemplateFile:
    name: str
    content: bytes


def require_template_size(size: int) -> None:
    """Raises ``Unprocessable`` (``template_too_large``)."""
    if size > MOST_BYTES:
        raise Unprocessable(
            f"A template has at most {MOST_BYTES // 1_000_000} MB; this file is larger. "
            "Choose the HTML file of one template.",
            code="template_too_large",
        )


def import_template(
    *, actor: Actor, level: str, content: bytes, site_id: UUID | None = None
) -> tuple[ReportTemplate, list[Loss]]:
    """A template with the file's text as its draft, and what of the file it does not carry.

    A name that is taken gets a number. Raises ``Unprocessable`` (``template_too_large``, ``not_a_template``,
    ``not_utf8``) and as ``create_template``.
    """
    require_template_size(len(content))
    try:
        imported = read_template(content.decode())
    except UnicodeDecodeError:
        raise Unprocessable(
            "The file is not written in UTF-8. Save it as UTF-8, then import it again.",
            code="not_utf8",
        ) from None
    except UnreadableTemplate as error:
        raise Unprocessable(str(error), code=error.code) from None
    ensure_default_templates()
    name = _free_name(imported.content["name"])
    template = create_template(
        actor=actor,
        level=level,
        content={**imported.content, "name": name},
        site_id=site_id,
        imported=True,
    )
    return template, imported.losses


def _free_name(name: str) -> str:
    """``name``, with a number where a template of the practice, of whatever level, has it already."""
    taken = set(
        ReportTemplate.objects.filter(name__startswith=name[:190]).values_list("name", flat=True)
    )
    numbered = (f"{name[:190]} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def export_template(*, actor: Actor, template_id: UUID, number: int | None = None) -> TemplateFile:
    """An MRRT file of the version in force, of version ``number``, or of the draft where none was ever published.

    Raises ``NotFound``.
    """
    template = access_template(actor=actor, template_id=template_id)
    content = _content(template, number)
    filled = with_required_terms(
        content,
        identifier=f"urn:uuid:{template.id}",
        publisher=current_tenant().name,
        date=now().date().isoformat(),
    )
    record(
        actor=actor,
        action="report_template.exported",
        object_type="report_template",
        object_id=template.id,
        site_id=template.site_id,
        detail={"number": number or template.number},
    )
    return TemplateFile(name=f"{content['name']}.html", content=write_template(filled).encode())


def _content(template: ReportTemplate, number: int | None) -> TemplateDocument:
    if number is not None:
        return document(access_template_version(template=template, number=number).content)
    version = template_version_in_force(template)
    if version is not None:
        return document(version.content)
    return document(template.draft) if template.draft else content_of(template)
