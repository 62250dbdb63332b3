"""What a row of the matrix is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories import Practice

READER = frozenset({"reader"})
MANAGER = frozenset({"manager"})
WORKLIST = frozenset({"reader", "operations", "manager", "qa", "admin"})
EVERYBODY = frozenset(
    {
        "reader",
        "site_user",
        "site_manager",
        "transcriptionist",
        "operations",
        "manager",
        "billing",
        "qa",
        "admin",
    }
)


@dataclass(frozen=True)
class Call:
    """A request that would succeed for somebody with the right; ``file`` is sent as a form's instead of ``body``."""

    kwargs: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)
    file: bytes | None = None


@dataclass(frozen=True)
class Endpoint:
    """``prepare`` makes the object in a practice, anew for everybody who may and once for all who may not.

    With ``own``, the object belongs to the role, and each who may not is also refused on what is its own.
    """

    name: str
    method: str
    roles: frozenset[str]
    prepare: Callable[[Practice, str], Call] = lambda practice, role: Call()
    own: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.name}"
