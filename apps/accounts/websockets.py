"""The base of every WebSocket: who listens, in which tenant, to which topics."""

from typing import Any, ClassVar

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from apps.accounts.actors import Actor
from apps.accounts.authentication import actor_for_session
from apps.common.push import group_name

UNAUTHENTICATED = 4401
FORBIDDEN = 4403


class TenantConsumer(AsyncJsonWebsocketConsumer):
    """Sends the browser what is pushed to its tenant's topics; reads nothing from it.

    Closes with 4401 where there is no session and 4403 where the actor lacks ``capability``.
    """

    capability: ClassVar[str] = ""
    actor: Actor

    def topics(self) -> list[str]:
        """The topics that ``self.actor`` listens to."""
        return []

    async def connect(self) -> None:
        await self.accept()
        actor = await sync_to_async(actor_for_session)(
            self.scope["session"], self.scope["user"], _address(self.scope)
        )
        if actor is None:
            await self.close(UNAUTHENTICATED)
        elif not actor.can(self.capability):
            await self.close(FORBIDDEN)
        else:
            self.actor = actor
            self.joined = [group_name(actor.tenant_id, topic) for topic in self.topics()]
            for group in self.joined:
                await self.channel_layer.group_add(group, self.channel_name)
            await self.send_json({"type": "ready"})

    async def disconnect(self, code: int) -> None:
        for group in getattr(self, "joined", []):
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """Nothing is expected from the browser; what it sends is dropped."""

    async def push(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


def _address(scope: Any) -> str | None:
    client = scope.get("client")
    return client[0] if client else None
