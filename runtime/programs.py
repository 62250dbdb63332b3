"""The processes of one teleread, as a table; `supervision` runs them."""

import sys
from dataclasses import dataclass

from runtime.configuration import Configuration
from runtime.services import guard_command, server_command

STORES = "stores"
APPLICATION = "app"


@dataclass(frozen=True)
class Program:
    """One supervised process; `group` says with which others it starts and stops."""

    name: str
    group: str
    command: list[str]


def stores(configuration: Configuration) -> list[Program]:
    """The embedded servers, which start before and stop after everything else."""
    return [
        Program(name, STORES, server_command(name, configuration.layout, grace=4))
        for name in ("postgres", "redis")
    ]


def application(configuration: Configuration) -> list[Program]:
    """Every process of the product and the simulated site."""
    python = sys.executable
    data = configuration.layout.root
    port = str(configuration.dicom_port)
    celery = [python, "-m", "celery", "--quiet", "--app=teleread"]
    web = [python, "-m", "uvicorn", "teleread.asgi:application", f"--host={configuration.bind}"]
    # A search for a patient stands in the URL, so requests are not logged here.
    web += [f"--port={configuration.http_port}", "--workers=2", "--no-access-log"]
    web += ["--timeout-graceful-shutdown=3", "--log-level=warning"]
    worker = [*celery, "worker", "--queues=intake,imaging,delivery,default", "--concurrency=2"]
    worker += ["--without-gossip", "--without-mingle", "--loglevel=WARNING"]
    beat = [*celery, "beat", "--pidfile=", f"--schedule={data / 'celerybeat-schedule'}"]
    simulator = [python, "-m", "simulation", "run", f"--host={configuration.probe_host}"]
    simulator += [f"--port={port}", f"--folder={data / 'simulation'}"]
    commands = {
        "web": web,
        "dimse": [python, "manage.py", "run_dimse"],
        "worker": worker,
        "beat": [*beat, "--loglevel=WARNING"],
        "simulator": simulator,
    }
    return [
        Program(name, APPLICATION, [*guard_command(name, configuration.layout, grace=4), *command])
        for name, command in commands.items()
    ]
