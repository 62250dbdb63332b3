"""A month of signed reads closed, invoiced, stated to its readers and reconciled: seconds, queries, memory."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.bench import Effort
from benchmarks.children import run
from benchmarks.report import Measurement, compare
from benchmarks.rows import FilledPractice, grow_to
from runtime import services
from runtime.errors import RuntimeProblem

FULL_READS, QUICK_READS = 100_000, 10_000
# Seconds for ten thousand reads, and megabytes in all, that each step may take.
ALLOWED = {
    "close": 1.0,
    "invoices": 15.0,
    "statements": 1.0,
    "reconcile": 10.0,
    "largest pdf": 20.0,
}
MB_ALLOWED = 600.0


class _Practice(FilledPractice):
    """What ``grow_to`` fills."""

    def __init__(self, owner_url: str, tenant_id: str) -> None:
        self._owner_url, self._tenant_id = owner_url, tenant_id

    @property
    def owner_url(self) -> str:
        return self._owner_url

    @property
    def tenant_id(self) -> str:
        return self._tenant_id


def measure_billing(folder: Path, effort: Effort) -> list[Measurement]:
    """Each step against what it is allowed. Raises RuntimeProblem where the books have a gap."""
    reads = FULL_READS if effort.large >= 1_000_000 else QUICK_READS
    found = _measured(folder, reads)
    if found["gaps"] or found["reads"] != reads:
        raise RuntimeProblem(f"{found['reads']} reads and {found['gaps']} gaps of {reads} reads")
    lines = []
    for step, allowed in ALLOWED.items():
        took = found["steps"][step]["seconds"]
        per = took if step == "largest pdf" else took * 10_000 / reads
        queries = found["steps"][step]["queries"]
        lines.append(
            compare(
                "billing",
                f"{step}, {reads:,} reads ({queries} queries)",
                [(per, allowed)],
                other_name="allowed",
                unit="s" if step == "largest pdf" else "s per 10,000",
                target="≤ 1.0",
            )
        )
    grown = found["megabytes"]
    lines.append(
        compare(
            "billing",
            "memory that a run adds to its process",
            [(grown, MB_ALLOWED)],
            other_name="allowed",
            unit="MB",
            target="≤ 1.0",
        )
    )
    return lines


def _measured(folder: Path, reads: int) -> dict[str, Any]:
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
        grow_to(_Practice(variables["DATABASE_OWNER_URL"], tenant_id), reads, open_tasks=0)
        books = [python, "-m", "benchmarks.books", tenant_id]
        found: dict[str, Any] = json.loads(run(books, environment=environment, seconds=1800))
        return found
