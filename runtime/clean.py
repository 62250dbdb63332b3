"""`make clean`: remove what can be made again."""

import shutil

from runtime.configuration import virtual_environment
from runtime.layout import PROJECT
from runtime.progress import say

BUILT = (
    "frontend/node_modules",
    "frontend/dist",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "test-results",
)


def run() -> int:
    """Remove environment, builds and caches; data directories stay."""
    for folder in [virtual_environment(), *(PROJECT / name for name in BUILT)]:
        shutil.rmtree(folder, ignore_errors=True)
    for cache in PROJECT.rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    say("removed the environment, builds and caches; the data directory is untouched")
    return 0
