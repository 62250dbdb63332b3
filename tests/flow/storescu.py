"""A modality: DCMTK's storescu."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from runtime import dcmtk

SECONDS = 180


@dataclass(frozen=True)
class Sender:
    """One application entity that sends to one port."""

    title: str
    called: str
    port: int

    def command(self, paths: list[Path]) -> list[str]:
        options = ["-v", "-xe", "-aet", self.title, "-aec", self.called, "-to", "30"]
        return [dcmtk.program("storescu"), *options, "127.0.0.1", str(self.port), *map(str, paths)]

    def send(self, paths: list[Path]) -> None:
        """Sends all in one association; raises AssertionError unless each is answered with success."""
        done = subprocess.run(
            self.command(paths),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        output = done.stderr + done.stdout
        assert done.returncode == 0, output
        assert len(acknowledged(output)) == len(paths), output

    def begin(self, paths: list[Path], log: Path) -> "subprocess.Popen[bytes]":
        """Sends in the background; `log` takes what storescu prints."""
        with log.open("wb") as output:
            return subprocess.Popen(self.command(paths), stdout=output, stderr=output)


def acknowledged(output: str) -> list[str]:
    """The files for which storescu saw a success, in the order sent."""
    sent = re.findall(r"Sending file: (.+)", output)
    answers = re.findall(r"Received Store Response \((\w+)\)", output)
    return [path for path, answer in zip(sent, answers, strict=False) if answer == "Success"]
