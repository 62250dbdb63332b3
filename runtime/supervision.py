"""supervisord: writes its configuration, starts it, and speaks to it.

Why supervisor, and how each process is kept from outliving it: docs/adr/0002.
"""

import os
import shlex
import signal
import subprocess
import sys
import threading
import xmlrpc.client
from collections.abc import Callable, Mapping
from typing import IO, Any

from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT, Layout
from runtime.processes import die_with_parent, wait_until
from runtime.programs import STORES, Program
from runtime.state import write_private

# supervisor adds one second of delay per failed start and would give up at this number: weeks.
STARTS_BEFORE_GIVING_UP = 100_000
SECONDS_THAT_COUNT_AS_STARTED = 5


def configuration_text(layout: Layout, programs: list[Program]) -> str:
    """The supervisord configuration for the programs, in supervisor's INI form."""
    socket = layout.sockets / "supervisor.sock"
    lines = [
        "[supervisord]",
        "nodaemon=true",
        f"logfile={_escaped(str(layout.logs / 'supervisord.log'))}",
        f"pidfile={_escaped(str(layout.sockets / 'supervisord.pid'))}",
        f"childlogdir={_escaped(str(layout.logs))}",
        # Named so that supervisor does not warn about root; other users' is the only choice.
        *(["user=root"] if os.geteuid() == 0 else []),
        "[unix_http_server]",
        f"file={_escaped(str(socket))}",
        "chmod=0700",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface",
        "[supervisorctl]",
        f"serverurl=unix://{_escaped(str(socket))}",
    ]
    for name in dict.fromkeys(program.group for program in programs):
        members = ",".join(program.name for program in programs if program.group == name)
        priority = 1 if name == STORES else 10
        lines += [f"[group:{name}]", f"programs={members}", f"priority={priority}"]
    for program in programs:
        lines += [
            f"[program:{program.name}]",
            f"command={_escaped(shlex.join(program.command))}",
            f"directory={_escaped(str(PROJECT))}",
            f"autostart={'true' if program.group == STORES else 'false'}",
            "autorestart=true",
            f"startsecs={SECONDS_THAT_COUNT_AS_STARTED}",
            f"startretries={STARTS_BEFORE_GIVING_UP}",
            # The guard ends its command within its own, shorter grace.
            "stopwaitsecs=8",
            "redirect_stderr=true",
            "stdout_logfile=/dev/fd/1",
            "stdout_logfile_maxbytes=0",
        ]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    # supervisor expands %(name)s everywhere and ends a value at " ;".
    return text.replace("%", "%%")


class Supervisor:
    """A running supervisord, child of this process and ended with it."""

    def __init__(
        self,
        layout: Layout,
        programs: list[Program],
        *,
        environment: Mapping[str, str],
        show: Callable[[str], None],
    ) -> None:
        path = layout.sockets / "supervisord.conf"
        write_private(path, configuration_text(layout, programs))
        self._socket = layout.sockets / "supervisor.sock"
        self._socket.unlink(missing_ok=True)
        me = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", f"--configuration={path}"],
            env=dict(environment),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Away from the terminal's group: an interrupt is for the launcher alone.
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(me, signal.SIGTERM),
        )
        assert self._process.stdout is not None
        self._reader = threading.Thread(
            target=_read, args=(self._process.stdout, show), daemon=True
        )
        self._reader.start()
        if not wait_until(lambda: self._socket.exists() or self.has_ended(), seconds=30):
            raise RuntimeProblem("supervisord does not start; see its lines above")

    def has_ended(self) -> bool:
        """Whether supervisord itself is gone."""
        return self._process.poll() is not None

    def start_group(self, group: str) -> None:
        """Start every program of the group, without waiting for it."""
        self._call("startProcessGroup", group, False)

    def is_failing(self, group: str) -> bool:
        """Whether a program of the group has ended soon after its start and waits for the next."""
        return any(
            process["group"] == group and process["statename"] == "BACKOFF"
            for process in self._call("getAllProcessInfo")
        )

    def _call(self, method: str, *arguments: object) -> Any:
        from supervisor.xmlrpc import SupervisorTransport

        transport = SupervisorTransport(None, None, f"unix://{self._socket}")
        with xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport) as server:
            return getattr(server.supervisor, method)(*arguments)

    def wait(self) -> int:
        """Wait until supervisord ends; returns its exit code."""
        return self._process.wait()

    def stop(self, *, seconds: float = 25) -> None:
        """Stop every program, the stores last, then supervisord; forcefully when it takes long."""
        if not self.has_ended():
            self._process.terminate()
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(timeout=2)


def _read(lines: IO[bytes], show: Callable[[str], None]) -> None:
    for line in lines:
        show(line.decode("utf-8", "replace").rstrip("\n"))
