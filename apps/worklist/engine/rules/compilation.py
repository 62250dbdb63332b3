"""A rule set made ready to be asked often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from apps.worklist.engine.rules.fields import FIELDS, Field, Json
from apps.worklist.engine.rules.mistakes import Mistake
from apps.worklist.engine.rules.operators import OPERATORS, Operator, comparable_expected
from apps.worklist.engine.rules.validation import validate


class InvalidRuleSet(ValueError):
    """A document that is no rule set; ``mistakes`` says where."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        first = mistakes[0]
        super().__init__(f"{len(mistakes)} mistakes, first at {first.path}: {first.message}")
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one value. ``expected`` is the value as written, ``compared`` as the operator needs it."""

    path: str
    field: Field
    operator: Operator
    expected: Json
    compared: object


@dataclass(frozen=True, slots=True)
class Group:
    """``all`` of its parts, ``any`` of them, or ``not`` its only one. All of none is true."""

    kind: Literal["all", "any", "not"]
    parts: tuple["Condition", ...]


Condition = Comparison | Group


@dataclass(frozen=True, slots=True)
class CompiledRule:
    id: str
    name: str
    is_enabled: bool
    stops: bool
    when: Condition
    then: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """The rules in the order in which they run."""

    rules: tuple[CompiledRule, ...]


def compiled(document: Any) -> CompiledRules:
    """The rule set of a valid document. Raises ``InvalidRuleSet``; what rules name is not looked up."""
    mistakes = validate(document)
    if mistakes:
        raise InvalidRuleSet(mistakes)
    return CompiledRules(tuple(_rule(rule) for rule in document["rules"]))


def _rule(rule: Mapping[str, Any]) -> CompiledRule:
    return CompiledRule(
        id=rule["id"],
        name=rule["name"],
        is_enabled=rule.get("enabled", True),
        stops=rule.get("stop", False),
        when=_condition(rule["when"], ""),
        then=tuple(dict(action) for action in rule["then"]),
    )


def _condition(condition: Mapping[str, Any], path: str) -> Condition:
    if "not" in condition:
        return Group("not", (_condition(condition["not"], f"{path}/not"),))
    if "all" in condition:
        return Group("all", _parts(condition["all"], f"{path}/all"))
    if "any" in condition:
        return Group("any", _parts(condition["any"], f"{path}/any"))
    return _comparison(condition, path)


def _parts(parts: Sequence[Mapping[str, Any]], path: str) -> tuple[Condition, ...]:
    return tuple(_condition(part, f"{path}/{number}") for number, part in enumerate(parts))


def _comparison(condition: Mapping[str, Any], path: str) -> Comparison:
    field = FIELDS[condition["field"]]
    operator = OPERATORS[field.type, condition["operator"]]
    expected = condition.get("value")
    return Comparison(
        path, field, operator, expected, comparable_expected(operator.value, expected)
    )
