"""Where everything of one running teleread lies below its data directory."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# sun_path holds 108 bytes on Linux, and PostgreSQL appends ".s.PGSQL.<port>.lock".
LONGEST_SOCKET_DIRECTORY = 80


def configured_data_directory() -> Path:
    """The data directory that the environment names, `./var` of the project by default."""
    return Path(os.environ.get("TELEREAD_DATA_DIR") or PROJECT / "var").expanduser().resolve()


@dataclass(frozen=True)
class Layout:
    """Names of the files and folders below one data directory."""

    root: Path

    @classmethod
    def of(cls, data_directory: Path | str) -> "Layout":
        return cls(Path(data_directory).expanduser().resolve())

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.root / "postgres"

    @property
    def redis(self) -> Path:
        return self.root / "redis"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def runtime_file(self) -> Path:
        """Ports and passwords of the embedded services, readable by its owner only."""
        return self.root / "runtime.json"

    @property
    def lock_file(self) -> Path:
        return self.root / "launcher.lock"

    @property
    def sockets(self) -> Path:
        """A folder whose path is short enough for a unix socket in it."""
        inside = self.root / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIRECTORY:
            return inside
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"teleread-{os.geteuid()}-{digest}"

    def create(self) -> None:
        """Make every folder, readable by nobody else where it holds secrets."""
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in (self.redis, self.logs, self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.sockets.lstat().st_uid != os.geteuid() or self.sockets.is_symlink():
            raise PermissionError(f"{self.sockets} belongs to somebody else; remove it")
