"""Every WebSocket address."""

from typing import Any

websocket_urlpatterns: list[Any] = []
