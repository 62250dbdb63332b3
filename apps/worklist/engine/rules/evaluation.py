"""What a rule set decides about a study, and why: every rule, every comparison, every value."""

from collections.abc import Mapping
from typing import Any

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.rules.actions import ACTION_KINDS
from apps.worklist.engine.rules.compilation import (
    Comparison,
    CompiledRule,
    CompiledRules,
    Condition,
)
from apps.worklist.engine.rules.fields import Field, Json
from apps.worklist.engine.rules.operators import comparable
from apps.worklist.engine.rules.outcomes import outcome_of

_Action = Mapping[str, Any]


def evaluate(rules: CompiledRules, facts: StudyFacts) -> Outcome:
    """Run the rules in order. Of a kind of action that does not add up the first matching rule's counts.

    Never raises, and the same rules and facts always give the same outcome.
    """
    study = _Study(facts)
    actions: list[_Action] = []
    trace: list[dict[str, Any]] = []
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
        actions += [{"rule": rule.id, **action} for action in applied]
        found = {"applied": applied, "overruled": overruled, "conditions": conditions}
        trace.append(_row(rule, matched=matched) | found)
        stopped = matched and rule.stops
    return outcome_of(actions, trace)


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


def _sorted_out(rule: CompiledRule, decided: set[str]) -> tuple[list[_Action], list[_Action]]:
    """The rule's actions that count, and those whose kind an earlier rule has decided."""
    applied: list[_Action] = []
    overruled: list[_Action] = []
    for action in rule.then:
        counts = ACTION_KINDS[action["kind"]].adds_up or action["kind"] not in decided
        (applied if counts else overruled).append(action)
    return applied, overruled


def _row(rule: CompiledRule, *, matched: bool = False, skipped: str = "") -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "matched": matched,
        "skipped": skipped,
        "applied": [],
        "overruled": [],
        "conditions": [],
    }
