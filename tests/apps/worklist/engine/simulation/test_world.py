"""The simulated practice is the same for the same seed, and looks like one."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from apps.worklist.engine.simulation.world import FIRST_MONDAY, Size, build_world
from tests.apps.worklist.engine.simulation.small import SMALL, small_world

WEEK = build_world(11, Size())


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    assert build_world(5, SMALL) == small_world(5)
    assert small_world(5).studies != small_world(6).studies


def test_a_week_has_the_size_that_was_asked_for() -> None:
    assert (len(WEEK.sites), len(WEEK.readers)) == (40, 50)
    assert 20_000 < len(WEEK.studies) < 22_500
    assert len({reader.time_zone for reader in WEEK.readers}) == 6
    assert len({site.jurisdiction for site in WEEK.sites}) == 8
    last_bundle = WEEK.ends_at + timedelta(minutes=4)
    assert all(FIRST_MONDAY <= study.received_at < last_bundle for study in WEEK.studies)


def test_studies_come_by_day_more_than_by_night_and_on_weekdays_more_than_on_sunday() -> None:
    local = [study.received_at.astimezone(ZoneInfo(study.site.time_zone)) for study in WEEK.studies]
    hours = Counter(at.hour for at in local)
    days = Counter(at.weekday() for at in local)
    assert sum(hours[one] for one in range(10, 16)) > 2 * sum(hours[one] for one in range(6))
    assert days[1] > days[6]


def test_some_credentials_end_and_some_begin_within_the_week() -> None:
    licences = [one for reader in WEEK.readers for one in reader.facts.licences]
    within = (FIRST_MONDAY, FIRST_MONDAY + timedelta(days=7))
    assert any(one.ends_at and within[0] < one.ends_at < within[1] for one in licences)
    assert any(within[0] < one.starts_at < within[1] for one in licences)
    assert any(reader.facts.blocks for reader in WEEK.readers)


def test_shifts_keep_their_local_hour_when_clocks_change() -> None:
    starts = {
        reader.facts.reader_id: {
            shift.starts_at.astimezone(ZoneInfo(reader.time_zone)).time()
            for shift in reader.facts.shifts
        }
        for reader in WEEK.readers
    }
    assert all(len(times) == 1 for times in starts.values())
    offsets = {
        shift.starts_at.astimezone(ZoneInfo(reader.time_zone)).utcoffset()
        for reader in WEEK.readers
        if reader.time_zone == "America/New_York"
        for shift in reader.facts.shifts
    }
    assert len(offsets) == 2


def test_some_readers_are_absent_and_some_leave_early() -> None:
    stretches = [one for reader in WEEK.readers for one in reader.presence]
    rostered = sum(len(reader.facts.shifts) for reader in WEEK.readers)
    assert 0.9 * 2 * rostered < len(stretches) < 2 * rostered
    assert any(one.sudden for one in stretches)
    assert all(one.starts_at < one.ends_at for one in stretches)


def test_patients_come_back_and_have_several_studies() -> None:
    studies = Counter(study.patient.patient_id for study in WEEK.studies)
    assert max(studies.values()) >= 4
    assert 0.05 < sum(count > 1 for count in studies.values()) / len(studies) < 0.3
