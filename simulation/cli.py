"""Command line of the simulated site."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from simulation.catalogue import SAMPLES, SEED
from simulation.ledger import Ledger
from simulation.phantoms.brain_template import TemplateMissing
from simulation.plans import StudyPlan
from simulation.runner import Pace, deliver, say, send_seed, trickle
from simulation.sender import ArchiveUnavailable, Destination, Outcome, send_study
from simulation.store import StoreMismatch, StudyStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 on success, 1 with one line on standard error when it cannot be done."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        _COMMANDS[options.command](options)
    except (ArchiveUnavailable, StoreMismatch, TemplateMissing, FileNotFoundError) as trouble:
        sys.stderr.write(f"simulation: {trouble}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    # Unwinds through every `finally`: half-drawn studies go, the association is aborted.
    raise SystemExit(0)


def _generate(options: argparse.Namespace) -> None:
    store = StudyStore(options.out, seed=options.seed, small=options.small)
    for plan in _chosen(options.only):
        study = store.ensure(plan)
        say(f"{plan.key}: {len(study.files)} instances, {study.size_bytes / 1e6:.1f} MB")


def _send(options: argparse.Namespace) -> None:
    destination = Destination(options.host, options.port, options.called)
    if options.catalogue:
        store = StudyStore(options.catalogue, seed=options.seed, small=options.small)
        for plan in _chosen(options.only):
            deliver(store.ensure(plan), destination, attempts=5)
        return
    if options.folder is None:
        raise FileNotFoundError("Name a folder of DICOM files, or use --catalogue FOLDER")
    files = sorted(path for path in options.folder.rglob("*.dcm") if path.is_file())
    if not files:
        raise FileNotFoundError(f"There are no .dcm files in {options.folder}")
    outcome: Outcome = send_study(files, calling_ae=options.aet, destination=destination)
    say(f"{options.aet} sent {outcome.stored} instances, {outcome.refused} refused")


def _run(options: argparse.Namespace) -> None:
    if hasattr(os, "nice"):
        os.nice(5)
    store = StudyStore(options.folder, seed=options.seed, small=options.small)
    ledger = Ledger(options.folder / "sent.jsonl")
    destination = Destination(options.host, options.port, options.called)
    send_seed(_chosen(options.only), store, ledger, destination)
    say("the seed studies are sent")
    pace = Pace(options.shortest, options.longest, options.limit or None)
    trickle(store, ledger, destination, pace)
    say("the limit of new studies is reached")


def _chosen(only: str | None) -> tuple[StudyPlan, ...]:
    plans = SEED + SAMPLES
    if only is None:
        return plans
    wanted = only.split(",")
    unknown = sorted(set(wanted) - {plan.key for plan in plans})
    if unknown:
        known = ", ".join(plan.key for plan in plans)
        raise FileNotFoundError(f"No study is called {', '.join(unknown)}; there are: {known}")
    return tuple(plan for plan in plans if plan.key in wanted)


_COMMANDS = {"generate": _generate, "send": _send, "run": _run}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = argparse.ArgumentParser(add_help=False)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--small", action="store_true", help="tiny studies, for tests")
    drawing.add_argument("--only", help="keys of catalogue studies, comma separated")
    network = argparse.ArgumentParser(add_help=False)
    network.add_argument("--host", default="127.0.0.1")
    network.add_argument("--port", type=int, default=11112)
    network.add_argument("--called", default="TELEREAD", help="the archive's AE title")

    generate = commands.add_parser("generate", parents=[drawing], help="draw the seed studies")
    generate.add_argument("--out", type=Path, required=True)

    send = commands.add_parser("send", parents=[drawing, network], help="send studies once")
    send.add_argument("folder", type=Path, nargs="?", help="a folder of .dcm files")
    send.add_argument("--aet", default="DEMO_SITE", help="calling AE title for a folder")
    send.add_argument("--catalogue", type=Path, help="send the seed studies kept in this folder")

    run = commands.add_parser("run", parents=[drawing, network], help="send the seed, then trickle")
    run.add_argument("--folder", type=Path, required=True, help="keeps studies and what was sent")
    run.add_argument("--shortest", type=float, default=45.0, help="seconds between new studies")
    run.add_argument("--longest", type=float, default=120.0)
    run.add_argument("--limit", type=int, default=150, help="stop after so many (0: never)")
    return parser
