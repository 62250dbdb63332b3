"""A WebSocket client for consumers in this process, on the ASGI reference implementation's communicator."""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator


class WebSocketClient(ApplicationCommunicator):
    """Opens ``path`` on one consumer with a given session and user."""

    def __init__(self, application: Any, path: str, *, session: Any, user: Any) -> None:
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": [],
            "subprotocols": [],
            "session": session,
            "user": user,
        }
        super().__init__(application, scope)

    async def open(self) -> None:
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output(5))["type"] == "websocket.accept"

    async def message(self) -> Any:
        event = await self.receive_output(5)
        assert event["type"] == "websocket.send", event
        return json.loads(event["text"])

    async def close_code(self) -> int:
        event = await self.receive_output(5)
        assert event["type"] == "websocket.close", event
        return int(event["code"])

    async def close(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(5)
