"""Rule sets and studies, made and drawn."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.rules.actions import ACTION_KINDS, Parameter
from apps.worklist.engine.rules.fields import FIELDS, Field
from apps.worklist.engine.rules.operators import OPERATORS, Operator

NIGHT = datetime(2026, 11, 2, 22, 30, tzinfo=UTC)


def study(**changes: Any) -> StudyFacts:
    """A STAT CT of a head from a French emergency department at half past eleven in the evening."""
    facts = StudyFacts(
        site="lille",
        site_time_zone="Europe/Paris",
        received_at=NIGHT,
        study_at=datetime(2026, 11, 2, 20, 30, tzinfo=UTC),
        modalities=frozenset({"CT", "SR"}),
        body_part="HEAD",
        procedure="Scanner cérébral sans injection",
        procedure_group="neuro",
        priority="STAT",
        patient_age=71.0,
        age_group="adult",
        patient_class="emergency",
        indication="Hémiplégie droite, suspicion d’AVC",
        image_count=180,
    )
    return replace(facts, **changes)


def condition(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, **({} if value is None else {"value": value})}


def rule(rule_id: str, when: Any, *then: Any, **more: Any) -> dict[str, Any]:
    return {"id": rule_id, "name": f"Rule {rule_id}", "when": when, "then": list(then), **more}


def document(*rules: Any) -> dict[str, Any]:
    return {"rules": list(rules)}


ALWAYS: dict[str, Any] = {"all": []}
TO_URGENT = {"kind": "set_pathway", "pathway": "urgent"}
TO_STROKE = {"kind": "set_pathway", "pathway": "stroke"}

words = st.sampled_from(("stroke", "Schädel", "avc", "chest pain", "A1", "neuro", "ÉTÉ", "fuß"))
numbers = st.integers(-5, 500) | st.floats(-5, 500)
times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
minutes = st.integers(1, 10080)


def _value(field: Field, operator: Operator) -> st.SearchStrategy[Any]:
    codes = st.sampled_from(field.choices or ("lille", "bonn"))
    return {
        "codes": st.lists(codes, min_size=1, max_size=3),
        "phrases": st.lists(words, min_size=1, max_size=3),
        "number": numbers,
        "number_range": st.tuples(numbers, numbers).map(sorted),
        "time_range": st.lists(times, min_size=2, max_size=2, unique=True),
        "boolean": st.booleans(),
        "none": st.none(),
    }[operator.value]


def _comparison(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    operators = [one for (kind, _), one in OPERATORS.items() if kind == field.type]
    return st.sampled_from(operators).flatmap(
        lambda one: _value(field, one).map(lambda value: condition(field.code, one.code, value))
    )


comparisons = st.sampled_from(sorted(FIELDS)).flatmap(lambda code: _comparison(FIELDS[code]))
conditions = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.fixed_dictionaries({"all": st.lists(parts, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(parts, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": parts}),
    ),
    max_leaves=6,
)
people = st.integers(1, 9).map(lambda number: str(UUID(int=number)))


def _parameter(one: Parameter) -> st.SearchStrategy[Any]:
    drawn: st.SearchStrategy[Any] = {
        "code": st.sampled_from(one.choices or ("stroke", "night")),
        "person": people,
        "recipient": people | st.sampled_from(one.choices or ("reader",)),
        "integer": st.integers(one.least, one.most),
        "text": words,
        "texts": st.lists(words, min_size=one.least, max_size=one.most, unique=True),
    }[one.type]
    return drawn | st.none() if one.is_optional else drawn


def _action(code: str) -> st.SearchStrategy[dict[str, Any]]:
    parameters = {one.name: _parameter(one) for one in ACTION_KINDS[code].parameters}
    return st.fixed_dictionaries({"kind": st.just(code), **parameters})


actions = st.sampled_from(sorted(ACTION_KINDS)).flatmap(_action)
rules = st.fixed_dictionaries(
    {
        "id": st.integers(0, 10**6).map(str),
        "name": words,
        "when": conditions,
        "then": st.lists(actions, min_size=1, max_size=3, unique_by=lambda one: one["kind"]),
    },
    optional={"enabled": st.booleans(), "stop": st.booleans()},
)
documents = st.fixed_dictionaries(
    {"rules": st.lists(rules, max_size=4, unique_by=lambda one: str(one["id"]))}
)

texts = st.text(max_size=30) | words
studies = st.builds(
    StudyFacts,
    site=texts,
    site_time_zone=st.sampled_from(
        ("Europe/Paris", "America/Chicago", "Asia/Kolkata", "", "No/Where")
    ),
    received_at=st.datetimes(timezones=st.just(UTC)),
    study_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    modalities=st.frozensets(st.sampled_from(("CT", "MR", "SR", "")), max_size=3),
    body_part=texts,
    procedure=texts,
    procedure_group=st.sampled_from(("neuro", "", "strange")),
    laterality=st.sampled_from(("L", "", "x")),
    priority=st.sampled_from(("STAT", "ROUTINE", "")),
    stat_attested=st.booleans(),
    patient_age=st.none() | st.floats(0, 120),
    patient_sex=st.sampled_from(("F", "M", "")),
    indication=texts,
    location=texts,
    referring_physician=texts,
    accession_number=texts,
    image_count=st.integers(0, 5000),
    holiday=st.booleans(),
)

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=6), parts, max_size=4)
    ),
    max_leaves=12,
)
