"""Starting and stopping the speech engine's process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# Spoken by Flite's free voice ‘slt’.
RECORDING = (HERE / "recordings" / "no_evidence.wav").read_bytes()
SAID = "no evidence of pulmonary embolism"


@dataclass(frozen=True)
class RunningEngine:
    http: int
    ws: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


@contextmanager
def running_engine(port: int = 0) -> Iterator[RunningEngine]:
    """An engine that listens, at ``port`` over HTTP; ended with the block."""
    command = [sys.executable, str(HERE / "speech_server.py"), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ports = json.loads(process.stdout.readline())
            yield RunningEngine(ports["http"], ports["ws"], process)
        finally:
            process.terminate()
