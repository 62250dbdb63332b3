"""What has been sent, so that a restart does not send it again."""

import json
import os
from pathlib import Path


class Ledger:
    """Keys of studies sent, one JSON object a line; a line cut short by a crash is ignored."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sent: set[str] = set()
        if path.exists():
            for line in path.read_text().splitlines():
                try:
                    self._sent.add(json.loads(line)["key"])
                except (ValueError, KeyError):
                    continue

    def __contains__(self, key: str) -> bool:
        return key in self._sent

    def record(self, key: str, *, instances: int, refused: int) -> None:
        """Remember the study, durably."""
        entry = {"key": key, "instances": instances, "refused": refused}
        with self._path.open("a") as file:
            file.write("\n" * self._needs_new_line() + json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._sent.add(key)

    def _needs_new_line(self) -> bool:
        if not self._path.exists() or self._path.stat().st_size == 0:
            return False
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
