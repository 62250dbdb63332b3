"""Every mistake is named and placed; any JSON gets an answer."""

import copy
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.rules import (
    DEFAULT_RULES,
    InvalidRuleSet,
    Known,
    compiled,
    evaluate,
    validate,
)
from tests.apps.worklist.engine.rules.documents import (
    ALWAYS,
    TO_STROKE,
    TO_URGENT,
    condition,
    document,
    documents,
    json_values,
    rule,
    studies,
    study,
)

PERSON = "00000000-0000-0000-0000-000000000001"


def found(whole: Any, known: Known | None = None) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in validate(whole, known or Known())]


def in_condition(when: Any) -> list[tuple[str, str]]:
    return [
        (path.removeprefix("/rules/0/when"), code)
        for path, code in found(document(rule("a", when, TO_URGENT)))
    ]


def in_action(action: Any) -> list[tuple[str, str]]:
    return [
        (path.removeprefix("/rules/0/then/0"), code)
        for path, code in found(document(rule("a", ALWAYS, action)))
    ]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (None, [("", "not_an_object")]),
        ([], [("", "not_an_object")]),
        ({}, [("/rules", "missing")]),
        ({"rules": {}}, [("/rules", "not_a_list")]),
        ({"rules": [], "x~/y": 1}, [("/x~0~1y", "unknown_key")]),
        ({"rules": [], "version": 2}, [("/version", "unknown_version")]),
        ({"rules": [3]}, [("/rules/0", "not_an_object")]),
        ({"rules": [{}] * 501}, [("/rules", "too_many")]),
        (
            document({"id": "", "name": 3, "enabled": 1, "stop": None}),
            [
                ("/rules/0/when", "missing"),
                ("/rules/0/then", "missing"),
                ("/rules/0/id", "wrong_type"),
                ("/rules/0/name", "wrong_type"),
                ("/rules/0/enabled", "wrong_type"),
                ("/rules/0/stop", "wrong_type"),
            ],
        ),
        (document(rule("a", ALWAYS)), [("/rules/0/then", "does_nothing")]),
        (document(rule("a", ALWAYS, stop=True)), []),
        (
            document(rule("a", ALWAYS, TO_URGENT), rule("a", ALWAYS, TO_URGENT)),
            [("/rules/1/id", "duplicate_id")],
        ),
        (
            document(rule("a", ALWAYS, TO_URGENT, TO_STROKE)),
            [("/rules/0/then/1", "duplicate_action")],
        ),
        (
            document(rule("a", ALWAYS, 1, 2)),
            [("/rules/0/then/0", "not_an_object"), ("/rules/0/then/1", "not_an_object")],
        ),
        (document(rule("a", ALWAYS, *[TO_URGENT] * 21)), [("/rules/0/then", "too_many")]),
    ],
)
def test_rule_set(whole: Any, expected: list[tuple[str, str]]) -> None:
    assert found(whole) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (7, [("", "not_an_object")]),
        ({}, [("/field", "missing"), ("/operator", "missing")]),
        ({"any": []}, [("/any", "empty_list")]),
        ({"all": {}}, [("/all", "not_a_list")]),
        ({"not": []}, [("/not", "not_an_object")]),
        ({"all": [], "any": []}, [("/any", "unknown_key")]),
        (condition("colour", "any_of", ["x"]), [("/field", "unknown_field")]),
        (condition("modality", "at_least", 3), [("/operator", "operator_not_for_field")]),
        (condition("modality", "any_of"), [("/value", "missing")]),
        (condition("modality", "any_of", "CT"), [("/value", "not_a_list")]),
        (condition("modality", "any_of", []), [("/value", "empty_list")]),
        (condition("modality", "any_of", ["CT", 3]), [("/value/1", "wrong_type")]),
        (condition("modality", "any_of", ["ZZ"]), []),
        (condition("priority", "any_of", ["ASAP"]), [("/value/0", "unknown_value")]),
        (condition("priority", "any_of", ["stat"]), []),
        (
            condition("indication", "contains_any", ["…", ""]),
            [("/value/0", "empty_phrase"), ("/value/1", "empty_phrase")],
        ),
        (condition("indication", "is_empty"), []),
        (condition("indication", "is_empty", ["x"]), [("/value", "unknown_key")]),
        (condition("patient_age", "at_least", "3"), [("/value", "wrong_type")]),
        (condition("patient_age", "at_least", True), [("/value", "wrong_type")]),
        (condition("patient_age", "at_least", float("nan")), [("/value", "wrong_type")]),
        (condition("patient_age", "at_least", 10**400), []),
        (condition("patient_age", "between", [3]), [("/value", "wrong_type")]),
        (condition("patient_age", "between", [3, 2]), [("/value", "empty_range")]),
        (condition("local_time", "between", ["20:00", "7:00"]), [("/value", "bad_time")]),
        (condition("local_time", "between", ["20:00", "24:00"]), [("/value", "bad_time")]),
        (condition("local_time", "between", ["20:00", "20:00"]), [("/value", "empty_range")]),
        (condition("holiday", "is", "yes"), [("/value", "wrong_type")]),
    ],
)
def test_condition(when: Any, expected: list[tuple[str, str]]) -> None:
    assert in_condition(when) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("page", [("", "not_an_object")]),
        ({"kind": []}, [("/kind", "unknown_action")]),
        ({"kind": "set_priority"}, [("/priority", "missing")]),
        ({"kind": "set_priority", "priority": "HIGH"}, [("/priority", "unknown_reference")]),
        ({"kind": "set_priority", "priority": None}, [("/priority", "wrong_type")]),
        ({"kind": "set_pathway", "pathway": "mine", "x": 1}, [("/x", "unknown_key")]),
        ({"kind": "route_to", "pool": "night"}, []),
        ({"kind": "route_to", "pool": "night", "widen_after_minutes": None}, []),
        (
            {"kind": "route_to", "pool": "night", "widen_after_minutes": 0},
            [("/widen_after_minutes", "out_of_range")],
        ),
        ({"kind": "name_reader", "reader": "me"}, [("/reader", "wrong_type")]),
        ({"kind": "name_reader", "reader": PERSON}, []),
        ({"kind": "require_skill", "skill": "neuro", "level": 4}, [("/level", "out_of_range")]),
        ({"kind": "require_skill", "skill": "neuro", "level": True}, [("/level", "wrong_type")]),
        ({"kind": "due_within", "minutes": 15.5}, [("/minutes", "wrong_type")]),
        ({"kind": "split", "regions": ["head"]}, [("/regions", "out_of_range")]),
        ({"kind": "split", "regions": ["head", "head"]}, [("/regions", "duplicate_value")]),
        ({"kind": "split", "regions": "head"}, [("/regions", "wrong_type")]),
        (
            {"kind": "notify", "recipient": "all", "message": ""},
            [("/recipient", "wrong_type"), ("/message", "wrong_type")],
        ),
        ({"kind": "page", "after_minutes": 10, "recipient": PERSON, "unless": "signed"}, []),
    ],
)
def test_action(action: Any, expected: list[tuple[str, str]]) -> None:
    assert in_action(action) == expected


def test_what_rules_name_must_exist_when_it_is_known() -> None:
    known = Known(
        sites=frozenset({"lille"}),
        pools=frozenset({"night"}),
        pathways=frozenset({"stroke"}),
        readers=frozenset({PERSON}),
        people=frozenset(),
    )
    whole = document(
        rule(
            "a",
            {"all": [condition("site", "any_of", ["lille", "bonn"])]},
            TO_URGENT,
            {"kind": "route_to", "pool": "day"},
            {"kind": "name_reader", "reader": PERSON},
            {"kind": "page", "after_minutes": 5, "recipient": PERSON, "unless": "claimed"},
        )
    )
    assert found(whole, known) == [
        ("/rules/0/when/all/0/value/1", "unknown_value"),
        ("/rules/0/then/0/pathway", "unknown_reference"),
        ("/rules/0/then/1/pool", "unknown_reference"),
        ("/rules/0/then/3/recipient", "unknown_reference"),
    ]
    assert found(whole) == []


def test_conditions_nest_so_deep_and_no_deeper() -> None:
    when: dict[str, Any] = ALWAYS
    for _ in range(5000):
        when = {"not": when}
    assert [code for _, code in in_condition(when)] == ["too_deep"]


def test_what_is_shipped_is_sound() -> None:
    assert validate(DEFAULT_RULES) == []
    pathways = frozenset({"stroke", "trauma", "stat", "urgent", "routine"})
    assert validate(DEFAULT_RULES, Known(pathways=pathways)) == []
    assert evaluate(compiled(DEFAULT_RULES), study()).pathway == "stroke"


def test_a_document_with_mistakes_does_not_compile() -> None:
    with pytest.raises(InvalidRuleSet) as caught:
        compiled({"rules": [3]})
    assert caught.value.mistakes[0].path == "/rules/0"


@settings(max_examples=100)
@given(json_values)
def test_any_json_gets_an_answer(whole: Any) -> None:
    for candidate in (whole, {"rules": whole}, {"rules": [whole]}):
        validate(candidate)
    validate(document(rule("a", whole, whole)))
    validate(document(rule("a", condition("local_time", "between", whole), TO_URGENT)))
    validate(document(rule("a", condition("modality", "any_of", whole), TO_URGENT)))


@given(documents)
def test_whatever_is_drawn_as_sound_is_found_sound(whole: dict[str, Any]) -> None:
    assert validate(whole) == []
    assert validate(json.loads(json.dumps(whole))) == []


@settings(max_examples=100)
@given(
    documents.filter(lambda one: bool(one["rules"])),
    json_values,
    st.randoms(use_true_random=False),
    studies,
)
def test_something_else_in_one_place_compiles_or_is_refused(
    whole: dict[str, Any], other: Any, chance: Random, facts: StudyFacts
) -> None:
    broken = copy.deepcopy(whole)
    place: Any = broken["rules"]
    while True:
        key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if not isinstance(place[key], dict | list) or not place[key] or chance.random() < 0.2:
            place[key] = other
            break
        place = place[key]
    if not validate(broken):
        evaluate(compiled(broken), facts)
