"""What is known of priors elsewhere, and asking for them."""

from datetime import timedelta
from typing import Any

import pytest

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.errors import Conflict, DomainError, NotFound, PermissionRefused
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.orders import selectors, services
from apps.orders.models import PriorRequest, RequestedPrior
from tests.apps.orders.scenes import STUDIED_AT, make_patient, make_study
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def say(practice: Practice, study: Study, state: str, role: str = "site_user") -> str:
    with tenant_context(practice.tenant_id):
        status = services.say_prior_status(
            actor=practice.actor(role), study_id=study.id, state=state
        )
    return status.state


def ask(practice: Practice, study: Study, **values: Any) -> PriorRequest:
    with tenant_context(practice.tenant_id):
        return services.request_priors(actor=practice.actor("reader"), study_id=study.id, **values)


def answer(practice: Practice, request: PriorRequest, word: str, note: str = "") -> PriorRequest:
    with tenant_context(practice.tenant_id):
        return services.answer_prior_request(
            actor=practice.actor("site_user"), request_id=request.id, answer=word, note=note
        )


def arrive(practice: Practice, study: Study) -> None:
    with tenant_context(practice.tenant_id):
        actor = Actor.system(practice.tenant_id, "matching")
        services.note_arrival(actor=actor, study_id=study.id)


def state(practice: Practice, study: Study) -> str:
    with tenant_context(practice.tenant_id):
        return selectors.prior_statuses([study.id])[study.id]


def refusal(call: Any) -> str:
    with pytest.raises(DomainError) as refused:
        call()
    return refused.value.code


def test_a_site_says_what_it_has_until_somebody_asks(practice: Practice) -> None:
    study = make_study(practice)
    assert state(practice, study) == "unknown"
    for word in ("none_exist", "exist_not_sent", "unknown", "none_exist"):
        assert say(practice, study, word) == word
    ask(practice, study)
    assert state(practice, study) == "requested"
    assert refusal(lambda: say(practice, study, "none_exist")) == "illegal_transition"
    assert refusal(lambda: say(practice, study, "arrived")) == "unknown_prior_status"


def test_a_request_is_a_task_of_the_site_with_a_clock(practice: Practice) -> None:
    study = make_study(practice, priority="STAT")
    request = ask(practice, study, text="MR of the knee 2024", modalities=["mr", "CT", "mr"])
    assert request.modalities == ["CT", "MR"]
    assert request.due_at - request.requested_at == timedelta(minutes=10)
    with tenant_context(practice.tenant_id):
        found = selectors.visible_prior_requests(practice.actor("site_user"))
        assert [one.id for one in found] == [request.id]
        events = set(OutboxEvent.objects.values_list("name", flat=True))
    assert "orders.prior_status_changed" in events


def test_the_same_asked_twice_is_one_request(practice: Practice) -> None:
    study = make_study(practice)
    first = ask(practice, study, text="CT")
    assert ask(practice, study, text=" CT ").id == first.id
    assert refusal(lambda: ask(practice, study, text="MR")) == "request_open"


@pytest.mark.parametrize(
    ("word", "request_state", "known"),
    [
        ("none_exist", "none_exist", "none_exist"),
        ("sent", "sent", "requested"),
        ("cannot_send", "refused", "refused"),
    ],
)
def test_the_site_answers_once(
    practice: Practice, word: str, request_state: str, known: str
) -> None:
    study = make_study(practice)
    request = ask(practice, study)
    answered = answer(practice, request, word, "on paper only")
    assert answered.state == request_state
    assert answered.answered_by_id == practice.user_ids["site_user"]
    assert state(practice, study) == known
    with pytest.raises(Conflict):
        answer(practice, request, "none_exist")


def test_a_refusal_needs_a_reason(practice: Practice) -> None:
    request = ask(practice, make_study(practice))
    assert refusal(lambda: answer(practice, request, "cannot_send")) == "reason_required"
    assert refusal(lambda: answer(practice, request, "perhaps")) == "unknown_answer"


def test_an_older_study_that_comes_meets_the_request(practice: Practice) -> None:
    patient = make_patient(practice)
    study = make_study(practice, patient=patient)
    request = ask(practice, study)
    arrive(practice, study)
    assert state(practice, study) == "requested"
    first, second = (
        make_study(practice, patient=patient, study_at=STUDIED_AT - timedelta(days=days))
        for days in (400, 800)
    )
    for _ in range(2):
        arrive(practice, first)
    assert state(practice, study) == "arrived"
    with tenant_context(practice.tenant_id):
        request.refresh_from_db()
        assert request.state == "arrived"
        # The second of several comes a little later and is no new work either.
        assert selectors.is_requested_prior(second)
    arrive(practice, second)
    with tenant_context(practice.tenant_id):
        assert RequestedPrior.objects.count() == 2


def test_a_prior_of_today_is_work_and_still_an_answer(practice: Practice) -> None:
    patient = make_patient(practice)
    study = make_study(practice, patient=patient)
    ask(practice, study)
    recent = STUDIED_AT - timedelta(hours=3)
    prior = make_study(
        practice, patient=patient, study_at=recent, first_image_at=recent + timedelta(hours=1)
    )
    arrive(practice, prior)
    assert state(practice, study) == "arrived"
    with tenant_context(practice.tenant_id):
        assert not selectors.is_requested_prior(prior)


def test_a_request_can_be_taken_back(practice: Practice) -> None:
    study = make_study(practice)
    request = ask(practice, study)
    with tenant_context(practice.tenant_id):
        services.withdraw_prior_request(actor=practice.actor("reader"), request_id=request.id)
    assert state(practice, study) == "unknown"
    assert ask(practice, study).id != request.id


def test_asking_again_after_an_answer(practice: Practice) -> None:
    study = make_study(practice)
    first = answer(practice, ask(practice, study), "sent")
    again = ask(practice, study, text="Nothing has come")
    assert first.id != again.id
    answer(practice, again, "none_exist")
    assert state(practice, study) == "none_exist"


def test_who_may(practice: Practice) -> None:
    study = make_study(practice, site=practice.site_b, patient=make_patient(practice))
    request = ask(practice, study)
    with pytest.raises(NotFound):
        say(practice, study, "none_exist")
    with pytest.raises(NotFound):
        answer(practice, request, "none_exist")
    with pytest.raises(PermissionRefused):
        say(practice, study, "none_exist", role="reader")
    with tenant_context(practice.tenant_id):
        with pytest.raises(PermissionRefused):
            services.request_priors(actor=practice.actor("site_user"), study_id=study.id)
        assert not selectors.visible_prior_requests(practice.actor("site_user"))
