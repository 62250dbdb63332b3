"""Why a promise was probably broken. Pure: a suggestion from the facts, which a person may overrule."""

from dataclasses import dataclass
from datetime import timedelta

WAITING_FOR_PRIORS = ("requested", "exist_not_sent")


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """``unclaimed`` is the counted time until somebody took the task up, all of it if nobody did; ``readable``: whether
    any reader of the practice might have read it."""

    allowed: timedelta
    unclaimed: timedelta
    excluded: timedelta
    over: timedelta
    readable: bool
    prior_status: str


def suggested_cause(facts: BreachFacts) -> str:
    """The first that holds: nobody could read it; it waited for priors; a hold took more than was overrun,
    and a quarter of the time allowed at least; more than half of the time had gone before a reader took it up; the
    reader took too long.
    """
    if not facts.readable:
        return "no_eligible_reader"
    if facts.prior_status in WAITING_FOR_PRIORS:
        return "waited_for_priors"
    if facts.excluded > max(facts.over, facts.allowed / 4):
        return "on_hold_excluded"
    if facts.unclaimed * 2 > facts.allowed:
        return "queue"
    return "reader"
