"""The shipped rules: what was asked for as STAT stays STAT, wherever it comes from."""

from datetime import UTC, datetime

import pytest

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.rules import DEFAULT_RULES, compiled, evaluate

RULES = compiled(DEFAULT_RULES)
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("patient_class", ["emergency", "inpatient", "outpatient", ""])
@pytest.mark.parametrize(
    ("asked", "indication", "decided"),
    [
        ("STAT", "", ("STAT", "stat")),
        ("STAT", "Acute stroke", ("STAT", "stroke")),
        ("URGENT", "Major trauma", ("STAT", "trauma")),
        ("URGENT", "", ("URGENT", "urgent")),
    ],
)
def test_no_rule_makes_less_of_a_study_than_an_earlier_one_did(
    patient_class: str, asked: str, indication: str, decided: tuple[str, str]
) -> None:
    facts = StudyFacts(
        site="general",
        site_time_zone="UTC",
        received_at=AT,
        modalities=frozenset({"CT"}),
        procedure_group="neuro",
        priority=asked,
        patient_class=patient_class,
        indication=indication,
    )
    outcome = evaluate(RULES, facts)
    assert (outcome.priority, outcome.pathway) == decided
