"""Who may confirm studies, and say which sites do."""

from apps.common.isolation import tenant_context
from apps.tenancy.models import Site
from apps.worklist.models import StudyConfirmation
from apps.worklist.services import list_complete_study
from tests.factories import Practice
from tests.matrix.calls import Call, Endpoint
from tests.studies import make_study

CONFIRMERS = frozenset({"site_user", "site_manager", "operations", "manager"})


def unconfirmed(practice: Practice) -> StudyConfirmation:
    study = make_study(practice)
    with tenant_context(practice.tenant_id):
        Site.objects.filter(id=practice.site_a.id).update(confirms_studies=True)
        list_complete_study(actor=practice.actor("manager"), study_id=study.id)
        confirmation: StudyConfirmation = StudyConfirmation.objects.get(study=study)
    return confirmation


def _waiting(practice: Practice, role: str) -> Call:
    body = {"indication": "Cough for two weeks", "reason": "the site told us"}
    return Call({"confirmation_id": unconfirmed(practice).id}, body)


def _gate(practice: Practice, role: str) -> Call:
    body = {"confirms_studies": True, "confirm_within_minutes": 20}
    return Call({"site_id": practice.site_a.id}, body)


CONFIRMATION_ENDPOINTS = [
    Endpoint("study-confirmations", "GET", CONFIRMERS),
    Endpoint("study-confirmation-confirm", "POST", CONFIRMERS, _waiting),
    Endpoint("site-study-confirmation", "PUT", frozenset({"manager", "admin"}), _gate),
]
