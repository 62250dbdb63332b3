"""Ports and passwords of the embedded services, kept across starts in one private file."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from runtime.layout import Layout
from runtime.ports import free_port, is_free

OWNER_ROLE = "teleread_owner"
RUNTIME_ROLE = "teleread_app"
SUPERUSER = "postgres"
DATABASE = "teleread"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class State:
    """What a client needs to reach the embedded PostgreSQL and Redis of one data directory."""

    postgres_port: int
    redis_port: int
    superuser_password: str
    owner_password: str
    runtime_password: str
    redis_password: str
    durable: bool

    @property
    def database_url(self) -> str:
        """URL for the role the product runs as: owns nothing, cannot bypass row security."""
        return self._url(RUNTIME_ROLE, self.runtime_password)

    @property
    def database_owner_url(self) -> str:
        """URL for the role that owns the tables; for migrations only."""
        return self._url(OWNER_ROLE, self.owner_password)

    @property
    def redis_url(self) -> str:
        return f"redis://:{self.redis_password}@{HOST}:{self.redis_port}/0"

    def _url(self, role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@{HOST}:{self.postgres_port}/{DATABASE}"


def read_state(layout: Layout) -> State | None:
    """The kept state, or None when there is none yet (or the file is damaged)."""
    try:
        kept: dict[str, Any] = json.loads(layout.runtime_file.read_text(encoding="utf-8"))
        return State(**{field.name: kept[field.name] for field in fields(State)})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def renew_state(layout: Layout, *, durable: bool) -> State:
    """Keep passwords, replace ports that another process took meanwhile, and write the file."""
    kept = read_state(layout)
    taken: set[int] = set()

    def port(previous: int | None) -> int:
        chosen = previous if previous and is_free(previous) else free_port(excluding=taken)
        taken.add(chosen)
        return chosen

    state = State(
        postgres_port=port(kept.postgres_port if kept else None),
        redis_port=port(kept.redis_port if kept else None),
        superuser_password=kept.superuser_password if kept else secrets.token_hex(24),
        owner_password=kept.owner_password if kept else secrets.token_hex(24),
        runtime_password=kept.runtime_password if kept else secrets.token_hex(24),
        redis_password=kept.redis_password if kept else secrets.token_hex(24),
        durable=durable,
    )
    write_private(layout.runtime_file, json.dumps(asdict(state), indent=2) + "\n")
    return state


def write_private(path: Path, text: str) -> None:
    """Replace the file at once with `text`, readable by its owner only."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
