"""A practice small enough to simulate in a test: one day, 300 studies, 8 readers."""

from functools import cache

from apps.worklist.engine.simulation.comparison import Result, compare
from apps.worklist.engine.simulation.world import Size, World, build_world

SMALL = Size(days=1, sites=6, readers=8, per_day=300)


@cache
def small_world(seed: int) -> World:
    return build_world(seed, SMALL)


@cache
def results(seed: int) -> dict[str, Result]:
    return compare(small_world(seed))
