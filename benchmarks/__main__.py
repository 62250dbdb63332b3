"""`make bench`: measures teleread on this machine, beside Orthanc where both can do the same.

    python -m benchmarks [NAME …] [--quick] [--json FILE] [--folder DIR]

Everything runs on loopback in a folder that is removed afterwards. Figures alone mean little on a
shared machine; the ratios come from rounds that alternate.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.assignment import measure_assignment
from benchmarks.bench import FULL, QUICK, Bench, Effort
from benchmarks.billing import measure_billing
from benchmarks.engine import measure_engine
from benchmarks.fan_out import measure_fan_out
from benchmarks.orthanc import running_orthanc
from benchmarks.product import running_product
from benchmarks.report import Measurement, machine, table, write_json
from benchmarks.retrieve import measure_frames, measure_metadata
from benchmarks.search import measure_search
from benchmarks.store import measure_store
from runtime.errors import RuntimeProblem

MEASURES: dict[str, Callable[[Bench], list[Measurement]]] = {
    "cstore": measure_store,
    "frames": measure_frames,
    "metadata": measure_metadata,
    "claim_fanout": measure_fan_out,
}
# Together and last, because both need the same hundred thousand rows and the others do better without.
SEARCHES = ("worklist", "qido")
# First, because they need no running product and the others do better without them.
ENGINE, ASSIGNMENT, BILLING = "engine", "assignment", "billing"
ALONE = {ENGINE, ASSIGNMENT, BILLING}
NAMES = (ENGINE, ASSIGNMENT, BILLING, *MEASURES, *SEARCHES)


def main() -> int:
    options = _options()
    # So that a run that is told to stop removes its servers and its folder, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    shape = machine()
    _say(f"{shape['cores']} cores, load {shape['load_before']} before")
    effort = QUICK if options.quick else FULL
    names = set(options.names or NAMES)
    found: list[Measurement] = []
    for lines in _measured(names, effort, options.folder):
        found += lines
        _say(table(lines))
    print(table(found))
    if options.json:
        write_json(options.json, found, shape)
    return 0


def _measured(names: set[str], effort: Effort, folder: Path) -> Iterator[list[Measurement]]:
    if ENGINE in names:
        _say(f"measuring {ENGINE}")
        yield measure_engine(effort)
    if ASSIGNMENT in names:
        _say(f"measuring {ASSIGNMENT}")
        with tempfile.TemporaryDirectory(prefix="teleread-bench-", dir=folder) as name:
            yield measure_assignment(Path(name), effort)
    if BILLING in names:
        _say(f"measuring {BILLING}")
        with tempfile.TemporaryDirectory(prefix="teleread-bench-", dir=folder) as name:
            yield measure_billing(Path(name), effort)
    if not names - ALONE:
        return
    _say("starting both servers")
    with tempfile.TemporaryDirectory(prefix="teleread-bench-", dir=folder) as name:
        top = Path(name)
        with running_product(top / "ours") as product, running_orthanc(top / "orthanc") as orthanc:
            yield from _measure(Bench(product, orthanc, top, effort), names)


def _measure(bench: Bench, names: set[str]) -> Iterator[list[Measurement]]:
    for name, measure in MEASURES.items():
        if name in names:
            _say(f"measuring {name}")
            yield measure(bench)
    if names & set(SEARCHES):
        _say("measuring searches")
        yield measure_search(bench, names & set(SEARCHES))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller sizes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the results in a file too")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("/var/tmp"),  # noqa: S108 - a fresh folder inside it; /tmp may be memory
        help="a folder on the disk to measure (default: %(default)s)",
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(NAMES)}")
    return options


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except RuntimeProblem as problem:
        _say(f"error: {problem}")
        sys.exit(1)
