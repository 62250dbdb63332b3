"""What open worklists hear while the author goes on working on the report names nobody."""

from typing import Any

import pytest
from channels.db import database_sync_to_async

from apps.accounts.authentication import TENANT_KEY
from apps.accounts.selectors import user_by_id
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.common.push import push
from apps.peer_review import services
from apps.reporting.models import Report
from apps.reporting.services import add_addendum
from apps.worklist.consumers import WorklistConsumer
from apps.worklist.live import WORKLIST_TOPIC
from tests.apps.peer_review.scenes import MISSED
from tests.apps.peer_review.veil import given_to_reader2, read_by_quillfeather
from tests.apps.reporting.scenes import post
from tests.factories import Practice, make_practice
from tests.websockets import WebSocketClient


async def listen(practice: Practice, role: str) -> WebSocketClient:
    def load() -> object:
        with tenant_context(practice.tenant_id):
            return user_by_id(practice.user_ids[role])

    user = await database_sync_to_async(load)()
    session = {TENANT_KEY: str(practice.tenant_id)}
    client = WebSocketClient(WorklistConsumer.as_asgi(), "/ws", session=session, user=user)
    await client.open()
    assert await client.message() == {"type": "ready"}
    return client


@pytest.mark.asyncio
async def test_no_live_message_names_the_author(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()
    scene = await database_sync_to_async(lambda: read_by_quillfeather(practice))()
    review = await database_sync_to_async(lambda: given_to_reader2(practice, scene))()
    listeners = [await listen(practice, role) for role in ("reader2", "qa")]

    def go_on() -> None:
        author = practice.actor("quillfeather")
        with tenant_context(practice.tenant_id):
            report = Report.objects.get(study=scene.study)
            add_addendum(
                actor=author, report_id=report.id, signature=scene.signature(1), text="And a cyst."
            )
            services.score_review(
                actor=practice.actor("reader2"), review_id=review.id, score="3a", comment=MISSED
            )
        said = {"text": "See the addendum."}
        post(practice.client("quillfeather"), f"study-messages?study={scene.study.id}", said)
        while dispatch_due():
            pass
        with tenant_context(practice.tenant_id):
            push(WORKLIST_TOPIC, {"type": "end"})

    await database_sync_to_async(go_on)()
    for listener in listeners:
        heard: list[Any] = []
        while not heard or heard[-1] != {"type": "end"}:
            heard.append(await listener.message())
        assert len(heard) > 1
        shown = str(heard).casefold()
        assert "quillfeather" not in shown and str(practice.user_ids["author"]) not in shown
        await listener.close()
