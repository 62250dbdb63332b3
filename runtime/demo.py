"""`make demo`: from a bare machine to a running teleread, and back to nothing on a signal."""

import http.client
import logging
import logging.handlers
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from runtime import embedded, environment, fingerprint, frontend, history, programs
from runtime.configuration import Configuration, external_services
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT, Layout
from runtime.lock import exclusive
from runtime.ports import require_free
from runtime.processes import die_with_parent, wait_until
from runtime.progress import run_quietly, say, step
from runtime.services import module_environment
from runtime.supervision import Supervisor

ACCOUNTS = ("reader", "reader2", "site", "manager", "qa", "billing", "admin")
PASSWORD = "teleread-demo"  # noqa: S105 - printed for everybody to see
READY_SECONDS = 180


def prepare(configuration: Configuration) -> None:
    """The part that runs before the virtual environment exists."""
    with exclusive(configuration.layout):
        check_ports(configuration)
    with environment.alone():
        environment.prepare("base")
        environment.prepare("simulation")


def run(configuration: Configuration) -> int:
    """The part that runs inside the virtual environment; returns when the demo has stopped."""
    _die_with_make()
    external = external_services()
    layout = configuration.layout
    with _stopping_on_signals(), exclusive(layout):
        try:
            layout.create()
            check_ports(configuration)
            building = FrontEndBuild()
            if not external:
                with step("preparing PostgreSQL and Redis"):
                    embedded.prepare(layout.root)
            stores = [] if external else programs.stores(configuration)
            settings = process_environment(configuration, external=external)
            supervisor = Supervisor(
                layout,
                stores + programs.application(configuration),
                environment=settings,
                show=Output(layout).show,
            )
            try:
                return _serve(configuration, supervisor, building, settings, external=external)
            finally:
                _ignore_signals()
                say("stopping every process …")
                supervisor.stop()
                say("stopped")
        except KeyboardInterrupt:
            return 0


def _serve(
    configuration: Configuration,
    supervisor: Supervisor,
    building: "FrontEndBuild",
    settings: dict[str, str],
    *,
    external: bool,
) -> int:
    if not external:
        with step("starting PostgreSQL and Redis"):
            embedded.wait_until_ready(configuration.layout.root, hopeless=supervisor.has_ended)
    with step("migrating the database"):
        _manage("migrate", "--database=owner", "--no-input", "--verbosity=0", settings=settings)
    _collect_static_files(configuration, settings)
    with step("seeding the demo"):
        _manage("seed_demo", settings=settings)
    building.finish()
    with step("starting web, DICOM, workers and the simulated site"):
        supervisor.start_group(programs.APPLICATION)
        _await_ready(configuration, supervisor)
    print(ready_line(configuration), flush=True)
    with history.written_meanwhile(settings):
        supervisor.wait()
    raise RuntimeProblem("the supervisor ended by itself; start again with `make demo`")


def check_ports(configuration: Configuration) -> None:
    """Raise RuntimeProblem when a port of the demo is taken."""
    host = configuration.bind
    for port, purpose, variable in (
        (configuration.http_port, "HTTP", "TELEREAD_HTTP_PORT"),
        (configuration.dicom_port, "DICOM", "TELEREAD_DICOM_PORT"),
    ):
        require_free(port, purpose=purpose, variable=variable, host=host)


def process_environment(configuration: Configuration, *, external: bool) -> dict[str, str]:
    """Environment of every process of the demo."""
    servers = {} if external else embedded.environment(configuration.layout.root)
    return {**module_environment(), **configuration.environment, **servers}


def ready_line(configuration: Configuration) -> str:
    """The line that says where the demo is and how to get in."""
    accounts = ", ".join(f"{name}@demo.test" for name in ACCOUNTS)
    return (
        f"ready: {configuration.url}  log in as {accounts} (another practice: reader@other.test), "
        f"password {PASSWORD}; DICOM TELEREAD@{configuration.probe_host}:"
        f"{configuration.dicom_port} from DEMO_SITE; stop with Ctrl-C"
    )


class FrontEndBuild:
    """The front-end build, beside the steps that do not need it."""

    def __init__(self) -> None:
        self._problem: RuntimeProblem | None = None
        self._thread = threading.Thread(target=self._build, daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Wait for the build; raises RuntimeProblem when it failed."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem

    def _build(self) -> None:
        try:
            with environment.alone():
                frontend.build()
        except RuntimeProblem as problem:
            self._problem = problem


class Output:
    """Passes on what the processes print, to the terminal and to a rotating file."""

    def __init__(self, layout: Layout) -> None:
        handler = logging.handlers.RotatingFileHandler(
            layout.logs / "demo.log", maxBytes=20_000_000, backupCount=3, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._file = logging.getLogger("runtime.demo")
        self._file.setLevel(logging.INFO)
        self._file.propagate = False
        self._file.handlers = [handler]

    def show(self, line: str) -> None:
        """Print one line; a terminal that is gone stops nothing."""
        self._file.info(line)
        try:
            print(line, flush=True)
        except OSError:
            return


def _manage(*arguments: str, settings: dict[str, str]) -> None:
    run_quietly(
        [sys.executable, "manage.py", *arguments],
        what=f"manage.py {arguments[0]}",
        cwd=PROJECT,
        environment=settings,
    )


def _collect_static_files(configuration: Configuration, settings: dict[str, str]) -> None:
    """Copy the packages' static files to where the web process serves them, when they changed."""
    marker = configuration.layout.root / "static" / ".teleread-collected"
    inputs = fingerprint.of_files([PROJECT / "requirements" / "base.txt", PROJECT / "teleread"])
    if fingerprint.matches(marker, inputs):
        return
    with step("collecting static files"):
        _manage("collectstatic", "--no-input", "--clear", "--verbosity=0", settings=settings)
    fingerprint.record(marker, inputs)


def _await_ready(configuration: Configuration, supervisor: Supervisor) -> None:
    def settled() -> bool:
        return supervisor.has_ended() or (_web_is_ready(configuration) and _dicom(configuration))

    if not wait_until(settled, seconds=READY_SECONDS, every=0.25) or supervisor.has_ended():
        raise RuntimeProblem(
            f"teleread did not become ready within {READY_SECONDS} s; the reason stands in the "
            f"lines above and in {configuration.layout.logs / 'demo.log'}"
        )


def _web_is_ready(configuration: Configuration) -> bool:
    connection = http.client.HTTPConnection(
        configuration.probe_host, configuration.http_port, timeout=5
    )
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _dicom(configuration: Configuration) -> bool:
    address = (configuration.probe_host, configuration.dicom_port)
    try:
        with socket.create_connection(address, timeout=5):
            return True
    except OSError:
        return False


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """Turn every polite request to stop into KeyboardInterrupt, once."""

    def stop(number: int, frame: FrameType | None) -> None:
        _ignore_signals()
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    yield


def _ignore_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _die_with_make() -> None:
    """Stop when `make` is killed, since nobody could reach this process afterwards."""
    parent = os.getppid()
    try:
        name = Path(f"/proc/{parent}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return
    if name == "make":
        die_with_parent(parent, signal.SIGTERM)
