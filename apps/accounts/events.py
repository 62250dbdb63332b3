"""What accounts tells the apps above it; the audit trail is written from these."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("accounts.session_opened")
@dataclass(frozen=True, slots=True)
class SessionOpened:
    user_id: UUID
    address: str | None


@event("accounts.session_closed")
@dataclass(frozen=True, slots=True)
class SessionClosed:
    user_id: UUID
    address: str | None


@event("accounts.token_issued")
@dataclass(frozen=True, slots=True)
class TokenIssued:
    user_id: UUID
    token_id: UUID


@event("accounts.token_revoked")
@dataclass(frozen=True, slots=True)
class TokenRevoked:
    user_id: UUID
    token_id: UUID
