"""What an open portal hears."""

import pytest
from channels.db import database_sync_to_async

from apps.accounts.authentication import TENANT_KEY
from apps.accounts.selectors import user_by_id
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.consumers import PortalConsumer
from apps.delivery.services import open_site_report
from tests.apps.reporting.scenes import Reading, begin
from tests.factories import Practice, make_practice
from tests.websockets import WebSocketClient


async def listen(practice: Practice, role: str) -> WebSocketClient:
    def load() -> object:
        with tenant_context(practice.tenant_id):
            return user_by_id(practice.user_ids[role])

    user = await database_sync_to_async(load)()
    session = {TENANT_KEY: str(practice.tenant_id)}
    client = WebSocketClient(PortalConsumer.as_asgi(), "/ws/portal", session=session, user=user)
    await client.open()
    assert await client.message() == {"type": "ready"}
    return client


@pytest.mark.asyncio
async def test_a_signed_report_is_told_to_its_own_site(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()
    site, manager = await listen(practice, "site_user"), await listen(practice, "manager")

    def read_elsewhere_then_here() -> tuple[Reading, Reading]:
        elsewhere = begin(practice, site=practice.site_b)
        elsewhere.signed()
        dispatch_due()
        here = begin(practice)
        here.signed()
        dispatch_due()
        return elsewhere, here

    elsewhere, here = await database_sync_to_async(read_elsewhere_then_here)()
    # Had the other site's study been told here, it would stand first.
    assert await site.message() == {"type": "site_study.changed", "id": str(here.study.id)}
    assert (await manager.message())["id"] == str(elsewhere.study.id)
    await site.close()
    await manager.close()


@pytest.mark.asyncio
async def test_an_opening_is_told_to_the_others(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()

    def signed() -> Reading:
        reading = begin(practice)
        reading.signed()
        dispatch_due()
        return reading

    reading = await database_sync_to_async(signed)()
    site = await listen(practice, "site_user")

    def look() -> None:
        with tenant_context(practice.tenant_id):
            open_site_report(
                actor=practice.actor("site_manager"), study_id=reading.study.id, what="screen"
            )

    await database_sync_to_async(look)()
    assert (await site.message())["id"] == str(reading.study.id)
    await site.close()
