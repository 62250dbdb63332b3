"""The demo's past, written beside the running demo: nobody waits for it, and it never outlives the demo."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from runtime.layout import PROJECT
from runtime.processes import die_with_parent

POLITENESS = 10


@contextmanager
def written_meanwhile(settings: Mapping[str, str]) -> Iterator[None]:
    """Start writing the demo's past; at the end of the block it is written or given up, whole.

    What was given up is written at the next start: it is one transaction.
    """
    me = os.getpid()

    def stay_behind() -> None:
        os.nice(POLITENESS)
        die_with_parent(me, signal.SIGKILL)

    process = subprocess.Popen(
        [sys.executable, "manage.py", "seed_demo_history"],
        cwd=PROJECT,
        env=dict(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=stay_behind,
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()
