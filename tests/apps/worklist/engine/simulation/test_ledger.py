"""What the simulated practice tells assignment of the last days is what happened in them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.worklist.engine.loads import RECENT
from apps.worklist.engine.simulation.ledger import Ledger
from apps.worklist.engine.simulation.presence import Presence
from tests.apps.worklist.engine.people import task
from tests.apps.worklist.engine.simulation.small import small_world

HOUR = timedelta(hours=1)


def test_hours_at_the_desk_and_work_signed_count_for_seven_days() -> None:
    world = small_world(1)
    start = world.starts_at
    desk = [(start - HOUR, start + 2 * HOUR), (start + 3 * HOUR, start + 5 * HOUR)]
    presence = tuple(Presence(begins, ends, ends) for begins, ends in desk)
    one, other = (replace(reader, presence=presence) for reader in world.readers[:2])
    ledger = Ledger([one, other], start)
    id_ = one.facts.reader_id
    assert ledger.loads([0], start + HOUR / 2)[id_].practice_rvu_per_hour is None
    ledger.sign(0, task(rvu=6.0), start + HOUR)
    ledger.sign(0, task(rvu=2.0), start + 4 * HOUR)
    for at, rvu, hours in (
        (start + 4 * HOUR, 8.0, 3.0),
        (start + 30 * HOUR, 8.0, 4.0),
        (start + RECENT + 1.5 * HOUR, 2.0, 2.5),
        (start + RECENT + 9 * HOUR, 0.0, 0.0),
    ):
        load = ledger.loads([0], at)[id_]
        assert load.recent_rvu_done == pytest.approx(rvu)
        assert load.recent_hours == pytest.approx(hours)
        if hours:
            assert load.practice_rvu_per_hour == pytest.approx(rvu / hours / 2)
