"""What the worklist asks for a page of studies."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.orders import selectors
from apps.orders.models import PriorRequest, PriorStatus
from apps.orders.states import OrderState, RequestState
from tests.apps.orders.scenes import STUDIED_AT, make_order, make_patient, make_study
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def test_orders_and_prior_statuses_of_many_studies_take_one_query_each(practice: Practice) -> None:
    studies = [make_study(practice) for _ in range(4)]
    order = make_order(practice, study=studies[1], state=OrderState.MATCHED)
    with tenant_context(practice.tenant_id):
        PriorStatus.objects.create(study=studies[2], site=practice.site_a, state="none_exist")
        with CaptureQueriesContext(connection) as queries:
            orders = selectors.orders_of_studies([study.id for study in studies])
            statuses = selectors.prior_statuses([study.id for study in studies])
        assert orders == {studies[1].id: order}
        assert list(statuses.values()) == ["unknown", "unknown", "none_exist", "unknown"]
        assert len(queries) == 2


def test_an_orders_words_come_before_the_headers(practice: Practice) -> None:
    said = '{"00081080":{"vr":"LO","Value":["Pneumonia"]},"00380300":{"vr":"LO","Value":["ER"]}}'
    plain, ordered = make_study(practice, headers=said), make_study(practice, headers=said)
    make_order(practice, study=ordered, state=OrderState.MATCHED, indication="Cough for weeks")
    with tenant_context(practice.tenant_id), CaptureQueriesContext(connection) as queries:
        facts = selectors.request_facts_of_studies([plain, ordered])
        assert len(queries) == 2
        assert selectors.study_request_facts(plain) == facts[plain.id]
    assert (facts[plain.id].indication, facts[plain.id].patient_class) == ("Pneumonia", "emergency")
    assert facts[ordered.id].indication == "Cough for weeks"


def ask(practice: Practice, study: Any, **values: Any) -> PriorRequest:
    with tenant_context(practice.tenant_id):
        request: PriorRequest = PriorRequest.objects.create(
            study=study, patient=study.patient, site=study.site, due_at=now(), **values
        )
    return request


def is_prior(practice: Practice, study: Any) -> bool:
    with tenant_context(practice.tenant_id):
        return selectors.is_requested_prior(study)


def test_an_older_study_that_was_asked_for_is_a_requested_prior(practice: Practice) -> None:
    patient = make_patient(practice)
    current = make_study(practice, patient=patient)
    older = make_study(practice, patient=patient, study_at=STUDIED_AT - timedelta(days=400))
    assert not is_prior(practice, older)
    ask(practice, current)
    assert is_prior(practice, older)
    assert not is_prior(practice, current)


@pytest.mark.parametrize(
    "values",
    [
        {"study_at": STUDIED_AT + timedelta(minutes=5)},
        {"study_at": None},
        {"priority": "STAT"},
        {"modalities": ["MR"]},
        {"first_image_at": STUDIED_AT - timedelta(days=399, hours=23)},
    ],
    ids=["newer", "undated", "urgent", "another modality", "made today"],
)
def test_what_may_be_new_work_is_listed(practice: Practice, values: dict[str, Any]) -> None:
    patient = make_patient(practice)
    ask(practice, make_study(practice, patient=patient), modalities=["CT"])
    columns = {"study_at": STUDIED_AT - timedelta(days=400), **values}
    assert not is_prior(practice, make_study(practice, patient=patient, **columns))


def test_an_order_makes_it_work(practice: Practice) -> None:
    patient = make_patient(practice)
    ask(practice, make_study(practice, patient=patient))
    older = make_study(practice, patient=patient, study_at=STUDIED_AT - timedelta(days=400))
    make_order(practice, study=older, state=OrderState.MATCHED)
    assert not is_prior(practice, older)


def test_another_patient_or_site_or_an_answered_request_changes_nothing(
    practice: Practice,
) -> None:
    patient = make_patient(practice)
    current = make_study(practice, patient=patient)
    request = ask(practice, current)
    old = STUDIED_AT - timedelta(days=400)
    assert not is_prior(practice, make_study(practice, study_at=old))
    elsewhere = make_study(practice, patient=patient, site=practice.site_b, study_at=old)
    assert not is_prior(practice, elsewhere)
    older = make_study(practice, patient=patient, study_at=old)
    with tenant_context(practice.tenant_id):
        for state, answer in [(RequestState.NONE_EXIST, False), (RequestState.OPEN, True)]:
            PriorRequest.objects.filter(id=request.id).update(state=state)
            assert selectors.is_requested_prior(older) is answer
