"""The doors that are no HTTP endpoints: WebSockets, background tasks, DICOM services."""

import pytest
from celery import current_app
from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from pydicom._uid_dict import UID_dictionary

from apps.accounts.authentication import TENANT_KEY
from apps.accounts.selectors import user_by_id
from apps.archive.dicom.sop_classes import STORAGE_SOP_CLASSES, VERIFICATION
from apps.common.isolation import tenant_context
from apps.common.push import push
from apps.intake.receivers.cstore.server import is_accepted
from teleread.websockets import websocket_urlpatterns
from tests.factories import Practice, make_practice
from tests.matrix.calls import EVERYBODY
from tests.websockets import WebSocketClient

CONSUMERS = {
    "ws/worklist": frozenset({"reader", "operations", "manager", "qa", "admin"}),
    "ws/portal": frozenset({"site_user", "site_manager", "operations", "manager"}),
}
TOPICS = {"ws/worklist": "worklist", "ws/portal": "portal"}

# Every task takes no ids from outside and opens the tenant itself, or names the tenant first.
TASKS = {
    "accounts.clear_expired_sessions": "sessions only",
    "audit.seal_audit_events": "visits each tenant in its own context",
    "billing.run_invoices": "visits each tenant in its own context",
    "common.dispatch_outbox": "opens the event's own tenant",
    "intake.complete_quiet_studies": "visits each tenant in its own context",
    "imaging.make_derivative": "takes its tenant first and opens it",
    "imaging.resume_derivatives": "visits each tenant in its own context",
    "worklist.assign_waiting": "visits each tenant in its own context",
    "worklist.fire_escalations": "visits each tenant in its own context",
    "reporting.fire_critical_steps": "visits each tenant in its own context",
    "dictation.forget_audio": "visits each tenant in its own context",
    "dictation.lapse_transcriptions": "visits each tenant in its own context",
    "followup.fire_steps": "visits each tenant in its own context",
    "peer_review.draw_and_assign": "visits each tenant in its own context",
    "staffing.announce_ended_shifts": "visits each tenant in its own context",
    "staffing.materialise_roster": "visits each tenant in its own context",
    "staffing.raise_expiry_alerts": "visits each tenant in its own context",
    "worklist.reroute": "takes its tenant first and opens it",
    "worklist.resume_reroutings": "visits each tenant in its own context",
    "worklist.try_rules": "takes its tenant first and opens it",
    "worklist.resume_dry_runs": "visits each tenant in its own context",
    "worklist.expire_claims": "visits each tenant in its own context",
}


# Each is admitted per peer, and a peer stands for one site of one tenant: tests/apps/intake/receivers.
DICOM_SERVICES = {
    "Verification": {VERIFICATION},
    "Storage": STORAGE_SOP_CLASSES,
}


def test_every_dicom_service_is_in_the_table() -> None:
    known = {uid for uid, entry in UID_dictionary.items() if entry[1] == "SOP Class"}
    accepted = {uid for uid in known if is_accepted(uid)}
    assert accepted == known & set().union(*DICOM_SERVICES.values())


def test_every_consumer_is_in_the_table() -> None:
    assert {str(route.pattern) for route in websocket_urlpatterns} == set(CONSUMERS)


def test_every_task_is_in_the_table() -> None:
    current_app.loader.import_default_modules()
    assert {name for name in current_app.tasks if not name.startswith("celery.")} == set(TASKS)


async def connect(path: str, practice: Practice | None, role: str) -> WebSocketClient:
    route = next(route for route in websocket_urlpatterns if str(route.pattern) == path)
    session: object = SessionStore()
    user: object = AnonymousUser()
    if practice:
        session = {TENANT_KEY: str(practice.tenant_id)}
        user = await database_sync_to_async(_user)(practice, role)
    client = WebSocketClient(route.callback, f"/{path}", session=session, user=user)
    await client.open()
    return client


def _user(practice: Practice, role: str) -> object:
    with tenant_context(practice.tenant_id):
        return user_by_id(practice.user_ids[role])


@pytest.mark.parametrize("path", CONSUMERS)
@pytest.mark.asyncio
async def test_who_may_listen(path: str, committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()
    for role in sorted(EVERYBODY):
        client = await connect(path, practice, role)
        if role in CONSUMERS[path]:
            assert await client.message() == {"type": "ready"}
            await client.close()
        else:
            assert await client.close_code() == 4403
    assert await (await connect(path, None, "")).close_code() == 4401


@pytest.mark.parametrize("path", CONSUMERS)
@pytest.mark.asyncio
async def test_a_push_reaches_its_own_tenant_only(path: str, committed: None) -> None:
    ours = await database_sync_to_async(make_practice)()
    theirs = await database_sync_to_async(make_practice)()
    role = min(CONSUMERS[path])
    here, there = await connect(path, ours, role), await connect(path, theirs, role)
    assert await here.message() == await there.message() == {"type": "ready"}

    def tell(practice: Practice, mark: str) -> None:
        with tenant_context(practice.tenant_id):
            push(TOPICS[path], {"type": "mark", "id": mark})

    await database_sync_to_async(tell)(ours, "ours")
    await database_sync_to_async(tell)(theirs, "theirs")
    # Each hears its own mark first: had the other's come through, it would stand before it.
    assert (await here.message())["id"] == "ours"
    assert (await there.message())["id"] == "theirs"
    await here.close()
    await there.close()
