"""Templates to test with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import SECTION_TITLES
from apps.reporting.models import ReportTemplate
from tests.factories import Practice


@dataclass(frozen=True)
class Candidate:
    """A template as the choice weighs it."""

    name: str
    modality: str = ""
    body_part: str = ""
    level: str = "tenant"
    site_id: UUID | None = None
    owner_id: UUID | None = None
    procedure_codes: tuple[str, ...] = ()
    procedure_words: tuple[str, ...] = ()
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None


def content(
    name: str = "CT knee", findings: str = "Menisci: Intact.", **more: Any
) -> dict[str, Any]:
    """A document as a client sends it."""
    bodies = {"findings": findings}
    sections = [
        {"code": code, "title": title, "body": bodies.get(code, "")}
        for code, title in SECTION_TITLES.items()
    ]
    return {"name": name, "sections": sections, **more}


def make_template(
    practice: Practice,
    *,
    role: str = "manager",
    level: str = "tenant",
    published: bool = True,
    **more: Any,
) -> ReportTemplate:
    """A template that is in force, or only a draft."""
    site_id = more.pop("site_id", None)
    with tenant_context(practice.tenant_id):
        actor = practice.actor(role)
        template = services.create_template(
            actor=actor, level=level, site_id=site_id, content=content(**more)
        )
        if published:
            template = services.publish_template(
                actor=actor, template_id=template.id, revision=template.draft_revision
            )
    return template
