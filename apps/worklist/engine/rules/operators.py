"""How a condition compares, as data: which operators a type of field has, and what they compare with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from apps.worklist.engine.rules.fields import FieldType, Json
from apps.worklist.engine.text import folded, says, spaced

ValueKind = Literal["codes", "phrases", "number", "number_range", "time_range", "boolean", "none"]
MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Operator:
    """``test`` is asked with a field's value and the condition's, each in its comparable form.

    A value that is not known passes no test but ``none_of``, ``contains_none`` and ``is_empty``.
    """

    code: str
    type: FieldType
    label: str
    value: ValueKind
    test: Callable[[Any, Any], bool]


def comparable(kind: FieldType, value: Json) -> object:
    """A field's value as operators compare it: folded, and text as its words."""
    if kind == "choice":
        return frozenset(folded(code) for code in value) if isinstance(value, list) else frozenset()
    if kind == "text":
        return spaced(value) if isinstance(value, str) else ""
    if kind == "time":
        return minute_of_day(value) if isinstance(value, str) else None
    return value


def comparable_expected(kind: ValueKind, value: Any) -> object:
    """A condition's value in the same form. ``value`` has passed validation."""
    if kind == "codes":
        return frozenset(folded(code) for code in value)
    if kind == "phrases":
        return tuple(spaced(phrase) for phrase in value)
    if kind == "time_range":
        return minute_of_day(value[0]), minute_of_day(value[1])
    return tuple(value) if kind == "number_range" else value


def minute_of_day(text: str) -> int:
    """Minutes since midnight of ``HH:MM``. Raises ``ValueError`` for anything else."""
    hour, minute = text.split(":")
    if not (len(text) == 5 and text.isascii() and hour.isdigit() and minute.isdigit()):
        raise ValueError(text)
    if int(hour) > 23 or int(minute) > 59:
        raise ValueError(text)
    return int(hour) * MINUTES_IN_HOUR + int(minute)


def _within_hours(minute: int | None, hours: tuple[int, int]) -> bool:
    """From the first, up to but without the second; over midnight if the first is the later one."""
    if minute is None:
        return False
    begin, end = hours
    if begin < end:
        return begin <= minute < end
    return minute >= begin or minute < end


def _says_any(text: str, phrases: tuple[str, ...]) -> bool:
    return any(says(text, phrase) for phrase in phrases)


def _says_all(text: str, phrases: tuple[str, ...]) -> bool:
    return all(says(text, phrase) for phrase in phrases)


_OPERATORS = (
    Operator("any_of", "choice", "is any of", "codes", lambda actual, codes: bool(actual & codes)),
    Operator("none_of", "choice", "is none of", "codes", lambda actual, codes: not actual & codes),
    Operator("contains_any", "text", "contains any of", "phrases", _says_any),
    Operator("contains_all", "text", "contains all of", "phrases", _says_all),
    Operator(
        "contains_none",
        "text",
        "contains none of",
        "phrases",
        lambda text, phrases: not _says_any(text, phrases),
    ),
    Operator("is_empty", "text", "is empty", "none", lambda text, _: not text),
    Operator("is_not_empty", "text", "is not empty", "none", lambda text, _: bool(text)),
    Operator(
        "at_least",
        "number",
        "is at least",
        "number",
        lambda actual, least: actual is not None and actual >= least,
    ),
    Operator(
        "at_most",
        "number",
        "is at most",
        "number",
        lambda actual, most: actual is not None and actual <= most,
    ),
    Operator(
        "between",
        "number",
        "is between",
        "number_range",
        lambda actual, ends: actual is not None and ends[0] <= actual <= ends[1],
    ),
    Operator("between", "time", "is between", "time_range", _within_hours),
    Operator("is", "boolean", "is", "boolean", lambda actual, wanted: actual is wanted),
)

OPERATORS: Mapping[tuple[FieldType, str], Operator] = {
    (operator.type, operator.code): operator for operator in _OPERATORS
}
