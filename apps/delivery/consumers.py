"""The live portal."""

from typing import ClassVar

from apps.accounts.websockets import TenantConsumer
from apps.delivery.live import EVERY_SITE_TOPIC, site_topic


class PortalConsumer(TenantConsumer):
    """``/ws/portal``: studies of the listener's own sites that change; of every site for the practice's staff."""

    capability: ClassVar[str] = "portal.view"

    def topics(self) -> list[str]:
        if self.actor.site_ids is None:
            return [EVERY_SITE_TOPIC]
        return [site_topic(site_id) for site_id in sorted(self.actor.site_ids)]
