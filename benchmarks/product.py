"""A whole teleread for the length of a run: durable embedded services, web and DICOM processes."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import run, server
from runtime import services
from runtime.ports import free_port

SENDER = "BENCH"
EMAIL = "reader@benchmark.test"
PASSWORD = "benchmark-only"  # noqa: S105 - of a database that lives as long as the run
WEB_WORKERS = 2


@dataclass(frozen=True)
class Product:
    """Where the measured product answers and how to get in."""

    http_port: int
    dicom_port: int
    owner_url: str
    tenant_id: str
    site_id: str
    user_id: str
    token: str
    pids: dict[str, int]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def dicomweb(self) -> str:
        return f"{self.url}/dicom-web"


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """Have a migrated product with one practice up for the block, its data below `folder`."""
    http_port = free_port()
    dicom_port = free_port(excluding={http_port})
    with services.running(folder, durable=True) as variables:
        environment = {
            **os.environ,
            **variables,
            "DJANGO_SETTINGS_MODULE": "teleread.settings.dev",
            "TELEREAD_DATA_DIR": str(folder),
            "TELEREAD_DICOM_PORT": str(dicom_port),
            "TCP_NODELAY": "1",
        }
        python = sys.executable
        run(
            [python, "manage.py", "migrate", "--database=owner", "--verbosity=0"],
            environment=environment,
            seconds=300,
        )
        made = run([python, "-m", "benchmarks.practice"], environment=environment, seconds=120)
        web = [python, "-m", "uvicorn", "teleread.asgi:application", f"--port={http_port}"]
        web += [f"--workers={WEB_WORKERS}", "--no-access-log", "--log-level=warning"]
        dimse = [python, "manage.py", "run_dimse", "--host=127.0.0.1"]
        log = folder / "log"
        with (
            server(web, port=http_port, log=log / "web.log", environment=environment) as web_pid,
            server(
                dimse, port=dicom_port, log=log / "dimse.log", environment=environment
            ) as dimse_pid,
        ):
            yield Product(
                http_port=http_port,
                dicom_port=dicom_port,
                owner_url=variables["DATABASE_OWNER_URL"],
                pids={"web": web_pid, "dimse": dimse_pid},
                **json.loads(made),
            )
