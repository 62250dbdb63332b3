"""Drafting, publishing and rolling back templates."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.reporting.errors import InvalidTemplate, TemplateConflict
from apps.reporting.models import ReportTemplate, ReportTemplateVersion
from apps.reporting.selectors.critical_policy import access_site
from apps.reporting.selectors.templates import (
    access_template,
    access_template_version,
    template_version_in_force,
)
from apps.reporting.services.templates import (
    COLUMNS,
    content_of,
    ensure_default_templates,
    require_editor,
)
from apps.reporting.template_choice import TemplateLevel
from apps.reporting.template_document import TemplateDocument, document, mistakes


def create_template(
    *,
    actor: Actor,
    level: str,
    content: Mapping[str, Any],
    site_id: UUID | None = None,
    imported: bool = False,
) -> ReportTemplate:
    """A template with a draft that nothing begins from yet.

    Raises ``PermissionRefused``, ``NotFound`` (the site), ``Conflict`` (``name_taken``).
    """
    ensure_default_templates()
    draft = document(content)
    template = ReportTemplate(
        level=TemplateLevel(level),
        site=access_site(actor=actor, site_id=site_id) if site_id and level == "site" else None,
        owner_id=actor.require_user() if level == TemplateLevel.PERSONAL else None,
        active=False,
        sections=[],
        name=draft["name"],
    )
    require_editor(actor, template)
    _put_draft(actor, template, draft)
    _save_once(template)
    _audit(actor, "imported" if imported else "created", template, level=template.level)
    return template


def save_template_draft(
    *, actor: Actor, template_id: UUID, revision: int, content: Mapping[str, Any]
) -> ReportTemplate:
    """Keeps the draft, sound or not, given the revision it was based on; nothing begins from it.

    Raises ``NotFound``, ``PermissionRefused``, ``TemplateConflict``, ``Conflict`` (``template_retired``).
    """
    template = _access(actor, template_id)
    _require_not_retired(template)
    _require_revision(template, revision)
    draft = document(content)
    _put_draft(actor, template, draft)
    if template.number == 0 and not template.active:
        template.name = draft["name"]
    _save_once(template)
    _audit(actor, "draft_saved", template, revision=template.draft_revision)
    return template


def discard_template_draft(*, actor: Actor, template_id: UUID) -> None:
    """Back to what is in force; a template that was never published is gone with its draft.

    Raises ``NotFound``, ``PermissionRefused``.
    """
    template = _access(actor, template_id)
    _audit(actor, "draft_discarded", template, number=template.number)
    if not (template.number or template.active):
        template.delete()
        return
    template.draft, template.draft_revision = None, template.draft_revision + 1
    template.save(update_fields=["draft", "draft_revision"])


def publish_template(
    *, actor: Actor, template_id: UUID, revision: int, note: str = ""
) -> ReportTemplate:
    """Puts the draft in force under the next number; reports begun before keep the version they began from.

    Raises ``NotFound``, ``PermissionRefused``, ``TemplateConflict``, ``InvalidTemplate``, and ``Conflict``
    (``nothing_to_publish``, ``unchanged``, ``name_taken``, ``template_retired``).
    """
    template = _access(actor, template_id)
    _require_not_retired(template)
    _require_revision(template, revision)
    if template.draft is None:
        raise Conflict("There is no draft. Change something first.", code="nothing_to_publish")
    content = document(template.draft)
    template.draft = None
    template.draft_revision += 1
    _put_in_force(actor, template, content, note=note)
    return template


def roll_back_template(
    *, actor: Actor, template_id: UUID, number: int, note: str = ""
) -> ReportTemplate:
    """Publishes an older version again under the next number; a draft stays as it is.

    Raises as ``publish_template``.
    """
    template = _access(actor, template_id)
    _require_not_retired(template)
    earlier = access_template_version(template=template, number=number)
    _put_in_force(actor, template, document(earlier.content), note=note, rolled_back_to=number)
    return template


def retire_template(*, actor: Actor, template_id: UUID) -> ReportTemplate:
    """No report begins from it any more.

    Raises ``NotFound``, ``PermissionRefused``, ``Conflict`` (``not_in_force``).
    """
    template = _access(actor, template_id)
    if not template.active:
        raise Conflict("It is not in force.", code="not_in_force")
    template.active = False
    template.save(update_fields=["active"])
    _audit(actor, "retired", template, number=template.number)
    return template


def restore_template(*, actor: Actor, template_id: UUID) -> ReportTemplate:
    """The last version is in force again. Raises as ``retire_template`` (``not_retired``)."""
    template = _access(actor, template_id)
    if template.active or not template.number:
        raise Conflict("It was not retired.", code="not_retired")
    template.active = True
    template.save(update_fields=["active"])
    _audit(actor, "restored", template, number=template.number)
    return template


def _put_in_force(
    actor: Actor,
    template: ReportTemplate,
    content: TemplateDocument,
    *,
    note: str,
    rolled_back_to: int | None = None,
) -> None:
    found = mistakes(content)
    if found:
        raise InvalidTemplate(f"Mend this first: {found[0]['message']}", problems=found)
    before = template_version_in_force(template)
    if before is not None and document(before.content) == content:
        raise Conflict(f"Version {before.number} says the same.", code="unchanged")
    if template.active and before is None:
        # Written by a process of the release before: its text is kept like any other.
        template.number += 1
        _keep_version(None, template, content_of(template))
    template.number += 1
    template.active = True
    for name in COLUMNS:
        setattr(template, name, content[name])  # type: ignore[literal-required] # the names are the document's keys
    _save_once(template)
    version = _keep_version(actor, template, content, note=note, rolled_back_to=rolled_back_to)
    _audit(
        actor,
        "published" if rolled_back_to is None else "rolled_back",
        template,
        number=version.number,
        rolled_back_to=rolled_back_to,
    )


def _keep_version(
    actor: Actor | None, template: ReportTemplate, content: TemplateDocument, **fields: Any
) -> ReportTemplateVersion:
    version: ReportTemplateVersion = ReportTemplateVersion.objects.create(
        template=template,
        number=template.number,
        content=content,
        published_by_id=actor.user_id if actor else None,
        **fields,
    )
    return version


def _put_draft(actor: Actor, template: ReportTemplate, draft: TemplateDocument) -> None:
    template.draft = draft
    template.draft_revision += 1
    template.draft_saved_at, template.draft_saved_by_id = now(), actor.user_id


def keep_draft(*, actor: Actor, template: ReportTemplate, draft: TemplateDocument) -> None:
    """A draft of a locked template that has none; nothing begins from it before somebody publishes it."""
    _put_draft(actor, template, draft)
    _save_once(template)
    _audit(actor, "draft_saved", template, revision=template.draft_revision)


def _access(actor: Actor, template_id: UUID) -> ReportTemplate:
    template = access_template(actor=actor, template_id=template_id, for_change=True)
    require_editor(actor, template)
    return template


def _require_not_retired(template: ReportTemplate) -> None:
    if template.number and not template.active:
        raise Conflict("It was retired. Restore it first.", code="template_retired")


def _require_revision(template: ReportTemplate, revision: int) -> None:
    if template.draft_revision != revision:
        raise TemplateConflict(
            "Look at what changed, then make your change again.",
            revision=template.draft_revision,
        )


def _save_once(template: ReportTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise Conflict(
            "There is a template of this name already. Choose another name.", code="name_taken"
        ) from None


def _audit(actor: Actor, action: str, template: ReportTemplate, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"report_template.{action}",
        object_type="report_template",
        object_id=template.id,
        site_id=template.site_id,
        detail=detail,
    )
