"""One launcher per data directory, kept by the kernel so that kill -9 leaves no stale lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.errors import RuntimeProblem
from runtime.layout import Layout


@contextmanager
def exclusive(layout: Layout) -> Iterator[None]:
    """Hold the data directory for the block.

    Raises RuntimeProblem when another process holds it.
    """
    layout.root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(layout.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
            raise RuntimeProblem(
                f"teleread is already running on {layout.root} (process {holder}); stop it first, "
                "or give this one another TELEREAD_DATA_DIR"
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        os.close(descriptor)
