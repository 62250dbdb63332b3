"""What was measured, as a table to read and as JSON to keep."""

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Measurement:
    """One line: `ours` beside `other`, both in `unit`, and their ratio.

    The ratio is the median of the ratios of neighbouring rounds, so it need not be the quotient of
    the two figures, which are medians of their own.
    """

    benchmark: str
    case: str
    ours: float
    other: float
    other_name: str
    unit: str
    ratio: float
    rounds: int
    target: str


def compare(
    benchmark: str,
    case: str,
    pairs: Sequence[tuple[float, float]],
    *,
    other_name: str,
    unit: str,
    target: str,
) -> Measurement:
    """The line for pairs of (ours, other) taken right after one another."""
    return Measurement(
        benchmark=benchmark,
        case=case,
        ours=statistics.median(ours for ours, _ in pairs),
        other=statistics.median(other for _, other in pairs),
        other_name=other_name,
        unit=unit,
        ratio=statistics.median(ours / other for ours, other in pairs),
        rounds=len(pairs),
        target=target,
    )


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as a Markdown table."""
    heads = ("benchmark", "case", "ours", "beside", "unit", "ratio", "to reach", "rounds")
    rows = [
        (
            one.benchmark,
            one.case,
            f"{one.ours:.1f}",
            f"{one.other:.1f} {one.other_name}",
            one.unit,
            f"{one.ratio:.2f}",
            one.target,
            str(one.rounds),
        )
        for one in measurements
    ]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def machine() -> dict[str, str | int | float]:
    """The shape of the machine, and how busy it was already."""
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count() or 1,
        "memory_gib": round(pages * page / 2**30),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def write_json(
    path: Path, measurements: Sequence[Measurement], shape: Mapping[str, object]
) -> None:
    """Keep a run in a file."""
    kept = {"machine": shape, "measurements": [asdict(one) for one in measurements]}
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
