"""The audit trail of what the apps below this one do."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.events import SessionClosed, SessionOpened, TokenIssued, TokenRevoked
from apps.accounts.selectors import actor_for_user, user_by_id
from apps.audit.services import record
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe


def _actor(user_id: UUID, address: str | None = None) -> Actor:
    user = user_by_id(user_id)
    actor = actor_for_user(user=user, origin="session", address=address) if user else None
    return actor or Actor(
        tenant_id=required_tenant_id(),
        name="former member",
        origin="session",
        user_id=user_id,
        address=address,
    )


@subscribe(SessionOpened)
def record_session_opened(event: SessionOpened) -> None:
    record(
        actor=_actor(event.user_id, event.address),
        action="session.opened",
        object_type="user",
        object_id=event.user_id,
    )


@subscribe(SessionClosed)
def record_session_closed(event: SessionClosed) -> None:
    record(
        actor=_actor(event.user_id, event.address),
        action="session.closed",
        object_type="user",
        object_id=event.user_id,
    )


@subscribe(TokenIssued)
def record_token_issued(event: TokenIssued) -> None:
    record(
        actor=_actor(event.user_id),
        action="api_token.issued",
        object_type="api_token",
        object_id=event.token_id,
    )


@subscribe(TokenRevoked)
def record_token_revoked(event: TokenRevoked) -> None:
    record(
        actor=_actor(event.user_id),
        action="api_token.revoked",
        object_type="api_token",
        object_id=event.token_id,
    )
