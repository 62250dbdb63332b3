"""What may follow what: a credential's standing, and whether a reader takes work."""

from enum import StrEnum

from apps.common.states import TransitionTable


class Standing(StrEnum):
    """A credential's status as the authority that gave it sees it."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"

    @classmethod
    def values(cls) -> list[str]:
        return [standing.value for standing in cls]


STANDING_TRANSITIONS: TransitionTable = {
    (Standing.ACTIVE, "suspend"): Standing.SUSPENDED,
    (Standing.SUSPENDED, "reinstate"): Standing.ACTIVE,
    (Standing.ACTIVE, "revoke"): Standing.REVOKED,
    (Standing.SUSPENDED, "revoke"): Standing.REVOKED,
}
ACTION_TOWARDS = {
    Standing.ACTIVE: "reinstate",
    Standing.SUSPENDED: "suspend",
    Standing.REVOKED: "revoke",
}
"""The action that leads to a wished status."""


class Presence(StrEnum):
    AVAILABLE = "available"
    AWAY = "away"

    @classmethod
    def values(cls) -> list[str]:
        return [presence.value for presence in cls]


PRESENCE_TRANSITIONS: TransitionTable = {
    (Presence.AWAY, "return"): Presence.AVAILABLE,
    (Presence.AVAILABLE, "leave"): Presence.AWAY,
}
