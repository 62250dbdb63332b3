"""What a rule set decides about a study, and why: every rule, every comparison, every value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.worklist.engine.facts import SkillNeed, StudyFacts
from apps.worklist.engine.rules.actions import ACTION_KINDS
from apps.worklist.engine.rules.compilation import (
    Comparison,
    CompiledRule,
    CompiledRules,
    Condition,
)
from apps.worklist.engine.rules.fields import Field, Json
from apps.worklist.engine.rules.operators import comparable


@dataclass(frozen=True, slots=True)
class AppliedAction:
    """An action that counts, and the rule it comes from. ``parameters`` are as the rule has them."""

    rule_id: str
    kind: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is decided. ``trace`` has one JSON object per rule, in order.

    Each has ``id``, ``name``, ``matched``, ``skipped`` (empty, ``disabled`` or ``stopped``), ``applied`` and
    ``overruled`` (actions, the latter those that an earlier rule had decided), and ``conditions``: every
    comparison with ``field``, ``operator``, ``expected``, ``actual``, ``passed`` and its ``path`` in the rule.
    """

    actions: tuple[AppliedAction, ...]
    trace: tuple[Mapping[str, Any], ...]

    def one(self, kind: str) -> Mapping[str, Any] | None:
        """The parameters of the first action of this kind."""
        return next((one.parameters for one in self.actions if one.kind == kind), None)

    def every(self, kind: str) -> list[Mapping[str, Any]]:
        """The parameters of all actions of this kind, in order."""
        return [one.parameters for one in self.actions if one.kind == kind]

    def needs(self) -> tuple[SkillNeed, ...]:
        """The skills required, each once at its highest level, by name."""
        levels: dict[str, int] = {}
        for need in self.every("require_skill"):
            levels[need["skill"]] = max(need["level"], levels.get(need["skill"], 0))
        return tuple(SkillNeed(skill, level) for skill, level in sorted(levels.items()))

    def as_json(self) -> dict[str, Any]:
        """``rules`` (the trace) and ``actions``, each with its ``rule`` and ``kind``."""
        actions = [
            {"rule": one.rule_id, "kind": one.kind, **one.parameters} for one in self.actions
        ]
        return {"rules": [dict(row) for row in self.trace], "actions": actions}


def evaluate(rules: CompiledRules, facts: StudyFacts) -> Outcome:
    """Run the rules in order. Of a kind of action that does not add up the first matching rule's counts.

    Never raises, and the same rules and facts always give the same outcome.
    """
    study = _Study(facts)
    actions: list[AppliedAction] = []
    trace: list[Mapping[str, Any]] = []
    decided: set[str] = set()
    stopped = False
    for rule in rules.rules:
        if stopped or not rule.is_enabled:
            trace.append(_row(rule, skipped="stopped" if stopped else "disabled"))
            continue
        conditions: list[dict[str, Any]] = []
        matched = _holds(rule.when, study, conditions)
        applied, overruled = _sorted_out(rule, decided) if matched else ([], [])
        decided.update(action["kind"] for action in applied)
        actions += [_applied(rule, action) for action in applied]
        trace.append(
            _row(
                rule,
                matched=matched,
                applied=applied,
                overruled=overruled,
                conditions=conditions,
            )
        )
        stopped = matched and rule.stops
    return Outcome(tuple(actions), tuple(trace))


class _Study:
    """The facts, each looked up and made comparable once."""

    def __init__(self, facts: StudyFacts) -> None:
        self._facts = facts
        self._values: dict[str, tuple[Json, object]] = {}

    def value(self, field: Field) -> tuple[Json, object]:
        """The value to show and the value to compare."""
        found = self._values.get(field.code)
        if found is None:
            shown = field.value(self._facts)
            found = self._values[field.code] = shown, comparable(field.type, shown)
        return found


def _holds(condition: Condition, study: _Study, conditions: list[dict[str, Any]]) -> bool:
    """Whether the condition is true. Every comparison is made, also where the answer is known already."""
    if isinstance(condition, Comparison):
        return _passes(condition, study, conditions)
    parts = [_holds(part, study, conditions) for part in condition.parts]
    if condition.kind == "not":
        return not parts[0]
    return all(parts) if condition.kind == "all" else any(parts)


def _passes(comparison: Comparison, study: _Study, conditions: list[dict[str, Any]]) -> bool:
    shown, compared = study.value(comparison.field)
    passed = comparison.operator.test(compared, comparison.compared)
    conditions.append(
        {
            "field": comparison.field.code,
            "operator": comparison.operator.code,
            "expected": comparison.expected,
            "actual": shown,
            "passed": passed,
            "path": comparison.path,
        }
    )
    return passed


_Actions = list[Mapping[str, Any]]


def _sorted_out(rule: CompiledRule, decided: set[str]) -> tuple[_Actions, _Actions]:
    """The rule's actions that count, and those whose kind an earlier rule has decided."""
    applied: _Actions = []
    overruled: _Actions = []
    for action in rule.then:
        counts = ACTION_KINDS[action["kind"]].adds_up or action["kind"] not in decided
        (applied if counts else overruled).append(action)
    return applied, overruled


def _applied(rule: CompiledRule, action: Mapping[str, Any]) -> AppliedAction:
    parameters = {name: value for name, value in action.items() if name != "kind"}
    return AppliedAction(rule.id, action["kind"], parameters)


def _row(
    rule: CompiledRule,
    *,
    matched: bool = False,
    skipped: str = "",
    applied: _Actions | None = None,
    overruled: _Actions | None = None,
    conditions: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "matched": matched,
        "skipped": skipped,
        "applied": applied or [],
        "overruled": overruled or [],
        "conditions": conditions or [],
    }
