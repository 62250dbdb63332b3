"""PostgreSQL and Redis out of wheels, kept below one data directory.

`python -m runtime.embedded postgres|redis --data-dir DIR` becomes that server in the foreground,
for a supervisor to run; use `runtime.services` to have both for the length of a block.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from runtime import postgres_server, redis_server
from runtime.errors import RuntimeProblem
from runtime.layout import Layout
from runtime.processes import wait_until
from runtime.state import State, read_state, renew_state


def prepare(data_directory: Path | str, *, durable: bool = True) -> State:
    """Make everything the servers need to start; the caller holds the data directory's lock.

    `durable=False` turns every fsync off, for tests whose data nobody misses.
    """
    layout = Layout.of(data_directory)
    layout.create()
    postgres_server.stop_leftovers(layout)
    redis_server.stop_leftovers(layout)
    state = renew_state(layout, durable=durable)
    postgres_server.initialise(layout, state)
    return state


def wait_until_ready(
    data_directory: Path | str,
    *,
    seconds: float = 120,
    hopeless: Callable[[], bool] = lambda: False,
) -> None:
    """Wait for both servers, then provision roles and database.

    Raises RuntimeProblem when one does not answer in time, or as soon as `hopeless()` holds.
    """
    state = _require_state(Layout.of(data_directory))
    _await("PostgreSQL", lambda: postgres_server.answers(state), hopeless, seconds)
    _await("Redis", lambda: redis_server.answers(state), hopeless, seconds)
    postgres_server.provision(state)


def _await(
    name: str, answers: Callable[[], bool], hopeless: Callable[[], bool], seconds: float
) -> None:
    wait_until(lambda: answers() or hopeless(), seconds=seconds)
    if not answers():
        raise RuntimeProblem(f"the embedded {name} does not answer; see its log lines")


def environment(data_directory: Path | str) -> dict[str, str]:
    """DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL of the embedded services.

    Raises RuntimeProblem when none were ever started in this data directory.
    """
    state = _require_state(Layout.of(data_directory))
    return {
        "DATABASE_URL": state.database_url,
        "DATABASE_OWNER_URL": state.database_owner_url,
        "REDIS_URL": state.redis_url,
    }


def connection_environment(data_directory: Path | str) -> dict[str, str]:
    """As `environment`, with the variables that are set already taking precedence."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    given = {name: os.environ[name] for name in names if os.environ.get(name)}
    if "DATABASE_URL" in given and "REDIS_URL" in given:
        return given
    return environment(data_directory) | given


def _require_state(layout: Layout) -> State:
    state = read_state(layout)
    if state is None:
        raise RuntimeProblem(
            f"no database is known in {layout.root}: start `make demo` first, or set "
            "DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL to servers of your own"
        )
    return state


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m runtime.embedded", description=__doc__)
    parser.add_argument("server", choices=("postgres", "redis"))
    parser.add_argument("--data-dir", required=True, type=Path)
    arguments = parser.parse_args()
    layout = Layout.of(arguments.data_dir)
    server = postgres_server if arguments.server == "postgres" else redis_server
    try:
        server.run_in_foreground(layout, _require_state(layout))
    except RuntimeProblem as problem:
        parser.exit(1, f"{arguments.server}: {problem}\n")


if __name__ == "__main__":
    main()
