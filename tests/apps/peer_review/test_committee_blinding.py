"""Who sits on the committee does not learn whose case it is while it is open, on any page, by any filter or refusal."""

import pytest

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership
from apps.archive.selectors.care import forget_openings
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.peer_review.models import Review
from apps.worklist.services import claim_task
from tests.apps.peer_review.scenes import MISSED, sampled, scored, signed
from tests.apps.peer_review.veil import (
    STAFF,
    given_to_reader2,
    known,
    reach,
    read_by_quillfeather,
    telling,
    telling_writes,
)
from tests.apps.reporting.scenes import begin, post
from tests.factories import Practice, add_person
from tests.studies import make_task

pytestmark = pytest.mark.django_db
WORDS = {"text": "I know whose it is."}


def disputed(practice: Practice, review: Review) -> None:
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score="3b", comment=MISSED
        )
    forget_openings()


def test_an_open_case_is_closed_to_the_committee(practice: Practice) -> None:
    reading = read_by_quillfeather(practice)
    review = given_to_reader2(practice, reading)
    values = known(practice, reading, review.id)
    qa = practice.client("qa")
    assert set(reach(qa, values)) == {200}, "nobody judges it yet"
    disputed(practice, review)
    told = telling(practice, "qa", values, may="qa")
    assert told <= STAFF, told - STAFF
    assert telling_writes(practice, "qa", values, may="qa") == {}
    assert set(reach(qa, values)) == {404}
    refused = qa.get(f"/api/v1/reports/{values['report_id']}").json()
    assert refused["code"] == "closed_while_judged"
    assert set(reach(practice.client("manager"), values)) == {200}, "who does not sit on it"
    # Whoever steps aside sees the study as ever, and the case no more.
    path = f"peer-review/cases/{review.id}"
    assert post(qa, f"{path}/recuse", WORDS).status_code == 204
    assert set(reach(qa, values)) == {200}
    assert qa.get(f"/api/v1/{path}").status_code == 404
    assert post(qa, f"{path}/votes", {"score": "1"}).status_code == 404


def both(practice: Practice, name: str, other: Role) -> None:
    """Somebody of the committee with another role."""
    user_id = add_person(practice, other, name=name)
    with tenant_context(practice.tenant_id):
        Membership.objects.filter(user_id=user_id).update(roles=["qa", str(other)])


def test_the_trail_tells_a_judge_nothing_of_the_case(practice: Practice) -> None:
    both(practice, "auditor", Role.ADMIN)
    review = scored(practice)
    path = f"/api/v1/audit-events?object_id={review.report_id}"
    shown = practice.client("auditor").get(path).json()["results"]
    everything = practice.client("admin").get(path).json()["results"]
    assert (shown, bool(everything)) == ([], True)
    with tenant_context(practice.tenant_id):
        qa = practice.actor("qa")
        services.vote(actor=qa, review_id=review.id, score="1")
        services.decide(actor=qa, review_id=review.id, score="1", comment="")
    assert practice.client("auditor").get(path).json()["results"] == everything, "decided"


def test_care_goes_before_the_committee(practice: Practice) -> None:
    both(practice, "chair", Role.READER)
    reading = signed(practice)
    review = sampled(practice, reading)
    with tenant_context(practice.tenant_id):
        Review.objects.filter(id=review.id).update(
            reviewer_id=practice.user_ids["reader2"], state="assigned"
        )
    disputed(practice, review)
    chair, report = practice.client("chair"), f"/api/v1/reports/{review.report_id}"
    assert chair.get(report).status_code == 404
    task = make_task(practice, begin(practice, patient=reading.study.patient).study)
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("chair"), task_id=task.id)
    assert chair.get(report).status_code == 200
    assert chair.get(f"/api/v1/peer-review/cases/{review.id}").status_code == 404
