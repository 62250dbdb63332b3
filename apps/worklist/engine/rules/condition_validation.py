"""Whether a condition can be evaluated."""

from collections.abc import Callable, Mapping
from typing import Any

from apps.worklist.engine.rules.fields import FIELDS, Field
from apps.worklist.engine.rules.mistakes import Findings
from apps.worklist.engine.rules.operators import OPERATORS, ValueKind
from apps.worklist.engine.rules.references import Known
from apps.worklist.engine.rules.values import (
    MOST_CODES,
    has_only_keys,
    is_minute_of_day,
    is_number,
    is_short_text,
    says_something,
    shown,
)
from apps.worklist.engine.text import folded

MOST_DEPTH = 8
GROUPS = ("all", "any", "not")
MOST_CODE = 64


def check_condition(findings: Findings, condition: Any, known: Known, depth: int = 1) -> None:
    """Find every mistake in ``condition`` and in what it is made of."""
    if not isinstance(condition, dict):
        findings.add("not_an_object", "A condition is an object.")
    elif depth > MOST_DEPTH:
        findings.add("too_deep", f"Conditions nest at most {MOST_DEPTH} deep.")
    elif group := next((key for key in GROUPS if key in condition), None):
        if has_only_keys(findings, condition, required=(group,), optional=()):
            _check_group(findings.below(group), group, condition[group], known, depth)
    else:
        _check_comparison(findings, condition, known)


def _check_group(findings: Findings, group: str, parts: Any, known: Known, depth: int) -> None:
    if group == "not":
        check_condition(findings, parts, known, depth + 1)
        return
    if not isinstance(parts, list):
        findings.add("not_a_list", "The parts of a condition are a list.")
        return
    if len(parts) > MOST_CODES:
        findings.add("too_many", f"A condition has at most {MOST_CODES} parts.")
        return
    if not parts and group == "any":
        findings.add("empty_list", "Of no parts at all none can be true; add one.")
    for number, part in enumerate(parts):
        check_condition(findings.below(number), part, known, depth + 1)


def _check_comparison(findings: Findings, condition: dict[Any, Any], known: Known) -> None:
    has_only_keys(findings, condition, required=("field", "operator"), optional=("value",))
    field = FIELDS.get(condition["field"]) if _is_text(condition.get("field")) else None
    if field is None:
        if "field" in condition:
            findings.below("field").add("unknown_field", "There is no such field.")
        return
    code = condition.get("operator")
    operator = OPERATORS.get((field.type, code)) if isinstance(code, str) else None
    if operator is None:
        if "operator" in condition:
            message = f"{field.label} cannot be compared in this way."
            findings.below("operator").add("operator_not_for_field", message)
        return
    _check_value(findings.below("value"), condition, operator.value, field, known)


def _check_value(
    findings: Findings, condition: dict[Any, Any], kind: ValueKind, field: Field, known: Known
) -> None:
    value = condition.get("value")
    if kind == "none":
        if value is not None:
            findings.add("unknown_key", "This comparison needs no value.")
    elif value is None:
        findings.add("missing", "Say what to compare with.")
    elif kind == "codes":
        _check_codes(findings, value, field, known)
    else:
        _VALUE_CHECKS[kind](findings, value)


def _check_codes(findings: Findings, value: Any, field: Field, known: Known) -> None:
    exists = known.of(field.reference) if field.reference else None
    closed = frozenset(field.choices) if field.choices and not field.is_open else None
    allowed = exists if exists is not None else closed
    folded_codes = None if allowed is None else {folded(code) for code in allowed}
    for number, code in _each(findings, value):
        here = findings.below(number)
        if not is_short_text(code, MOST_CODE):
            here.add("wrong_type", f"A value is a text of 1 to {MOST_CODE} characters.")
        elif folded_codes is not None and folded(code) not in folded_codes:
            here.add("unknown_value", f"{field.label} is never “{shown(code)}”.")


def _check_phrases(findings: Findings, value: Any) -> None:
    for number, phrase in _each(findings, value):
        if not says_something(phrase):
            findings.below(number).add("empty_phrase", "Give at least one letter or digit to find.")


def _each(findings: Findings, value: Any) -> list[tuple[int, Any]]:
    if not isinstance(value, list):
        findings.add("not_a_list", "Give a list of values.")
        return []
    if not value:
        findings.add("empty_list", "Give at least one value.")
    if len(value) > MOST_CODES:
        findings.add("too_many", f"Give at most {MOST_CODES} values.")
        return []
    return list(enumerate(value))


def _check_number(findings: Findings, value: Any) -> None:
    if not is_number(value):
        findings.add("wrong_type", "Give a number.")


def _check_number_range(findings: Findings, value: Any) -> None:
    if not (isinstance(value, list) and len(value) == 2 and all(map(is_number, value))):
        findings.add("wrong_type", "Give two numbers, the smaller first.")
    elif value[0] > value[1]:
        findings.add("empty_range", "The first number is greater than the second.")


def _check_time_range(findings: Findings, value: Any) -> None:
    if not (isinstance(value, list) and len(value) == 2 and all(map(is_minute_of_day, value))):
        findings.add("bad_time", "Give two times of day such as 20:00 and 07:00.")
    elif value[0] == value[1]:
        findings.add("empty_range", "Both times are the same.")


def _check_boolean(findings: Findings, value: Any) -> None:
    if not isinstance(value, bool):
        findings.add("wrong_type", "This is either true or false.")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_VALUE_CHECKS: Mapping[ValueKind, Callable[[Findings, Any], None]] = {
    "phrases": _check_phrases,
    "number": _check_number,
    "number_range": _check_number_range,
    "time_range": _check_time_range,
    "boolean": _check_boolean,
}
