"""The intake's rows of the matrix: peers, sites, quarantine."""

from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.models import QuarantineItem
from tests.factories import Practice
from tests.matrix.calls import EVERYBODY, Call, Endpoint
from tests.objects import Sender, as_bytes, make_object

LOOKERS = frozenset({"site_manager", "operations", "manager", "admin"})
DECIDERS = frozenset({"operations", "admin"})


def _peer(practice: Practice, role: str) -> Call:
    title = f"AE{new_id().hex[-12:].upper()}"
    return Call(body={"site": "site-a", "ae_title": title, "host": "192.0.2.1", "port": 104})


def _item(practice: Practice, role: str) -> Call:
    sender = Sender(practice, practice.site_a)
    first = make_object()
    sender.send(as_bytes(first))
    first.PatientComments = "the same object with other content"
    sender.send(as_bytes(first))
    with tenant_context(practice.tenant_id):
        return Call({"item_id": QuarantineItem.objects.get().id})


INTAKE_ENDPOINTS = [
    Endpoint("sites", "GET", EVERYBODY),
    Endpoint("peers", "GET", LOOKERS),
    Endpoint("peers", "POST", frozenset({"admin"}), _peer),
    Endpoint("quarantine-items", "GET", LOOKERS),
    Endpoint("quarantine-item", "GET", LOOKERS, _item),
    Endpoint("quarantine-discard", "POST", DECIDERS, _item),
]
