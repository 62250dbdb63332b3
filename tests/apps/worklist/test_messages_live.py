"""Open worklists and open portals hear of a message: its study and nothing else."""

from typing import Any

import pytest
from channels.db import database_sync_to_async

from apps.accounts.authentication import TENANT_KEY
from apps.accounts.selectors import user_by_id
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.consumers import PortalConsumer
from apps.worklist.consumers import WorklistConsumer
from apps.worklist.services.messages import write_message
from tests.factories import Practice, make_practice
from tests.studies import make_study
from tests.websockets import WebSocketClient


async def listen(practice: Practice, role: str, consumer: Any) -> WebSocketClient:
    def load() -> object:
        with tenant_context(practice.tenant_id):
            return user_by_id(practice.user_ids[role])

    user = await database_sync_to_async(load)()
    session = {TENANT_KEY: str(practice.tenant_id)}
    client = WebSocketClient(consumer.as_asgi(), "/ws", session=session, user=user)
    await client.open()
    assert await client.message() == {"type": "ready"}
    return client


@pytest.mark.asyncio
async def test_both_sides_hear_of_a_message_and_no_other_site(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()
    reader = await listen(practice, "reader", WorklistConsumer)
    site = await listen(practice, "site_user", PortalConsumer)

    def write() -> tuple[str, str]:
        elsewhere = make_study(practice, site=practice.site_b)
        here = make_study(practice)
        for study in (elsewhere, here):
            with tenant_context(practice.tenant_id):
                write_message(actor=practice.actor("manager"), study_id=study.id, text="DOE JANE")
        dispatch_due()
        return str(elsewhere.id), str(here.id)

    elsewhere, here = await database_sync_to_async(write)()
    for study in (elsewhere, here):
        assert await reader.message() == {"type": "study_message.written", "study": study}
    # Had the other site's message been told here, it would stand first.
    assert await site.message() == {"type": "study_message.written", "study": here}
    await reader.close()
    await site.close()
