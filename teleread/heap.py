"""What a process keeps in memory as long as it lives."""

import gc

# How many new objects there may be before the youngest are looked through. Python's own 700 is reached hundreds of
# times in a round of assignment, for rows that are all still needed.
YOUNG_OBJECTS = 10_000


def settle_heap() -> None:
    """Takes everything that exists now out of the garbage collector's sight, and lets it look more seldom.

    What start-up made stays for good; walking over it again and again takes a sixth of a round of assignment.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
