"""The live worklist."""

from typing import ClassVar

from apps.accounts.websockets import TenantConsumer
from apps.worklist.live import MANAGERS_TOPIC, WORKLIST_TOPIC, reader_topic


class WorklistConsumer(TenantConsumer):
    """``/ws/worklist``: tasks that come and change, the reader's own lease warnings, managers' alerts."""

    capability: ClassVar[str] = "worklist.view"

    def topics(self) -> list[str]:
        watched = [MANAGERS_TOPIC] if self.actor.can("glass.view") else []
        return [WORKLIST_TOPIC, reader_topic(self.actor.user_id), *watched]
