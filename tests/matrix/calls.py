"""What a row of the matrix is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories import Practice

READER = frozenset({"reader"})
MANAGER = frozenset({"manager"})
WORKLIST = frozenset({"reader", "operations", "manager", "qa", "admin"})
EVERYBODY = frozenset(
    {"reader", "site_user", "site_manager", "operations", "manager", "billing", "qa", "admin"}
)


@dataclass(frozen=True)
class Call:
    """A request that would succeed for somebody with the right."""

    kwargs: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Endpoint:
    """``prepare`` makes the object in a practice; it is called anew for every request."""

    name: str
    method: str
    roles: frozenset[str]
    prepare: Callable[[Practice, str], Call] = lambda practice, role: Call()

    def __str__(self) -> str:
        return f"{self.method} {self.name}"
