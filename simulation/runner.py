"""The simulated sites at work: send the seed once, then a new study every so often."""

import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from simulation.arrivals import next_arrival
from simulation.ledger import Ledger
from simulation.phantoms.brain_template import TemplateMissing
from simulation.plans import StudyPlan
from simulation.sender import ArchiveUnavailable, Destination, Outcome, send_study
from simulation.store import StoredStudy, StudyStore

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


@dataclass(frozen=True)
class Pace:
    """Seconds between arrivals, and after how many they end (None: never)."""

    shortest: float
    longest: float
    limit: int | None = None


def say(text: str) -> None:
    """Print one progress line at once."""
    sys.stdout.write(f"simulation: {text}\n")
    sys.stdout.flush()


def deliver(
    study: StoredStudy,
    destination: Destination,
    *,
    attempts: int | None,
    wait: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Send a study, waiting 1, 2, 4 ... at most 60 s between attempts (None: without end).

    Raises ArchiveUnavailable when the attempts are used up.
    """
    pause, tried = _FIRST_WAIT, 0
    while True:
        try:
            outcome = send_study(study.files, calling_ae=study.calling_ae, destination=destination)
        except ArchiveUnavailable as trouble:
            tried += 1
            if attempts is not None and tried >= attempts:
                raise
            say(f"{trouble}; trying {study.key} again in {pause:.0f} s")
            wait(pause)
            pause = min(pause * 2, _LONGEST_WAIT)
        else:
            refused = f", {outcome.refused} refused" if outcome.refused else ""
            say(
                f"{study.calling_ae} sent {study.key}: {outcome.stored} instances{refused}, "
                f"{study.size_bytes / 1e6:.1f} MB in {outcome.seconds:.1f} s"
            )
            return outcome


def send_seed(
    plans: Iterable[StudyPlan],
    store: StudyStore,
    ledger: Ledger,
    destination: Destination,
    *,
    attempts: int | None = None,
) -> None:
    """Draw and send each planned study that the ledger does not know."""
    for plan in plans:
        if plan.key in ledger:
            continue
        try:
            study = store.ensure(plan)
        except TemplateMissing as trouble:
            say(f"{plan.key} is left out: {trouble}")
            continue
        outcome = deliver(study, destination, attempts=attempts)
        ledger.record(plan.key, instances=outcome.stored, refused=outcome.refused)


def trickle(
    store: StudyStore,
    ledger: Ledger,
    destination: Destination,
    pace: Pace,
    *,
    attempts: int | None = None,
) -> None:
    """Send a new study of a new patient at random intervals, keeping no files afterwards."""
    chance = random.Random()
    sent = 0
    while pace.limit is None or sent < pace.limit:
        time.sleep(chance.uniform(pace.shortest, pace.longest))
        now = datetime.now(UTC)
        plan = next_arrival(store.seed, now.strftime("%Y%m%dT%H%M%S%f"), small=store.small)
        try:
            study = store.ensure(plan, now=now)
        except TemplateMissing:
            continue
        outcome = deliver(study, destination, attempts=attempts)
        ledger.record(plan.key, instances=outcome.stored, refused=outcome.refused)
        store.discard(study)
        sent += 1
