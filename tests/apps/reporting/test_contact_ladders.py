"""Whom a ladder calls and when, over any hours, zones and clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.contact_ladders import INTERNAL, Ladder, Rung, covers, in_force, plan, week
from apps.reporting.default_critical import FALLBACK_LADDERS
from apps.worklist.engine.calendar_text import hours_from
from apps.worklist.engine.calendars import DAY_MINUTES

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
DAY = Ladder(
    (Rung(0, "contact", "day 1"), Rung(15, "contact", "day 2"), Rung(30, "support_desk")),
    hours_from([{"weekday": day, "opens": "08:00", "closes": "17:00"} for day in range(7)]),
)
NIGHT = Ladder(
    (Rung(0, "contact", "night 1"), Rung(10, "contact", "night 2"), Rung(20, "managers")),
    hours_from([{"weekday": day, "opens": "17:00", "closes": "08:00"} for day in range(7)]),
)
LADDERS = [DAY, NIGHT, *FALLBACK_LADDERS.values()]
moments = st.integers(0, 730 * 1440).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def steps(
    ladders: list[Ladder], at: datetime, zone: str = "Europe/Berlin", category: int = 1
) -> list[tuple[int, str]]:
    found = plan(
        ladders,
        category=category,
        raised_at=at,
        due_at=at + timedelta(minutes=30),
        time_zone=zone,
    )
    return [
        (int((step.fire_at - at).total_seconds() // 60), step.contact or step.kind)
        for step in found
    ]


def test_each_hour_has_its_own_people() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = datetime(2026, 11, 30, 12, tzinfo=berlin)
    assert steps(LADDERS, noon) == [(0, "day 1"), (15, "day 2"), (30, "support_desk")]
    night = datetime(2026, 11, 30, 3, tzinfo=berlin)
    assert steps(LADDERS, night) == [(0, "night 1"), (10, "night 2"), (20, "managers")]


def test_who_has_gone_home_is_not_called() -> None:
    evening = datetime(2026, 11, 30, 16, 50, tzinfo=ZoneInfo("Europe/Berlin"))
    assert steps(LADDERS, evening) == [(0, "day 1"), (15, "night 1"), (30, "support_desk")]


def test_a_site_without_ladders_has_the_fallback() -> None:
    at = datetime(2026, 11, 30, 3, tzinfo=UTC)
    assert steps(LADDERS[2:], at) == [(10, "support_desk"), (20, "managers"), (45, "managers")]


def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is() -> None:
    """02:55 CEST, five minutes before 03:00 becomes 02:00: the steps come after real minutes."""
    at = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)
    assert steps(LADDERS, at) == [(0, "night 1"), (10, "night 2"), (20, "managers")]


rungs = st.lists(
    st.builds(Rung, st.integers(0, 3000), st.just("contact"), st.sampled_from("abc"))
    | st.builds(Rung, st.integers(0, 3000), st.sampled_from(INTERNAL)),
    min_size=1,
    max_size=5,
).map(lambda found: tuple(sorted(found, key=lambda rung: rung.minutes)))
hours = st.lists(
    st.fixed_dictionaries(
        {
            "weekday": st.integers(0, 6),
            "opens": st.sampled_from(["00:00", "06:30", "08:00", "17:00", "22:00"]),
            "closes": st.sampled_from(["06:00", "12:00", "18:00", "23:59"]),
        }
    ),
    max_size=6,
).map(hours_from)
ladders = st.lists(
    st.builds(Ladder, rungs, hours, st.lists(st.integers(1, 3), max_size=2).map(tuple)), max_size=4
)


@given(ladders, moments, st.sampled_from(ZONES), st.integers(1, 3), st.integers(1, 5000))
def test_somebody_is_always_called_in_time_and_nobody_off_duty(
    own: list[Ladder], at: datetime, zone: str, category: int, minutes: int
) -> None:
    every = [*own, *FALLBACK_LADDERS.values()]
    due_at = at + timedelta(minutes=minutes)
    found = plan(every, category=category, raised_at=at, due_at=due_at, time_zone=zone)
    assert any(step.kind in INTERNAL and step.fire_at <= due_at for step in found)
    assert [step.fire_at for step in found] == sorted(step.fire_at for step in found)
    for step in found:
        assert step.fire_at >= at
        if step.kind == "contact":
            on_duty = in_force(every, category=category, at=step.fire_at, time_zone=zone)
            assert on_duty is not None
            assert covers(on_duty.hours, step.fire_at, ZoneInfo(zone))
            assert step.contact in {rung.contact for rung in on_duty.rungs}


@given(ladders, st.integers(1, 3), st.integers(0, 7 * DAY_MINUTES - 1))
def test_the_week_shows_what_will_be_in_force(
    tried: list[Ladder], category: int, minute: int
) -> None:
    monday = datetime(2026, 11, 30, tzinfo=UTC)
    shown = week(tried, category=category)
    assert sum(one.closes - one.opens for one in shown) == 7 * DAY_MINUTES
    weekday, at = divmod(minute, DAY_MINUTES)
    (place,) = [
        one.place for one in shown if one.weekday == weekday and one.opens <= at < one.closes
    ]
    holds = in_force(
        tried, category=category, at=monday + timedelta(minutes=minute), time_zone="UTC"
    )
    assert holds is (None if place is None else tried[place])
