"""`make lock`: pin every package, of every dependency, from the short lists that people edit."""

import sys

from runtime.layout import PROJECT
from runtime.progress import run_quietly, step

# Machine and mirror addresses stay out of the locks.
OPTIONS = (
    "--quiet --strip-extras --allow-unsafe --no-header --annotation-style=line "
    "--no-emit-index-url --no-emit-find-links --no-emit-trusted-host"
)
COMPILE = (sys.executable, "-m", "piptools", "compile", *OPTIONS.split())
LOCKS = ("base", "dev", "node")


def renew(extra: list[str]) -> int:
    """Rewrite requirements/*.txt; `extra` goes to pip-compile, e.g. --upgrade."""
    folder = PROJECT / "requirements"
    for name in LOCKS:
        with step(f"locking requirements/{name}.txt"):
            run_quietly(
                [*COMPILE, f"--output-file={name}.txt", f"{name}.in", *extra],
                what="pip-compile",
                cwd=folder,
            )
    return 0
