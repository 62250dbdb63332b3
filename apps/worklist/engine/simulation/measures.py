"""What a policy achieved: the numbers that a practice would be judged by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from apps.worklist.engine.simulation.readers import SimulatedReader
from apps.worklist.engine.simulation.routing import SimulatedTask
from apps.worklist.engine.simulation.trace import Trace
from apps.worklist.engine.simulation.world import World

SHARE_OF_MEAN_HOURS = 0.5
PRIORITIES = ("STAT", "URGENT", "ROUTINE")


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares are of all studies that arrived: one never signed counts as late. Turnaround: received to signed."""

    within_sla: Mapping[str, float]
    median: float
    p90: float
    p95: float
    load_spread: float
    signed: int


def measure(world: World, tasks: Sequence[SimulatedTask], trace: Trace) -> Measures:
    """Measure one policy's trace."""
    signed_at = {one.task_id: one.ends_at for one in trace.holdings if one.outcome == "signed"}
    minutes = sorted(
        (signed_at[task.facts.task_id] - task.facts.received_at).total_seconds() / 60
        for task in tasks
        if task.facts.task_id in signed_at
    )
    return Measures(
        within_sla=_within_sla(tasks, signed_at),
        median=percentile(minutes, 50),
        p90=percentile(minutes, 90),
        p95=percentile(minutes, 95),
        load_spread=load_spread(world, tasks, trace),
        signed=len(minutes),
    )


def percentile(ordered: Sequence[float], rank: int) -> float:
    """The nearest-rank percentile of values in ascending order; 0 when there are none."""
    return ordered[ceil(len(ordered) * rank / 100) - 1] if ordered else 0.0


def load_spread(world: World, tasks: Sequence[SimulatedTask], trace: Trace) -> float:
    """The highest RVU per shift hour of any reader, over the mean of the readers.

    Only work signed, and hours at the desk, while studies still arrive; readers who were there for less than
    half as long as the average reader are left out, for a short visit says little.
    """
    rvu = {task.facts.task_id: task.facts.rvu for task in tasks}
    done: defaultdict[UUID, float] = defaultdict(float)
    for one in trace.holdings:
        if one.outcome == "signed" and one.ends_at <= world.ends_at:
            done[one.reader_id] += rvu[one.task_id]
    hours = {
        reader.facts.reader_id: desk_hours(reader, world.starts_at, world.ends_at)
        for reader in world.readers
    }
    least = SHARE_OF_MEAN_HOURS * sum(hours.values()) / len(hours)
    rates = [done[reader] / present for reader, present in hours.items() if present >= least > 0]
    mean = sum(rates) / len(rates) if rates else 0.0
    return max(rates) / mean if mean else 0.0


def desk_hours(reader: SimulatedReader, starts_at: datetime, ends_at: datetime) -> float:
    """Hours that the reader was at the desk between the two instants."""
    seconds = (
        (min(one.ends_at, ends_at) - max(one.starts_at, starts_at)).total_seconds()
        for one in reader.presence
    )
    return sum(max(0.0, one) for one in seconds) / 3600


def _within_sla(
    tasks: Sequence[SimulatedTask], signed_at: Mapping[UUID, datetime]
) -> dict[str, float]:
    met: defaultdict[str, list[bool]] = defaultdict(list)
    for task in tasks:
        signed = signed_at.get(task.facts.task_id)
        in_time = signed is not None and signed <= task.facts.due_at
        met[task.facts.priority].append(in_time)
        met["all"].append(in_time)
    return {name: _share(met[name]) for name in (*PRIORITIES, "all")}


def _share(met: Sequence[bool]) -> float:
    return sum(met) / len(met) if met else 1.0
