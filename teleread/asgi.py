"""HTTP and WebSocket, in one ASGI application."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teleread.settings.dev")
http_application = get_asgi_application()

from apps.archive.dicomweb.lane import DicomWebLane  # noqa: E402 - views need the loaded app registry
from teleread.demo import refuse_demo_accounts  # noqa: E402 - needs the loaded app registry
from teleread.read_lane import ReadLane  # noqa: E402 - reads the loaded settings
from teleread.websockets import websocket_urlpatterns  # noqa: E402 - consumers need the loaded app registry

refuse_demo_accounts()

SHORT_READS = (reverse("reading-tasks"), reverse("reading-task-counts"))
application = ProtocolTypeRouter(
    {
        "http": DicomWebLane(
            ReadLane(http_application, paths=SHORT_READS), urlconf="teleread.dicomweb_urls"
        ),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
