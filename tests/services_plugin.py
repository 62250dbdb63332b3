"""Gives the suite its own PostgreSQL and Redis before Django's settings are read.

Loaded with ``-p`` ahead of pytest-django. The controlling process starts the servers; each pytest-xdist worker
inherits their addresses and takes a database and a Redis number of its own. With DATABASE_URL set, those servers
are used and nothing is started.
"""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from runtime.services import running

_services = ExitStack()


def pytest_unconfigure(config: pytest.Config) -> None:
    _services.close()


def _start_services() -> None:
    folder = Path(_services.enter_context(tempfile.TemporaryDirectory(prefix="teleread-test-")))
    os.environ["TELEREAD_DATA_DIR"] = str(folder)
    if "DATABASE_URL" not in os.environ:
        os.environ.update(_services.enter_context(running(folder / "services", durable=False)))


def _take_own_database(worker: str) -> None:
    number = 1 + int(worker.removeprefix("gw")) if worker.startswith("gw") else 0
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = urlunsplit(
            urlsplit(os.environ[name])._replace(path=f"/teleread_test_{worker}")
        )
    os.environ["REDIS_URL"] = urlunsplit(
        urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}")
    )
    data = Path(os.environ["TELEREAD_DATA_DIR"]) / worker
    data.mkdir(exist_ok=True)
    os.environ["TELEREAD_DATA_DIR"] = str(data)


# At import, because pytest-django reads the settings in the first hook there is.
if "TELEREAD_TEST_SERVICES" not in os.environ:
    _start_services()
    os.environ["TELEREAD_TEST_SERVICES"] = "1"
_take_own_database(os.environ.get("PYTEST_XDIST_WORKER", "main"))
