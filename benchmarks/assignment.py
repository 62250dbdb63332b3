"""500 waiting tasks among 50 readers through the database: locks, offers, decisions, audit and outbox included."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Effort
from benchmarks.children import run
from benchmarks.report import Measurement, compare
from benchmarks.rows import grow_to
from runtime import services
from runtime.errors import RuntimeProblem

TASKS = 500
MS_ALLOWED = 1000.0


@dataclass(frozen=True)
class _Practice:
    """What ``grow_to`` fills."""

    owner_url: str
    tenant_id: str


def measure_assignment(folder: Path, effort: Effort) -> list[Measurement]:
    """Milliseconds of one round. Raises RuntimeProblem where a task was left or a reader may not read what they got."""
    rounds = _rounds(folder, effort.rounds + 1)[1:]
    for one in rounds:
        if one["given"] != TASKS or one["breaches"]:
            raise RuntimeProblem(f"{one['given']} tasks given, {one['breaches']} breaches")
    return [
        compare(
            "assignment",
            f"{TASKS} tasks × 50 readers, stored",
            [(1000 * one["seconds"], MS_ALLOWED) for one in rounds],
            other_name="allowed",
            unit="ms",
            target="≤ 1.0",
        )
    ]


def _rounds(folder: Path, rounds: int) -> list[dict[str, float]]:
    with services.running(folder, durable=True) as variables:
        environment = {
            **os.environ,
            **variables,
            "DJANGO_SETTINGS_MODULE": "teleread.settings.dev",
            "TELEREAD_DATA_DIR": str(folder),
        }
        python = sys.executable
        migrate = [python, "manage.py", "migrate", "--database=owner", "--verbosity=0"]
        run(migrate, environment=environment, seconds=300)
        made = run([python, "-m", "benchmarks.practice"], environment=environment, seconds=120)
        tenant_id = json.loads(made)["tenant_id"]
        grow_to(_Practice(variables["DATABASE_OWNER_URL"], tenant_id), TASKS)
        assigning = [python, "-m", "benchmarks.assigning", tenant_id, str(rounds)]
        found: list[dict[str, float]] = json.loads(
            run(assigning, environment=environment, seconds=300)
        )
        return found
