"""Waiting on what must come true, with a deadline that only a broken product reaches."""

from collections.abc import Callable
from typing import TypeVar

from runtime.processes import wait_until

DEADLINE_SECONDS = 90.0
Found = TypeVar("Found")


def eventually(
    find: Callable[[], Found],
    *,
    what: str,
    seconds: float = DEADLINE_SECONDS,
    of: Callable[[], object] | None = None,
) -> Found:
    """The first true value that `find` gives; fails with `what` (and what `of` tells) when none comes."""
    found: list[Found] = []

    def tried() -> bool:
        value = find()
        if value:
            found.append(value)
        return bool(value)

    if not wait_until(tried, seconds=seconds, every=0.1):
        raise AssertionError(f"{what}: not within {seconds} s{f'; {of()}' if of else ''}")
    return found[0]
