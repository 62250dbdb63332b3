"""When the rungs of a ladder come, and which ladders are refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from apps.worklist.engine.calendars import ServiceCalendar
from apps.worklist.engine.clocks import Pause, Target
from apps.worklist.engine.escalation import (
    DEFAULT_LADDERS,
    InvalidLadder,
    Rung,
    check_rung,
    fire_times,
    ladder_as_json,
    ladder_from,
    rungs_of,
)
from apps.worklist.engine.facts import SkillNeed
from apps.worklist.engine.outcome import Outcome, PageAction

START = datetime(2026, 11, 21, 3, tzinfo=UTC)
STAT = Target(START, 30, ServiceCalendar())


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


LADDER = (
    Rung("page", percent=100, target="managers"),
    Rung("warn", percent=50),
    Rung("page", minutes=20, target="on_call", rank=1, unless="claimed"),
    Rung("widen", minutes=10, target="pool"),
)


def test_rungs_come_in_the_order_of_their_times() -> None:
    steps = fire_times(LADDER, STAT, [])
    assert [(step.position, step.key, step.fire_at) for step in steps] == [
        (1, "widen:pool#1", at(10)),
        (2, "warn:#1", at(15)),
        (3, "page:on_call:1#1", at(20)),
        (4, "page:managers#1", at(30)),
    ]


def test_a_pause_moves_what_is_still_to_come() -> None:
    ended = fire_times(LADDER, STAT, [Pause(at(12), at(15))])
    assert [step.fire_at for step in ended] == [at(10), at(18), at(23), at(33)]
    standing = fire_times(LADDER, STAT, [Pause(at(12))])
    assert [step.fire_at for step in standing] == [at(10), None, None, None]


def test_doing_the_same_twice_is_two_steps() -> None:
    twice = (
        Rung("page", percent=200, target="managers"),
        Rung("page", percent=90, target="managers"),
    )
    assert [step.key for step in fire_times(twice, STAT, [])] == [
        "page:managers#1",
        "page:managers#2",
    ]


@pytest.mark.parametrize("pathway", sorted(DEFAULT_LADDERS))
def test_the_shipped_ladders_can_be_climbed_and_kept(pathway: str) -> None:
    ladder = DEFAULT_LADDERS[pathway]
    fire_times(ladder, STAT, [])
    assert ladder_from(ladder_as_json(ladder)) == ladder


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "sing", "percent": 5},
        {"kind": "warn"},
        {"kind": "warn", "percent": 5, "minutes": 5},
        {"kind": "warn", "percent": -1},
        {"kind": "warn", "percent": 1001},
        {"kind": "warn", "minutes": -1},
        {"kind": "page", "minutes": 5},
        {"kind": "warn", "minutes": 5, "unless": "asleep"},
        {"kind": "page", "minutes": 5, "target": "on_call", "rank": 0},
    ],
)
def test_a_rung_that_cannot_be_climbed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidLadder):
        check_rung(Rung(**wrong))


@pytest.mark.parametrize("wrong", [{"percent": 5}, {"kind": "warn", "percent": 5, "colour": "red"}])
def test_a_ladder_has_no_unknown_parts(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidLadder):
        ladder_from([wrong])


def test_rules_add_their_pages_notices_and_widening() -> None:
    reader = UUID(int=7)
    outcome = Outcome(
        pool="neuro",
        pool_widens_after=10,
        reader=reader,
        reader_widens_after=0,
        preferred_skills=(SkillNeed("neuro"),),
        preference_ends_after=None,
        pages=(
            PageAction(15, "on_call"),
            PageAction(5, str(reader), unless="signed", message="Please look."),
        ),
    )
    assert rungs_of(outcome) == (
        Rung("page", minutes=15, target="on_call", unless="claimed"),
        Rung("notify", minutes=5, target=str(reader), unless="signed", message="Please look."),
        Rung("widen", minutes=10, target="pool:neuro"),
        Rung("widen", minutes=0, target="reader"),
    )
    assert rungs_of(Outcome()) == ()
