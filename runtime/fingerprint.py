"""Skip work whose inputs have not changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_files(paths: Iterable[Path], *, also: Iterable[str] = ()) -> str:
    """Digest of names and contents, the same in any order of `paths`; folders are walked."""
    digest = hashlib.sha256()
    for text in also:
        digest.update(text.encode() + b"\0")
    for path in sorted(_files(paths)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path}\0{content}\0".encode())
    return digest.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (
                inner
                for inner in path.rglob("*")
                if inner.is_file() and "__pycache__" not in inner.parts
            )
        elif path.exists():
            yield path


def matches(marker: Path, fingerprint: str) -> bool:
    """Whether the work recorded in `marker` was done on the same inputs."""
    try:
        return marker.read_text(encoding="ascii") == fingerprint
    except (OSError, UnicodeDecodeError):
        return False


def record(marker: Path, fingerprint: str) -> None:
    """Note that the work is done on these inputs."""
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(fingerprint, encoding="ascii")
