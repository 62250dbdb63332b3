"""How fast the worklist's engine decides, and how well: alone, without any server.

What is compared runs in turn in the same process, so that the ratios hold on a busy machine too.
"""

import time
from collections.abc import Callable
from typing import Any

from apps.worklist.engine import greedy, optimal
from apps.worklist.engine.eligibility import eligible_classes
from apps.worklist.engine.proposals import Solve, expected_misses
from apps.worklist.engine.rules import DEFAULT_RULES, compiled, evaluate
from benchmarks.bench import Effort
from benchmarks.report import Measurement, compare
from benchmarks.waiting_room import AT, study, waiting_room

RULES = 50
NEEDED_EVALUATIONS = 10_000
EVALUATIONS = 400
TASKS, READERS = 500, 50
CLASSES = 10_000
SECONDS_ALLOWED = 1.0


def measure_engine(effort: Effort) -> list[Measurement]:
    """Rule evaluations a minute, eligibility of many kinds of work, and both ways to assign."""
    rounds = effort.rounds
    return [_rules(rounds), _eligibility(rounds), *_assignment(rounds), _misses(rounds)]


def evaluations_a_minute() -> float:
    """Studies that 50 rules decide on in a minute, each with its whole trace."""
    shipped: list[dict[str, Any]] = DEFAULT_RULES["rules"]
    numbered = [
        {**shipped[number % len(shipped)], "id": f"rule-{number}"} for number in range(RULES)
    ]
    rules = compiled({"rules": numbered})
    studies = [study(seed) for seed in range(EVALUATIONS)]
    return 60 * EVALUATIONS / _seconds(lambda: [evaluate(rules, one) for one in studies])


def seconds_to_assign(solve: Solve, seed: int) -> float:
    """Seconds to hand 500 waiting tasks out among 50 readers."""
    room = waiting_room(TASKS, READERS, seed)
    return _seconds(lambda: solve(room.tasks, room.readers, room.loads, {}, AT))


def misses(solve: Solve, seed: int) -> int:
    """How many of the 500 would be signed late."""
    room = waiting_room(TASKS, READERS, seed)
    proposals = solve(room.tasks, room.readers, room.loads, {}, AT)
    return len(expected_misses(room.tasks, proposals, room.loads, AT))


def seconds_for_classes(seed: int) -> float:
    """Seconds to settle which of 10,000 kinds of work one reader may read."""
    room = waiting_room(CLASSES, 1, seed)
    classes = {task.task_id: task.work_class for task in room.tasks}
    return _seconds(lambda: eligible_classes(classes, room.readers[0], AT))


def _rules(rounds: int) -> Measurement:
    return compare(
        "engine",
        f"{RULES} rules",
        [(evaluations_a_minute(), float(NEEDED_EVALUATIONS)) for _ in range(rounds)],
        other_name="needed",
        unit="studies/min",
        target="≥ 1.0",
    )


def _eligibility(rounds: int) -> Measurement:
    return compare(
        "engine",
        f"{CLASSES} kinds of work, 1 reader",
        [(1000 * seconds_for_classes(seed), 1000 * SECONDS_ALLOWED) for seed in range(rounds)],
        other_name="allowed",
        unit="ms",
        target="≤ 1.0",
    )


def _assignment(rounds: int) -> list[Measurement]:
    solvers: list[tuple[str, Solve]] = [("greedy", greedy.assign), ("optimal", optimal.assign)]
    return [
        compare(
            "engine",
            f"assign {TASKS} × {READERS}, {name}",
            [
                (1000 * seconds_to_assign(solve, seed), 1000 * SECONDS_ALLOWED)
                for seed in range(rounds)
            ],
            other_name="allowed",
            unit="ms",
            target="≤ 1.0",
        )
        for name, solve in solvers
    ]


def _misses(rounds: int) -> Measurement:
    return compare(
        "engine",
        f"late of {TASKS}, optimal",
        [
            (float(misses(optimal.assign, seed)), max(1.0, misses(greedy.assign, seed)))
            for seed in range(rounds)
        ],
        other_name="greedy",
        unit="tasks",
        target="≤ 1.0",
    )


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
