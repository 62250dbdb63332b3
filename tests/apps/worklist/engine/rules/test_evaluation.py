"""Rules in order, the first of a kind counts, and the trace shows every value."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from apps.worklist.engine.facts import SkillNeed, StudyFacts
from apps.worklist.engine.outcome import Outcome, PageAction
from apps.worklist.engine.rules import compiled, evaluate
from apps.worklist.engine.rules.actions import ACTION_KINDS
from tests.apps.worklist.engine.rules.documents import (
    ALWAYS,
    TO_STROKE,
    TO_URGENT,
    condition,
    document,
    documents,
    rule,
    studies,
    study,
)


def holds(when: Any, **changes: Any) -> bool:
    outcome = evaluate(compiled(document(rule("a", when, TO_URGENT))), study(**changes))
    return bool(outcome.trace[0]["matched"])


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (ALWAYS, True),
        ({"not": ALWAYS}, False),
        (condition("modality", "any_of", ["ct", "MR"]), True),
        (condition("modality", "none_of", ["CT"]), False),
        (condition("modality", "any_of", ["SR"]), False),
        (condition("site", "any_of", ["lille"]), True),
        (condition("laterality", "any_of", ["unknown"]), True),
        (condition("local_weekday", "any_of", ["MO"]), True),
        (condition("indication", "contains_any", ["avc"]), True),
        (condition("indication", "contains_any", ["HEMIPLÉGIE"]), True),
        (condition("indication", "contains_any", ["hemip"]), True),
        (condition("indication", "contains_any", ["plegie"]), False),
        (condition("indication", "contains_any", ["hemiplegie droi"]), True),
        (condition("indication", "contains_any", ["hemip droite"]), False),
        (condition("indication", "contains_all", ["suspicion", "AVC"]), True),
        (condition("indication", "contains_all", ["suspicion", "trauma"]), False),
        (condition("indication", "contains_none", ["trauma"]), True),
        (condition("location", "is_empty"), True),
        (condition("location", "is_not_empty"), False),
        (condition("patient_age", "at_least", 71), True),
        (condition("patient_age", "at_most", 70.9), False),
        (condition("patient_age", "between", [18, 71]), True),
        (condition("study_age_hours", "between", [2, 2]), True),
        (condition("local_time", "between", ["20:00", "07:00"]), True),
        (condition("local_time", "between", ["07:00", "20:00"]), False),
        (condition("local_time", "between", ["23:30", "23:31"]), True),
        (condition("local_time", "between", ["22:00", "23:30"]), False),
        (condition("holiday", "is", False), True),
        (condition("stat_attested", "is", True), False),
        (
            {"any": [condition("holiday", "is", True), condition("patient_age", "at_least", 18)]},
            True,
        ),
        (
            {"all": [condition("holiday", "is", True), condition("patient_age", "at_least", 18)]},
            False,
        ),
    ],
)
def test_conditions(when: Any, expected: bool) -> None:
    assert holds(when) is expected


@pytest.mark.parametrize("operator", ["at_least", "at_most", "between"])
def test_what_is_not_known_is_neither_more_nor_less(operator: str) -> None:
    value = [0, 200] if operator == "between" else 50
    assert not holds(condition("patient_age", operator, value), patient_age=None)
    assert not holds(condition("study_age_hours", operator, value), study_at=None)


@pytest.mark.parametrize(
    ("utc", "zone", "night"),
    [
        # Chicago leaves summer time on 1 November 2026 at 02:00: 07:00 UTC is 01:00 for the second time.
        ((2026, 11, 1, 6, 30), "America/Chicago", True),
        ((2026, 11, 1, 7, 30), "America/Chicago", True),
        ((2026, 11, 1, 12, 59), "America/Chicago", True),
        ((2026, 11, 1, 13, 0), "America/Chicago", False),
        ((2026, 10, 31, 12, 0), "America/Chicago", False),
        ((2026, 10, 31, 11, 59), "America/Chicago", True),
        # Kolkata is half an hour off.
        ((2026, 11, 1, 14, 29), "Asia/Kolkata", False),
        ((2026, 11, 1, 14, 30), "Asia/Kolkata", True),
    ],
)
def test_the_clock_on_the_sites_wall(utc: tuple[int, ...], zone: str, night: bool) -> None:
    at = datetime(*utc, tzinfo=UTC)  # type: ignore[arg-type,misc]  # five numbers, which mypy cannot count
    when = condition("local_time", "between", ["20:00", "07:00"])
    assert holds(when, received_at=at, site_time_zone=zone) is night


def test_the_first_of_a_kind_counts_and_some_kinds_add_up() -> None:
    neuro = {"kind": "require_skill", "skill": "neuro", "level": 1}
    better = {"kind": "require_skill", "skill": "neuro", "level": 3}
    rules = document(
        rule("off", ALWAYS, TO_URGENT, enabled=False),
        rule("no", condition("holiday", "is", True), TO_URGENT),
        rule("one", ALWAYS, TO_STROKE, neuro),
        rule("two", ALWAYS, TO_URGENT, better, stop=True),
        rule("three", ALWAYS, {"kind": "due_within", "minutes": 5}),
    )
    outcome = evaluate(compiled(rules), study())
    assert outcome.pathway == "stroke"
    assert outcome.due_within is None
    assert outcome.required_skills == (SkillNeed("neuro", 3),)
    assert [row["skipped"] for row in outcome.trace] == ["disabled", "", "", "", "stopped"]
    assert [row["matched"] for row in outcome.trace] == [False, False, True, True, False]
    assert outcome.trace[3]["applied"] == [better]
    assert outcome.trace[3]["overruled"] == [TO_URGENT]


def test_every_action_reaches_the_outcome() -> None:
    person = "00000000-0000-0000-0000-000000000007"
    actions: list[dict[str, Any]] = [
        {"kind": "set_priority", "priority": "URGENT"},
        {"kind": "route_to", "pool": "night", "widen_after_minutes": 20},
        {"kind": "name_reader", "reader": person},
        {"kind": "prefer_skill", "skill": "neuro", "level": 2, "widen_after_minutes": 5},
        {"kind": "due_within", "minutes": 45},
        {"kind": "read_workflow", "workflow": "preliminary_then_final"},
        {"kind": "split", "regions": ["head", "chest"]},
        {"kind": "page", "after_minutes": 15, "recipient": "on_call", "unless": "signed"},
        {"kind": "notify", "recipient": person, "message": "A stroke came in."},
    ]
    outcome = evaluate(compiled(document(rule("a", ALWAYS, *actions))), study())
    assert replace(outcome, trace=(), actions=()) == Outcome(
        priority="URGENT",
        pool="night",
        pool_widens_after=20,
        reader=UUID(person),
        preferred_skills=(SkillNeed("neuro", 2),),
        preference_ends_after=5,
        due_within=45,
        workflow="preliminary_then_final",
        split_regions=("head", "chest"),
        pages=(
            PageAction(15, "on_call", unless="signed"),
            PageAction(0, person, unless="", message="A stroke came in."),
        ),
    )
    assert outcome.actions == tuple({"rule": "a", **action} for action in actions)


def test_the_trace_shows_every_comparison() -> None:
    when = {
        "any": [
            condition("modality", "any_of", ["CT"]),
            {"not": condition("patient_age", "at_least", 80)},
        ]
    }
    row = evaluate(compiled(document(rule("a", when, TO_URGENT))), study()).trace[0]
    assert row["conditions"] == [
        {
            "field": "modality",
            "operator": "any_of",
            "expected": ["CT"],
            "actual": ["CT"],
            "passed": True,
            "path": "/any/0",
        },
        {
            "field": "patient_age",
            "operator": "at_least",
            "expected": 80,
            "actual": 71.0,
            "passed": False,
            "path": "/any/1/not",
        },
    ]


@given(documents, studies)
def test_any_sound_rules_decide_on_any_study_and_always_the_same(
    whole: dict[str, Any], facts: StudyFacts
) -> None:
    outcome = evaluate(compiled(whole), facts)
    shown = json.dumps([outcome.trace, outcome.actions])
    again = evaluate(compiled(json.loads(json.dumps(whole))), replace(facts))
    assert again == outcome and json.dumps([again.trace, again.actions]) == shown
    assert [row["id"] for row in outcome.trace] == [one["id"] for one in whole["rules"]]
    single = [one["kind"] for one in outcome.actions if not ACTION_KINDS[one["kind"]].adds_up]
    assert len(set(single)) == len(single)
    assert all(row["matched"] or not row["applied"] for row in outcome.trace)


@given(documents, studies)
def test_one_by_one_the_same_rules_match_as_together(
    whole: dict[str, Any], facts: StudyFacts
) -> None:
    rows = evaluate(compiled(whole), facts).trace
    for one, row in zip(whole["rules"], rows, strict=True):
        alone = evaluate(compiled(document(one)), facts).trace[0]
        if row["skipped"] != "stopped":
            assert alone["matched"] == row["matched"]
            assert alone["conditions"] == row["conditions"]
