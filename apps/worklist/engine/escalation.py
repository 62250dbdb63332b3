"""The escalation ladder: who is told, when a task is left too long. Pure: rungs and a clock in, times out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.worklist.engine.clocks import Pause, Target, due_at
from apps.worklist.engine.outcome import Outcome

KINDS = ("warn", "widen", "page", "notify")
TARGETS = ("", "reader", "on_call", "managers")
CONDITIONS = ("", "claimed", "signed")
HIGHEST_PERCENT = 1000
LONGEST_MINUTES = 60 * 24 * 90


class InvalidLadder(ValueError):
    """A rung that could never be climbed; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: what happens after ``percent`` of the clock, or ``minutes`` after its start (exactly one is given).

    Both count open, unpaused time. ``target`` is whom a page goes to: ``reader`` (who holds or was given the task),
    ``on_call`` (of ``rank``, 1 first), ``managers``, or a user's id; for ``widen``, what is given up (``pool``, …).
    ``unless`` leaves the step out if by then the task is claimed, or signed; a signed task takes no step anyway.
    """

    kind: str
    percent: int | None = None
    minutes: int | None = None
    target: str = ""
    rank: int = 1
    unless: str = ""
    message: str = ""

    @property
    def name(self) -> str:
        """What is done to whom, whenever it is."""
        return f"{self.kind}:{self.target}" + (f":{self.rank}" if self.target == "on_call" else "")


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A rung and when it is due; ``fire_at`` is None while a pause keeps it from coming.

    ``key`` is the same for the first, second, … time that the same is done to the same, on any ladder: a step that
    was taken is recognised by it, and not taken again, when the ladder is laid anew.
    """

    position: int
    key: str
    rung: Rung
    fire_at: datetime | None


# Nobody is paged for a routine study at night; stroke and trauma tell the on-call reader early.
DEFAULT_LADDERS: Mapping[str, tuple[Rung, ...]] = {
    "stroke": (
        Rung("warn", percent=33),
        Rung("page", percent=50, target="reader", unless="signed"),
        Rung("page", percent=60, target="on_call", rank=1, unless="claimed"),
        Rung("page", percent=80, target="on_call", rank=2, unless="claimed"),
        Rung("page", percent=100, target="managers"),
    ),
    "trauma": (
        Rung("warn", percent=33),
        Rung("page", percent=50, target="reader", unless="signed"),
        Rung("page", percent=60, target="on_call", rank=1, unless="claimed"),
        Rung("page", percent=100, target="managers"),
    ),
    "stat": (
        Rung("warn", percent=50),
        Rung("page", percent=60, target="reader"),
        Rung("page", percent=75, target="on_call", rank=1, unless="claimed"),
        Rung("page", percent=100, target="managers"),
    ),
    "urgent": (
        Rung("warn", percent=60),
        Rung("page", percent=85, target="reader"),
        Rung("page", percent=100, target="managers"),
    ),
    "routine": (Rung("warn", percent=75),),
}


def fire_times(
    rungs: Iterable[Rung], target: Target, pauses: Iterable[Pause]
) -> tuple[PlannedStep, ...]:
    """When each rung is due on this clock, in the order in which they come. Raises ``InvalidLadder``."""
    pauses, rungs = tuple(pauses), tuple(rungs)
    for rung in rungs:
        check_rung(rung)
    times: Counter[str] = Counter()
    steps: list[PlannedStep] = []
    for position, rung in enumerate(
        sorted(rungs, key=lambda rung: _minutes_after_start(rung, target)), start=1
    ):
        times[rung.name] += 1
        after = _minutes_after_start(rung, target)
        fire_at = due_at(target.counts_from, after, pauses, target.calendar)
        steps.append(PlannedStep(position, f"{rung.name}#{times[rung.name]}", rung, fire_at))
    return tuple(steps)


def check_rung(rung: Rung) -> None:
    """Raises ``InvalidLadder`` with a sentence for the person who wrote it."""
    if rung.kind not in KINDS:
        raise InvalidLadder(f"A step is one of {', '.join(KINDS)}, not ‘{rung.kind}’.")
    if (rung.percent is None) == (rung.minutes is None):
        raise InvalidLadder("A step comes at a percentage of the clock or after minutes: give one.")
    if rung.percent is not None and not 0 <= rung.percent <= HIGHEST_PERCENT:
        raise InvalidLadder(f"A percentage lies between 0 and {HIGHEST_PERCENT}.")
    if rung.minutes is not None and not 0 <= rung.minutes <= LONGEST_MINUTES:
        raise InvalidLadder("Minutes after the start lie between 0 and 90 days.")
    if rung.kind in ("page", "notify") and not rung.target:
        raise InvalidLadder(
            "A page goes to somebody: the reader, the on-call reader, the managers, or a user."
        )
    if rung.unless not in CONDITIONS:
        raise InvalidLadder("‘Unless’ is claimed or signed.")
    if rung.rank < 1:
        raise InvalidLadder("The first on-call reader has rank 1.")


def ladder_from(entries: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """A ladder as JSON keeps it: the fields of ``Rung``, none unknown. Raises ``InvalidLadder``."""
    rungs: list[Rung] = []
    for entry in entries:
        unknown = set(entry) - set(Rung.__dataclass_fields__)
        if unknown or "kind" not in entry:
            raise InvalidLadder(f"A step has a kind and no {', '.join(sorted(unknown)) or 'gaps'}.")
        rung = Rung(**entry)
        check_rung(rung)
        rungs.append(rung)
    return tuple(rungs)


def ladder_as_json(rungs: Iterable[Rung]) -> list[dict[str, Any]]:
    """The other way; what is at its default is left out."""
    return [
        {
            name: value
            for name, spec in Rung.__dataclass_fields__.items()
            if (value := getattr(rung, name)) != spec.default
        }
        for rung in rungs
    ]


def rungs_of(outcome: Outcome) -> tuple[Rung, ...]:
    """What rules add to the ladder: their pages and notices, and when their restrictions are given up."""
    pages = [
        Rung(
            "notify" if page.message else "page",
            minutes=page.after_minutes,
            target=page.recipient,
            unless=page.unless,
            message=page.message,
        )
        for page in outcome.pages
    ]
    widening = [
        (outcome.pool and f"pool:{outcome.pool}", outcome.pool_widens_after),
        (outcome.reader and "reader", outcome.reader_widens_after),
        (outcome.preferred_skills and "preference", outcome.preference_ends_after),
    ]
    return (
        *pages,
        *(
            Rung("widen", minutes=after, target=str(what))
            for what, after in widening
            if what and after is not None
        ),
    )


def _minutes_after_start(rung: Rung, target: Target) -> float:
    if rung.minutes is not None:
        return rung.minutes
    return target.minutes * (rung.percent or 0) / 100
