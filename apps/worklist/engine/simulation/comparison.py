"""The same arrivals and the same readers under every policy, measured and audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from apps.worklist.engine.simulation.audit import Findings, audit
from apps.worklist.engine.simulation.measures import Measures, measure
from apps.worklist.engine.simulation.ours import Ours
from apps.worklist.engine.simulation.permissions import Permissions
from apps.worklist.engine.simulation.policies import FirstComeFirstServed, Policy, RandomChoice
from apps.worklist.engine.simulation.practice import house_of
from apps.worklist.engine.simulation.routing import SimulatedTask, route
from apps.worklist.engine.simulation.run import run
from apps.worklist.engine.simulation.trace import Trace
from apps.worklist.engine.simulation.world import World


@dataclass(frozen=True, slots=True)
class Result:
    """One policy's outcome."""

    trace: Trace
    measures: Measures
    findings: Findings


def policies(world: World) -> tuple[Policy, ...]:
    """Ours first, then the two to compare with."""
    return (
        Ours(),
        FirstComeFirstServed(),
        RandomChoice(Random(f"{world.seed}/random choice")),
    )


def compare(world: World, chosen: Sequence[Policy] | None = None) -> dict[str, Result]:
    """Run each policy, or those ``chosen``, on the world; by the policies' names."""
    practice = house_of(world.sites)
    tasks = tuple(route(study, practice) for study in world.studies)
    permissions = permissions_of(world, tasks)
    results = {}
    for policy in chosen if chosen is not None else policies(world):
        trace = run(world, tasks, permissions, policy)
        results[policy.name] = Result(trace, measure(world, tasks, trace), audit(world, trace))
    return results


def permissions_of(world: World, tasks: Sequence[SimulatedTask]) -> Permissions:
    """Who may read what, asked of the product's eligibility for every class that occurs."""
    return Permissions(
        [reader.facts for reader in world.readers],
        (work for task in tasks for work in task.work_classes),
        world.starts_at - timedelta(days=2),
        world.closes_at,
    )
