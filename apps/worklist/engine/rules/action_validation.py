"""Whether an action can be carried out."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from apps.worklist.engine.rules.actions import ACTION_KINDS, Parameter, ParameterType
from apps.worklist.engine.rules.mistakes import Findings
from apps.worklist.engine.rules.references import Known
from apps.worklist.engine.rules.values import has_only_keys, is_short_text, shown

MOST_CODE = 64


def check_action(findings: Findings, action: Any, known: Known) -> str:
    """Find every mistake in ``action``; answers with its kind, empty if there is none such."""
    if not isinstance(action, dict):
        findings.add("not_an_object", "An action is an object with a kind.")
        return ""
    code = action.get("kind")
    kind = ACTION_KINDS.get(code) if isinstance(code, str) else None
    if kind is None:
        findings.below("kind").add("unknown_action", "There is no such action.")
        return ""
    required = [one.name for one in kind.parameters if not one.is_optional]
    optional = [one.name for one in kind.parameters if one.is_optional]
    has_only_keys(findings, action, required=("kind", *required), optional=optional)
    for parameter in kind.parameters:
        value = action.get(parameter.name)
        if parameter.name not in action or (value is None and parameter.is_optional):
            continue
        _CHECKS[parameter.type](findings.below(parameter.name), value, parameter, known)
    return kind.code


def _check_code(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if not is_short_text(value, MOST_CODE):
        findings.add("wrong_type", f"Choose a {parameter.label}.")
        return
    exists = known.of(parameter.reference) if parameter.reference else frozenset(parameter.choices)
    if exists is not None and value not in exists:
        findings.add("unknown_reference", f"There is no {parameter.label} “{shown(value)}”.")


def _check_person(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if not _is_id(value):
        findings.add("wrong_type", "Choose a person.")
        return
    exists = known.of(parameter.reference)
    if exists is not None and str(UUID(value)) not in exists:
        findings.add("unknown_reference", "There is no such person any more; choose another.")


def _check_recipient(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if not (isinstance(value, str) and value in parameter.choices):
        _check_person(findings, value, parameter, known)


def _check_integer(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        findings.add("wrong_type", "Give a whole number.")
    elif not parameter.least <= value <= parameter.most:
        message = f"Give a number from {parameter.least} to {parameter.most}."
        findings.add("out_of_range", message)


def _check_text(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if not is_short_text(value, parameter.most):
        findings.add("wrong_type", f"Give a text of 1 to {parameter.most} characters.")


def _check_texts(findings: Findings, value: Any, parameter: Parameter, known: Known) -> None:
    if not isinstance(value, list) or not all(is_short_text(one, MOST_CODE) for one in value):
        findings.add("wrong_type", f"Give a list of texts of 1 to {MOST_CODE} characters.")
    elif not parameter.least <= len(value) <= parameter.most:
        findings.add("out_of_range", f"Give {parameter.least} to {parameter.most} of them.")
    elif len(set(value)) < len(value):
        findings.add("duplicate_value", "Two of them are the same.")


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


_CHECKS: Mapping[ParameterType, Callable[[Findings, Any, Parameter, Known], None]] = {
    "code": _check_code,
    "person": _check_person,
    "recipient": _check_recipient,
    "integer": _check_integer,
    "text": _check_text,
    "texts": _check_texts,
}
