"""The macros of a practice and of each person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.reporting.errors import InvalidMacro
from apps.reporting.macro_text import Fault, MacroFault, expanded, fault_of, is_code
from apps.reporting.merge_fields import SAMPLE_VALUES, filled
from apps.reporting.models import Report, ReportMacro
from apps.reporting.selectors import access_report
from apps.reporting.selectors.macros import ReadyMacro, access_macro, macro_texts, ready_macros

MOST_MACROS = 1000
FIELDS = ("code", "title", "text", "section", "modality", "body_part")
_SAID = {
    MacroFault.UNKNOWN_MACRO: "It calls {path}, and there is no macro ‘{last}’. Save that one first.",
    MacroFault.MACRO_CYCLE: "It calls itself: {path}. Take one of these calls out.",
    MacroFault.MACRO_TOO_DEEP: "Macros lie more than five deep: {path}. Write the innermost text out.",
    MacroFault.MACRO_TOO_LONG: "With all it calls it is too long for a section. Call fewer macros.",
}


def add_macro(*, actor: Actor, shared: bool, content: Mapping[str, str]) -> ReportMacro:
    """A new macro of the practice (``shared``) or the actor's own; ``content`` holds any of ``FIELDS``, ``code``,
    ``title`` and ``text`` at least.

    Raises ``PermissionRefused``, ``InvalidMacro``, ``Conflict`` (``code_taken``, ``too_many_macros``).
    """
    _require(actor, shared=shared)
    owner_id = None if shared else actor.require_user()
    if ReportMacro.objects.filter(owner_id=owner_id).count() >= MOST_MACROS:
        raise Conflict(
            f"{MOST_MACROS} macros are kept; remove one before you add another.",
            code="too_many_macros",
        )
    return _save(actor, ReportMacro(owner_id=owner_id), content, "report_macro.added")


def change_macro(*, actor: Actor, macro_id: UUID, content: Mapping[str, str]) -> ReportMacro:
    """Changes any of ``FIELDS``. Raises ``NotFound``, ``PermissionRefused``, ``InvalidMacro``, ``Conflict``."""
    macro = access_macro(actor=actor, macro_id=macro_id)
    _require(actor, shared=macro.owner_id is None)
    return _save(actor, macro, content, "report_macro.changed")


def remove_macro(*, actor: Actor, macro_id: UUID) -> None:
    """What calls it keeps the call as it is written, which the check ``unfilled_field`` finds. Raises ``NotFound``,
    ``PermissionRefused``.
    """
    macro = access_macro(actor=actor, macro_id=macro_id)
    _require(actor, shared=macro.owner_id is None)
    _audit(actor, macro, "report_macro.removed")
    macro.delete()


def preview_macro(*, actor: Actor, shared: bool, code: str, text: str) -> str:
    """The text as it would enter a report on a made-up patient. Raises ``PermissionRefused``, ``InvalidMacro``."""
    _require(actor, shared=shared)
    texts = macro_texts(None if shared else actor.require_user())
    _require_sound(code or "_", text, texts)
    return filled(expanded(code or "_", {**texts, code or "_": text}), SAMPLE_VALUES)


def macros_for_report(*, actor: Actor, report_id: UUID) -> list[ReadyMacro]:
    """What can be put into the report, filled with its patient's facts. Raises ``NotFound``, ``NotInCare``."""
    actor.require("report.write")
    report: Report = access_report(actor=actor, report_id=report_id)
    return ready_macros(actor=actor, report=report)


def _save(actor: Actor, macro: ReportMacro, content: Mapping[str, str], action: str) -> ReportMacro:
    for name in FIELDS:
        if name in content:
            setattr(macro, name, content[name])
    macro.code = macro.code.lower()
    if not is_code(macro.code):
        raise InvalidMacro(
            "A code begins with a letter and goes on with letters, digits, ‘.’, ‘_’ and ‘-’.",
            code="invalid_macro_code",
        )
    _require_sound(macro.code, macro.text, _others(macro))
    macro.saved_at = now()
    try:
        with transaction.atomic():
            macro.save()
    except IntegrityError:
        raise Conflict(
            f"There is a macro ‘{macro.code}’ already; choose another code or change that one.",
            code="code_taken",
        ) from None
    _audit(actor, macro, action)
    return macro


def _others(macro: ReportMacro) -> dict[str, str]:
    texts = macro_texts(macro.owner_id)
    before = ReportMacro.objects.filter(id=macro.id).values_list("code", flat=True).first()
    if before and before != macro.code:
        texts.pop(before, None)
    return texts


def _require_sound(code: str, text: str, texts: Mapping[str, str]) -> None:
    fault = fault_of(code, text, texts)
    if fault:
        raise InvalidMacro(_sentence(fault), code=fault.kind.value, path=list(fault.path))


def _sentence(fault: Fault) -> str:
    return _SAID[fault.kind].format(path=" → ".join(fault.path), last=fault.path[-1])


def _require(actor: Actor, *, shared: bool) -> None:
    actor.require("templates.manage" if shared else "report.write")


def _audit(actor: Actor, macro: ReportMacro, action: str) -> None:
    detail: dict[str, Any] = {"code": macro.code, "shared": macro.owner_id is None}
    record(
        actor=actor,
        action=action,
        object_type="report_macro",
        object_id=macro.id,
        detail=detail,
    )
