"""The embedded PostgreSQL and Redis, started and killed for real."""

import os
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from runtime import embedded
from runtime.errors import RuntimeProblem
from runtime.layout import Layout
from runtime.processes import is_alive, send, wait_until
from runtime.services import running
from tests.runtime.conftest import Launched, processes_mentioning, read_until

Start = Callable[..., Launched]


@pytest.fixture(scope="module")
def used_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory whose servers ran before and are stopped."""
    folder = tmp_path_factory.mktemp("used")
    with running(folder, durable=False):
        pass
    return folder


@pytest.fixture
def variables(used_directory: Path) -> Iterator[dict[str, str]]:
    """The environment of running servers."""
    with running(used_directory, durable=False) as found:
        yield found


def test_roles_own_and_reach_exactly_what_they_should(variables: dict[str, str]) -> None:
    with psycopg.connect(variables["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE parcel (id serial PRIMARY KEY, name text)")
        extensions = {row[0] for row in owner.execute("SELECT extname FROM pg_extension")}
    assert {"pg_trgm", "btree_gist"} <= extensions
    with psycopg.connect(variables["DATABASE_URL"]) as connection:
        connection.execute("INSERT INTO parcel (name) VALUES ('kept')")
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE parcel")
    with psycopg.connect(variables["DATABASE_URL"], autocommit=True) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE own (id int)")
    assert redis.Redis.from_url(variables["REDIS_URL"]).ping()


def test_databases_made_by_the_owner_are_ready_for_tests(variables: dict[str, str]) -> None:
    url = variables["DATABASE_OWNER_URL"]
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("CREATE DATABASE another")
    with psycopg.connect(url.removesuffix("/teleread") + "/another") as owner:
        owner.execute("CREATE TABLE letter (name text)")
        owner.execute("SELECT similarity('a', 'b')")
    with psycopg.connect(
        variables["DATABASE_URL"].removesuffix("/teleread") + "/another"
    ) as connection:
        connection.execute("INSERT INTO letter VALUES ('kept')")


def test_a_wrong_password_is_refused(variables: dict[str, str]) -> None:
    guessed = variables["DATABASE_URL"].replace("teleread_app:", "teleread_app:x")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(guessed)
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(variables["REDIS_URL"].replace("://:", "://:x")).ping()


def test_secrets_are_private_and_survive_a_restart(used_directory: Path) -> None:
    with running(used_directory, durable=False) as first:
        with psycopg.connect(first["DATABASE_OWNER_URL"]) as owner:
            owner.execute("CREATE TABLE keepsake AS SELECT 'kept' AS name")
        mode = stat.S_IMODE(Layout.of(used_directory).runtime_file.stat().st_mode)
        assert mode == 0o600
    with running(used_directory, durable=False) as second:
        assert first == second
        with psycopg.connect(second["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT name FROM keepsake").fetchone() == ("kept",)


def test_a_used_directory_serves_one_at_a_time(used_directory: Path) -> None:
    with (
        running(used_directory, durable=False),
        pytest.raises(RuntimeProblem, match="already running"),
    ):
        with running(used_directory, durable=False):
            pytest.fail("two launchers share a data directory")


def test_two_data_directories_run_side_by_side(tmp_path: Path) -> None:
    with (
        running(tmp_path / "a", durable=False) as one,
        running(tmp_path / "b", durable=False) as two,
    ):
        assert one["DATABASE_URL"] != two["DATABASE_URL"]
        for variables in (one, two):
            with psycopg.connect(variables["DATABASE_URL"]) as connection:
                connection.execute("SELECT 1")


def test_variables_of_the_environment_come_first(
    data_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"DATABASE_URL": "postgresql://a/b", "REDIS_URL": "redis://c"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert embedded.connection_environment(data_directory) == given


def test_a_data_directory_never_used_says_what_to_do(data_directory: Path) -> None:
    with pytest.raises(RuntimeProblem, match="start `make demo` first"):
        embedded.environment(data_directory)


def test_killed_launcher_takes_both_servers_with_it(data_directory: Path, start: Start) -> None:
    launcher = start("runtime.services", "run", f"--data-dir={data_directory}", "--throwaway")
    read_until(launcher, "REDIS_URL=")
    launcher.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not processes_mentioning(str(data_directory)), seconds=20)


def test_everything_killed_at_once_does_not_block_the_next_start(
    data_directory: Path, start: Start
) -> None:
    launcher = start("runtime.services", "run", f"--data-dir={data_directory}")
    read_until(launcher, "REDIS_URL=")
    url = embedded.environment(data_directory)["DATABASE_OWNER_URL"]
    with psycopg.connect(url) as owner:
        owner.execute("CREATE TABLE parcel AS SELECT 'kept' AS name")
    postmaster = _postmaster(data_directory)
    send(processes_mentioning(str(data_directory)), signal.SIGKILL)
    launcher.wait(timeout=30)
    assert wait_until(lambda: not is_alive(postmaster), seconds=10)
    assert (Layout.of(data_directory).cluster / "postmaster.pid").exists()
    with (
        running(data_directory) as variables,
        psycopg.connect(variables["DATABASE_URL"]) as connection,
    ):
        assert connection.execute("SELECT name FROM parcel").fetchone() == ("kept",)


def test_pid_file_of_a_stranger_is_no_obstacle(used_directory: Path) -> None:
    pid_file = Layout.of(used_directory).cluster / "postmaster.pid"
    # This test's own process is alive and belongs to the same user, as after reuse of a number.
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n1\n5432\n\n\n", encoding="ascii")
    with running(used_directory, durable=False) as variables:
        with psycopg.connect(variables["DATABASE_URL"]) as connection:
            connection.execute("SELECT 1")


def test_a_taken_port_is_exchanged(used_directory: Path) -> None:
    before = embedded.environment(used_directory)
    port = urlsplit(before["DATABASE_URL"]).port
    with socket.create_server(("127.0.0.1", port or 0)):
        with running(used_directory, durable=False) as after:
            assert urlsplit(after["DATABASE_URL"]).port != port
            with psycopg.connect(after["DATABASE_URL"]) as connection:
                connection.execute("SELECT 1")


def test_up_and_down_work_across_commands(data_directory: Path, start: Start) -> None:
    folder = f"--data-dir={data_directory}"
    up = start("runtime.services", "up", folder, "--throwaway")
    assert "DATABASE_URL=postgresql://" in read_until(up, "REDIS_URL=")
    assert up.wait(timeout=30) == 0
    with psycopg.connect(embedded.environment(data_directory)["DATABASE_URL"]) as connection:
        connection.execute("SELECT 1")
    assert start("runtime.services", "down", folder).wait(timeout=30) == 0
    assert not processes_mentioning(str(Layout.of(data_directory).cluster))


def _postmaster(data_directory: Path) -> int:
    text = (Layout.of(data_directory).cluster / "postmaster.pid").read_text(encoding="ascii")
    return int(text.split("\n", 1)[0])
