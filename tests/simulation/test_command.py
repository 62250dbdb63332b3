"""The command line as a process: it draws, sends, and stops when told to."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.simulation.conftest import ListeningArchive

_PATIENCE_SECONDS = 60


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "simulation", *arguments]


def test_generate_draws_the_studies_asked_for(tmp_path: Path) -> None:
    chosen = ("--small", "--only", "us-heart-1,sample-1")
    done = subprocess.run(
        _command("generate", "--out", str(tmp_path), *chosen),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=True,
    )
    assert sorted(path.name for path in (tmp_path / "studies").iterdir()) == [
        "sample-1",
        "us-heart-1",
    ]
    assert "us-heart-1: 1 instances" in done.stdout
    assert "Lindqvist" not in done.stdout


def test_an_unknown_study_is_named_with_those_there_are(tmp_path: Path) -> None:
    done = subprocess.run(
        _command("generate", "--out", str(tmp_path), "--only", "nothing"),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert "nothing" in done.stderr
    assert "ct-chest-1" in done.stderr


def test_run_sends_the_seed_and_stops_cleanly_on_term(
    tmp_path: Path, archive: ListeningArchive
) -> None:
    destination = archive.destination
    running = subprocess.Popen(
        _command(
            "run",
            "--small",
            "--only=us-heart-1,sample-1",
            f"--folder={tmp_path}",
            f"--port={destination.port}",
        ),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        ledger = tmp_path / "sent.jsonl"
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not (ledger.exists() and len(ledger.read_text().splitlines()) == 2):
            assert time.monotonic() < deadline, "the seed was not sent in time"
            assert running.poll() is None, "the simulation ended by itself"
        running.send_signal(signal.SIGTERM)
        output, _ = running.communicate(timeout=_PATIENCE_SECONDS)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 0
    assert "DEMO_SITE sent us-heart-1: 1 instances" in output
    keys = [json.loads(line)["key"] for line in ledger.read_text().splitlines()]
    assert keys == ["us-heart-1", "sample-1"]
