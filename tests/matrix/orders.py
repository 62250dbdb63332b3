"""Who may use orders and requests for priors."""

from apps.common.isolation import tenant_context
from apps.orders import services
from apps.orders.models import Order
from apps.orders.states import OrderState
from tests.apps.orders.scenes import make_order, make_patient, make_study
from tests.factories import Practice
from tests.matrix.calls import Call, Endpoint

PLACERS = frozenset({"site_user", "site_manager", "operations", "manager"})
MATCHERS = frozenset({"operations", "manager"})
ASKERS = frozenset({"reader", "operations", "manager"})
LOOKERS = PLACERS | frozenset({"reader", "qa", "admin"})


def _new(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "site": "site-a",
            "accession_number": "NEW1",
            "patient": {"patient_id": "P1", "name": "DOE^JANE"},
            "indication": "Fever and cough",
            "priority": "STAT",
            "stat_attestation": {"reason": "Septic shock"},
        }
    )


def _order(practice: Practice, role: str) -> Call:
    return Call({"order_id": make_order(practice).id})


def _change(practice: Practice, role: str) -> Call:
    return Call(_order(practice, role).kwargs, {"location": "Ward 3"})


def _cancel(practice: Practice, role: str) -> Call:
    return Call(_order(practice, role).kwargs, {"reason": "placed twice"})


def _cancelled(practice: Practice, role: str) -> Call:
    return Call({"order_id": make_order(practice, state=OrderState.CANCELLED).id})


def _link(practice: Practice, role: str) -> Call:
    study = make_study(practice, patient=make_patient(practice))
    body = {"study": str(study.id), "reason": "the site said so"}
    return Call(_order(practice, role).kwargs, body)


def _linked(practice: Practice, role: str) -> Call:
    call = _link(practice, role)
    assert call.body is not None
    with tenant_context(practice.tenant_id):
        order: Order = services.link_order(
            actor=practice.actor("manager"),
            order_id=call.kwargs["order_id"],
            study_id=call.body["study"],
            reason="the site said so",
        )
    return Call({"order_id": order.id}, {"reason": "wrong one"})


def _study(practice: Practice, role: str) -> Call:
    return Call({"study_id": make_study(practice).id})


def _saying(practice: Practice, role: str) -> Call:
    return Call(_study(practice, role).kwargs, {"state": "none_exist"})


def _asking(practice: Practice, role: str) -> Call:
    return Call(_study(practice, role).kwargs, {"text": "CT of 2024", "modalities": ["CT"]})


def _request(practice: Practice, role: str) -> Call:
    study = make_study(practice)
    with tenant_context(practice.tenant_id):
        request = services.request_priors(actor=practice.actor("reader"), study_id=study.id)
    return Call({"request_id": request.id}, {"answer": "none_exist"})


ORDER_ENDPOINTS = [
    Endpoint("orders", "GET", PLACERS),
    Endpoint("orders", "POST", PLACERS, _new),
    Endpoint("order", "GET", PLACERS, _order),
    Endpoint("order", "PATCH", PLACERS, _change),
    Endpoint("order-cancel", "POST", PLACERS, _cancel),
    Endpoint("order-reopen", "POST", PLACERS, _cancelled),
    Endpoint("order-candidates", "GET", MATCHERS, _order),
    Endpoint("order-link", "POST", MATCHERS, _link),
    Endpoint("order-unlink", "POST", MATCHERS, _linked),
    Endpoint("order-undo-link", "POST", MATCHERS, _linked),
    Endpoint("stat-shares", "GET", PLACERS),
    Endpoint("study-prior-status", "GET", LOOKERS, _study),
    Endpoint("study-prior-status", "PUT", PLACERS, _saying),
    Endpoint("study-prior-requests", "POST", ASKERS, _asking),
    Endpoint("prior-requests", "GET", PLACERS | ASKERS),
    Endpoint("prior-request-answer", "POST", PLACERS, _request),
    Endpoint("prior-request-withdraw", "POST", ASKERS, _request),
]
