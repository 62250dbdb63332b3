"""The live worklist."""

from typing import ClassVar

from apps.accounts.websockets import TenantConsumer
from apps.worklist.live import WORKLIST_TOPIC, reader_topic


class WorklistConsumer(TenantConsumer):
    """``/ws/worklist``: tasks that come and change, and the reader's own lease warnings."""

    capability: ClassVar[str] = "worklist.view"

    def topics(self) -> list[str]:
        return [WORKLIST_TOPIC, reader_topic(self.actor.user_id)]
