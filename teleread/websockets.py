"""Every WebSocket address."""

from typing import Any

from django.urls import path

from apps.delivery.consumers import PortalConsumer
from apps.worklist.consumers import WorklistConsumer

websocket_urlpatterns: list[Any] = [
    path("ws/worklist", WorklistConsumer.as_asgi()),
    path("ws/portal", PortalConsumer.as_asgi()),
]
