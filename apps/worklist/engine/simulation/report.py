"""The comparison in words and numbers: JSON for programs, a table for people."""

from collections.abc import Mapping
from typing import Any

from apps.worklist.engine.simulation.comparison import Result
from apps.worklist.engine.simulation.world import World


def as_json(world: World, results: Mapping[str, Result]) -> dict[str, Any]:
    """Everything measured; shares of 1, minutes, counts."""
    return {
        "days": (world.ends_at - world.starts_at).days,
        "seed": world.seed,
        "sites": len(world.sites),
        "readers": len(world.readers),
        "studies": len(world.studies),
        "policies": {name: _policy(result) for name, result in results.items()},
    }


def _policy(result: Result) -> dict[str, Any]:
    measures, findings = result.measures, result.findings
    return {
        "within_sla": {name: round(share, 4) for name, share in measures.within_sla.items()},
        "turnaround_minutes": {
            "median": round(measures.median, 1),
            "p90": round(measures.p90, 1),
            "p95": round(measures.p95, 1),
        },
        "load_spread": round(measures.load_spread, 4),
        "signed": measures.signed,
        "ineligible_assignments": findings.ineligible_assignments,
        "double_assignments": findings.double_assignments,
        "lost_tasks": findings.lost_tasks,
    }


def as_table(summary: Mapping[str, Any]) -> str:
    """The same as lines of text, one policy a line."""
    head = (
        f"{summary['days']} days, seed {summary['seed']}: {summary['sites']} sites, "
        f"{summary['readers']} readers, {summary['studies']} studies"
    )
    columns = ("policy", "STAT", "URGENT", "ROUTINE", "all", "median", "p90", "p95", "spread")
    faults = ("ineligible", "double", "lost")
    lines = [head, "", _line((*columns, *faults))]
    for name, policy in summary["policies"].items():
        shares = [
            f"{policy['within_sla'][one]:.1%}" for one in ("STAT", "URGENT", "ROUTINE", "all")
        ]
        times = [f"{policy['turnaround_minutes'][one]:.0f}" for one in ("median", "p90", "p95")]
        counts = [
            str(policy[one])
            for one in ("ineligible_assignments", "double_assignments", "lost_tasks")
        ]
        lines.append(_line((name, *shares, *times, f"{policy['load_spread']:.2f}", *counts)))
    lines += [
        "",
        "Shares are of studies signed in time; turnaround in minutes from received to signed;",
    ]
    lines.append("spread is the busiest reader's RVU per shift hour over the mean.")
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return f"{first:<24}" + "".join(f"{cell:>11}" for cell in rest)
