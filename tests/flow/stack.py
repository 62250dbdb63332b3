"""The product as it is run: its own table of processes under its own supervisor, on free ports."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from runtime import embedded
from runtime.configuration import Configuration
from runtime.guard import MARK
from runtime.layout import PROJECT, Layout
from runtime.ports import free_port
from runtime.processes import processes_with_environment, processes_working_in, send
from runtime.programs import APPLICATION, Program, application, stores
from runtime.services import module_environment
from runtime.supervision import Supervisor
from tests.flow.mailbox import Mailbox, running_mailbox
from tests.flow.waiting import eventually
from tests.migrated_database import fill

PROCESSES = ("web", "dimse", "worker", "beat")
LINES_KEPT = 400


@dataclass
class Stack:
    """A running teleread without the simulated site."""

    configuration: Configuration
    mailbox: Mailbox = field(default_factory=Mailbox)
    # Where a test may start a speech engine; nobody is there otherwise.
    speech_port: int = field(default_factory=free_port)
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES_KEPT))
    _supervisor: Supervisor | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.configuration.http_port}"

    @property
    def dicom_port(self) -> int:
        return self.configuration.dicom_port

    @property
    def log(self) -> str:
        """The last lines that the processes printed."""
        return "\n".join(self.lines)

    def start(self, programs: list[Program], environment: Mapping[str, str]) -> Supervisor:
        """Start supervising; of the programs only the stores begin by themselves."""
        self._supervisor = Supervisor(
            self.configuration.layout, programs, environment=environment, show=self.lines.append
        )
        return self._supervisor

    def stop(self) -> None:
        if self._supervisor is not None:
            self._supervisor.stop()

    def await_answers(self) -> None:
        """Wait until web, DICOM, worker and beat are all there."""
        eventually(self._answers, what="every process answers", of=lambda: self.log)

    def kill(self, *names: str, when: Callable[[], object] = bool) -> None:
        """Kill -9 processes with all their children the moment `when` returns; the supervisor starts them again."""
        dying = {name: self.family(name) for name in names}
        when()
        # Stopped first, so that none of them sees another die.
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for family in dying.values():
                send(family, number)
        for name, family in dying.items():
            self._await_successor(name, family)

    def _await_successor(self, name: str, dead: list[int]) -> None:
        def is_there() -> bool:
            family = self.family(name)
            return bool(family) and not set(dead) & set(family)

        eventually(is_there, what=f"{name} is started again", of=lambda: self.log)

    def family(self, name: str) -> list[int]:
        """The process of that name and everything it started; its guard stands outside."""
        layout = self.configuration.layout
        # Both servers write their titles over the environment by which the others are known.
        if name == "postgres":
            return processes_working_in(layout.cluster, "postgres")
        if name == "redis":
            return processes_working_in(layout.redis, "redis-server")
        return processes_with_environment(f"{MARK}={self.configuration.layout.root}:{name}")

    def _answers(self) -> bool:
        return (
            all(self.family(name) for name in PROCESSES)
            and len(self.family("worker")) > 1
            and self._web_answers()
            and self._dicom_answers()
        )

    def _web_answers(self) -> bool:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.configuration.http_port, timeout=5
        )
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _dicom_answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.dicom_port), timeout=5):
                return True
        except OSError:
            return False


def _free_configuration(data: Path) -> Configuration:
    assert threading.current_thread() is threading.main_thread()
    ports: list[int] = []
    while len(ports) < 3:
        ports.append(free_port(excluding=ports))
    layout = Layout.of(data)
    layout.create()
    return Configuration(ports[0], ports[1], ports[2], "127.0.0.1", layout)


def _programs(configuration: Configuration) -> list[Program]:
    return [program for program in application(configuration) if program.name in PROCESSES]


@contextmanager
def running_stack(data: Path, services: Mapping[str, str]) -> Iterator[Stack]:
    """A stack on the given database, Redis and a mail service; it ends with the block, and with this process however
    it dies.
    """
    configuration = _free_configuration(data)
    with running_mailbox() as mailbox:
        stack = Stack(configuration, mailbox)
        environment = {
            **module_environment(),
            **configuration.environment,
            **services,
            **_mail_settings(stack),
            "TELEREAD_SPEECH_ENGINE_URL": f"http://127.0.0.1:{stack.speech_port}",
            # It has no processor of its own here.
            "TELEREAD_SPEECH_ENGINE_TIMEOUT_SECONDS": "60",
            "DJANGO_SETTINGS_MODULE": "tests.flow.settings",
        }
        try:
            stack.start(_programs(configuration), environment).start_group(APPLICATION)
            stack.await_answers()
            yield stack
        finally:
            stack.stop()


def _mail_settings(stack: Stack) -> dict[str, str]:
    return {
        "TELEREAD_PUBLIC_URL": stack.url,
        "TELEREAD_EMAIL_HOST": "127.0.0.1",
        "TELEREAD_EMAIL_PORT": str(stack.mailbox.port),
        "TELEREAD_EMAIL_TLS": "no",
        "TELEREAD_EMAIL_FROM": "results@practice.test",
    }


@contextmanager
def running_demo(data: Path) -> Iterator[tuple[Stack, dict[str, str]]]:
    """A seeded demo with durable stores of its own, without the simulated site; and its environment."""
    configuration = _free_configuration(data)
    stack = Stack(configuration)
    embedded.prepare(data)
    environment = {
        **module_environment(),
        **configuration.environment,
        **embedded.environment(data),
        "DJANGO_SETTINGS_MODULE": "teleread.settings.dev",
    }
    try:
        supervisor = stack.start(stores(configuration) + _programs(configuration), environment)
        embedded.wait_until_ready(data, hopeless=supervisor.has_ended)
        fill(environment["DATABASE_OWNER_URL"], migrate=partial(_migrate, environment))
        manage(environment, "seed_demo")
        supervisor.start_group(APPLICATION)
        stack.await_answers()
        yield stack, environment
    finally:
        stack.stop()


def _migrate(environment: Mapping[str, str]) -> None:
    manage(environment, "migrate", "--database=owner", "--no-input", "--verbosity=0")


def manage(environment: Mapping[str, str], *arguments: str) -> str:
    """What a management command prints in that environment."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
