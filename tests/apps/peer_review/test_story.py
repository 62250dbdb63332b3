"""Peer review from the draw to the scorecard, over HTTP and the real outbox's services."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from apps.audit.models import AuditEvent
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.peer_review import services
from apps.peer_review.models import Review, ReviewDraw, ReviewPolicy
from apps.reporting.models import Report
from apps.worklist.services import claim_task
from tests.apps.peer_review.scenes import (
    MISSED,
    assigned,
    decided,
    fresh,
    handed_over,
    policy,
    sampled,
    scored,
    signed,
    third_reader,
    watch,
)
from tests.apps.reporting.scenes import begin, post
from tests.factories import Practice, add_person
from tests.studies import make_task

pytestmark = pytest.mark.django_db


def got(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/peer-review/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def said(client: Client, path: str, body: Any, status: int = 200) -> Any:
    answer = post(client, f"peer-review/{path}", body)
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def earlier(practice: Practice, days: int) -> None:
    """A policy that began so long ago; what is signed now is drawn when its period has ended."""
    chosen = policy(practice)
    begun = now() - timedelta(days=days)
    with tenant_context(practice.tenant_id):
        values = {f.attname: getattr(chosen, f.attname) for f in ReviewPolicy._meta.local_fields}
        ReviewPolicy.objects.bulk_create(
            [ReviewPolicy(**{**values, "id": uuid4(), "number": 9, "starts_at": begun})]
        )


def test_a_period_is_drawn_once_and_can_be_drawn_again_to_prove_it(practice: Practice) -> None:
    signed(practice)
    earlier(practice, 3)
    with tenant_context(practice.tenant_id):
        assert services.draw_due(actor=watch(practice)) == 1
        assert services.draw_due(actor=watch(practice)) == 0
        periods = list(ReviewDraw.objects.order_by("starts_at"))
        assert len(periods) in (3, 4)  # the new policy ended the last one
        last = periods[-1]
        assert last.ends_at <= now() and last.policy.number == 9
    qa = practice.client("qa")
    for one in got(qa, "draws")["results"]:
        proof = said(qa, f"draws/{one['id']}/prove", {})
        assert proof == {"same_population": True, "same_choice": True}


def test_what_chance_chose_is_given_to_somebody_with_no_part_in_it(practice: Practice) -> None:
    review = assigned(practice)
    reader, reader2 = practice.client("reader"), practice.client("reader2")
    (mine,) = got(reader2, "reviews?state=assigned")["results"]
    assert mine["id"] == str(review.id) and mine["origin"] == "sample"
    assert got(reader, "reviews")["results"] == []
    shown = got(reader2, f"reviews/{review.id}")
    assert [one["body"] for one in shown["sections"] if one["code"] == "impression"] == [
        "No acute finding."
    ]
    refused = post(reader2, f"peer-review/reviews/{review.id}/score", {"score": "4"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    silent = post(reader2, f"peer-review/reviews/{review.id}/score", {"score": "2a"})
    assert (silent.status_code, silent.json()["code"]) == (422, "comment_required")
    done = said(reader2, f"reviews/{review.id}/score", {"score": "1"})
    assert (done["state"], done["final_score"]) == ("closed", "1")
    handed_over(practice)
    (told,) = got(reader, "feedback")["results"]
    assert (told["final_score"], told["seen"]) == ("1", False)


def test_a_3a_counts_for_nothing_before_the_committee_says_so(practice: Practice) -> None:
    review = scored(practice, "3a")
    assert (review.state, review.final_score) == ("arbitration", "")
    qa, reader = practice.client("qa"), practice.client("reader")
    assert got(qa, "scorecards")["cards"] == []
    (told,) = got(reader, "feedback")["results"]
    assert (told["final_score"], told["comment"], told["state"]) == ("", MISSED, "arbitration")
    said(reader, f"feedback/{review.id}/answers", {"text": "It was 2 mm."}, 201)
    (case,) = got(qa, "cases?state=arbitration")["results"]
    assert (case["score"], case["answered"], case["vote_count"]) == ("3a", True, 0)
    early = post(qa, f"peer-review/cases/{review.id}/decision", {"score": "2a", "comment": "x"})
    assert (early.status_code, early.json()["code"]) == (409, "votes_missing")
    said(qa, f"cases/{review.id}/votes", {"score": "2a", "comment": "Subtle."}, 201)
    twice = post(qa, f"peer-review/cases/{review.id}/votes", {"score": "1"})
    assert (twice.status_code, twice.json()["code"]) == (409, "voted_already")
    end = said(qa, f"cases/{review.id}/decision", {"score": "2a", "comment": "Subtle."})
    assert (end["state"], end["score"], end["final_score"]) == ("closed", "3a", "2a")
    said(qa, f"cases/{review.id}/replies", {"text": "Thank you."}, 201)
    told = said(reader, f"feedback/{review.id}/seen", {})
    assert (told["final_score"], told["decision"], told["seen"]) == ("2a", "Subtle.", True)
    assert [one["side"] for one in told["messages"]] == ["reader", "committee"]
    (card,) = got(qa, "scorecards")["cards"]
    assert card["reader"]["name"] == "Dr Reader" and card["agreement"] is None
    assert {one["score"]: one["count"] for one in card["counts"]}["2a"] == 1
    assert got(reader, "scorecards/own")["cards"] == [], "told in the morning"
    handed_over(practice)
    assert got(reader, "scorecards/own")["cards"][0]["total"] == 1
    assert got(practice.client("reader2"), "scorecards/own")["cards"] == []


def test_nobody_decides_on_their_own_case(practice: Practice) -> None:
    both = add_person(practice, "qa", name="reader-and-qa")
    review = scored(practice)
    with tenant_context(practice.tenant_id):
        Report.objects.filter(id=review.report_id).update(author_id=both)
    answer = post(
        practice.client("reader-and-qa"),
        f"peer-review/cases/{review.id}/votes",
        {"score": "1"},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "own_case")


def test_who_opened_the_report_or_has_the_patient_is_not_asked(practice: Practice) -> None:
    reading = signed(practice)
    third = third_reader(practice)
    # reader2 holds a new study of the patient, reader3 has nothing to do with either.
    task = make_task(practice, begin(practice, patient=reading.study.patient).study)
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader2"), task_id=task.id)
    review = sampled(practice, reading)
    with tenant_context(practice.tenant_id):
        assert services.assign(actor=watch(practice), review_id=review.id) is False
    assert fresh(practice, review.id).reviewer_id in (None, third)


def test_a_reader_who_gets_the_patient_gives_the_review_up(practice: Practice) -> None:
    review = assigned(practice)
    open_before = practice.client("reader2").get(f"/api/v1/reports/{review.report_id}")
    assert open_before.status_code == 404
    with tenant_context(practice.tenant_id):
        patient_id = Review.objects.select_related("study").get(id=review.id).study.patient_id
    broken = post(
        practice.client("reader2"),
        f"patients/{patient_id}/break-glass",
        {"reason": "Called about an old finding"},
    )
    assert broken.status_code in (200, 201), broken.content
    still = practice.client("reader2").get(f"/api/v1/reports/{review.report_id}")
    assert still.status_code == 404, "while the review is theirs, the report stays closed"
    while dispatch_due():
        pass
    after = fresh(practice, review.id)
    assert (after.state, after.reviewer_id) == ("waiting", None)
    now_open = practice.client("reader2").get(f"/api/v1/reports/{review.report_id}")
    assert now_open.status_code == 200


def test_what_is_not_done_in_time_goes_to_somebody_else(practice: Practice) -> None:
    review = assigned(practice)
    third = third_reader(practice)
    with tenant_context(practice.tenant_id):
        Review.objects.filter(id=review.id).update(due_at=now() - timedelta(minutes=1))
        assert services.expire_assignments(actor=watch(practice)) == 1
        services.assign_waiting(actor=watch(practice))
    assert fresh(practice, review.id).reviewer_id == third


def test_a_site_that_reports_a_difference_starts_a_review_with_a_clock(practice: Practice) -> None:
    reading = signed(practice)
    policy(practice)
    body = {
        "study": str(reading.study.id),
        "severity": "major",
        "description": "Dr Reader did not describe the fracture.",
    }
    reported = post(practice.client("site_user"), "discrepancies", body).json()
    while dispatch_due():
        pass
    with tenant_context(practice.tenant_id):
        review = Review.objects.get(discrepancy_id=reported["id"])
    assert (review.origin, review.state) == ("site_report", "assigned")
    assert review.promised_at is not None and review.promised_at > now() + timedelta(days=1)
    shown = got(practice.client("reader2"), f"reviews/{review.id}")
    assert shown["difference"] == "Dr […] did not describe the fracture."
    (case,) = got(practice.client("qa"), "cases?origin=site_report")["results"]
    assert case["state"] == "assigned"
    with tenant_context(practice.tenant_id):
        services.cancel_difference(actor=watch(practice), discrepancy_id=reported["id"])
    assert fresh(practice, review.id).state == "canceled"


def test_a_prior_is_scored_in_passing_with_one_press(practice: Practice) -> None:
    reading = signed(practice)
    policy(practice)
    report_id = str(fresh_report(practice, reading).id)
    reader2 = practice.client("reader2")
    task = make_task(practice, begin(practice, patient=reading.study.patient).study)
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader2"), task_id=task.id)
    offer = got(reader2, f"in-flow?report={report_id}")
    assert offer == {"offered": True, "mode": "score", "version": 1}
    said(reader2, "in-flow", {"report": report_id, "score": "1"}, 201)
    assert got(reader2, f"in-flow?report={report_id}")["offered"] is False
    again = post(reader2, "peer-review/in-flow", {"report": report_id, "score": "1"})
    assert (again.status_code, again.json()["code"]) == (409, "prior_not_offered")
    own = got(practice.client("reader"), f"in-flow?report={report_id}")
    assert own["offered"] is False, "one's own is never offered"
    # Counted apart, and told to the author like any other.
    (card,) = got(practice.client("qa"), "scorecards")["cards"]
    assert (card["total"], card["beside"]) == (0, [{"origin": "in_flow", "count": 1}])
    handed_over(practice)
    (told,) = got(practice.client("reader"), "feedback")["results"]
    assert told["origin"] == "sample"
    (card,) = got(practice.client("reader"), "scorecards/own")["cards"]
    assert card["beside"] == [], "the author is not told that it was in passing"


def fresh_report(practice: Practice, reading: Any) -> Report:
    with tenant_context(practice.tenant_id):
        report: Report = Report.objects.get(study=reading.study)
    return report


def test_peer_learning_has_no_number(practice: Practice) -> None:
    review = assigned(practice, mode="learning")
    reader2 = practice.client("reader2")
    number = post(reader2, f"peer-review/reviews/{review.id}/score", {"score": "1"})
    assert (number.status_code, number.json()["code"]) == (422, "other_review_mode")
    body = {"lesson": "good_catch", "comment": "A subtle pneumothorax, seen."}
    done = said(reader2, f"reviews/{review.id}/lesson", body)
    assert (done["state"], done["score"], done["final_score"]) == ("closed", "", "")
    assert got(practice.client("qa"), "scorecards")["cards"] == []


def test_the_library_holds_nobodys_identity(practice: Practice) -> None:
    review = decided(practice)
    qa, reader = practice.client("qa"), practice.client("reader")
    with tenant_context(practice.tenant_id):
        study = (
            Review.objects.select_related("study__patient", "study__site").get(id=review.id).study
        )
    told = f"Jane Doe ({study.patient.patient_id}, {study.accession_number}) on 12 May 2025."
    body = {
        "review": str(review.id),
        "kind": "learning_point",
        "title": "A missed nodule",
        "teaching_point": f"{told} Dr Reader overlooked it.",
    }
    case = said(qa, "learning-cases", body, 201)
    words = ["doe", "jane", study.patient.patient_id, study.accession_number, "2025", "reader"]
    shown = str({**case, "id": ""}).casefold()
    assert not [word for word in words if word.casefold() in shown]
    assert study.study_instance_uid not in str(case) and str(review.id) not in str(case)
    assert got(reader, "learning-cases")["results"] == []
    path = f"learning-cases/{case['id']}"
    changed = qa.patch(
        f"/api/v1/peer-review/{path}",
        {"teaching_point": f"Seen by Dr Reader. {study.patient.patient_id}"},
        content_type="application/json",
    )
    assert changed.status_code == 200
    refused = post(qa, f"peer-review/{path}/publish", {})
    assert refused.json()["code"] == "case_identifies"
    assert refused.json()["fields"] == ["teaching_point"]
    qa.patch(
        f"/api/v1/peer-review/{path}",
        {"teaching_point": "Look behind the heart."},
        content_type="application/json",
    )
    said(qa, f"{path}/publish", {})
    (shelf,) = got(reader, "learning-cases?search=heart")["results"]
    assert shelf["state"] == "published"
    said(qa, f"{path}/retire", {})
    assert got(reader, "learning-cases")["results"] == []


def test_the_export_names_no_patient_and_no_reviewer(
    practice: Practice, other_practice: Practice
) -> None:
    decided(practice)
    qa = practice.client("qa")
    path = "/api/v1/peer-review/export?what=reviews"
    for role in set(practice.user_ids) - {"qa"}:
        assert practice.client(role).get(path).status_code == 403, role
    assert Client().get(path).status_code == 401
    foreign = other_practice.client("qa").get(path)
    assert len(foreign.content.decode().splitlines()) == 1, "a header, and nothing of this practice"
    for what in ("readers", "reviews"):
        answer = qa.get(f"/api/v1/peer-review/export?what={what}")
        assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
        lines = answer.content.decode().splitlines()
        assert len(lines) == 2
        assert not [w for w in ("Reader2", "DOE", "Jane", "Qa") if w in answer.content.decode()]
    with tenant_context(practice.tenant_id):
        assert AuditEvent.objects.filter(action="review.exported").count() == 2


def test_reviews_in_the_trail_are_for_quality_alone(practice: Practice) -> None:
    review = scored(practice)
    trail = practice.client("manager").get(f"/api/v1/audit-events?object_id={review.id}")
    assert trail.json()["results"] == []
    with tenant_context(practice.tenant_id):
        kept = set(
            AuditEvent.objects.filter(object_id=str(review.id)).values_list("action", flat=True)
        )
    assert {"review.assigned", "review.scored"} <= kept


def test_lists_ask_the_database_a_fixed_number_of_times(
    practice: Practice, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        scored(practice)
    for role, path in (("reader2", "reviews"), ("reader", "feedback"), ("qa", "cases")):
        client = practice.client(role)
        with django_assert_max_num_queries(14):
            assert got(client, path)["count"] == 3
