"""Who may review, hear, decide, set and export."""

from typing import Any

from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.peer_review.models import ReviewDraw
from apps.worklist.services import claim_task
from tests.apps.peer_review.pictured import drafted_with_images
from tests.apps.peer_review.scenes import (
    POLICY,
    assigned,
    decided,
    fresh,
    known_policy,
    policy,
    sampled,
    scored,
    signed,
    voted,
)
from tests.apps.reporting.scenes import begin
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint
from tests.studies import make_task

QA = frozenset({"qa"})
SCORE = {"score": "2a", "comment": "A subtle line."}
WORDS = {"text": "It was 2 mm."}


def _mine(body: dict[str, Any] | None = None, **policy_values: Any) -> Any:
    """A review that the matrix's reader has of ``reader2``'s report."""

    def prepare(practice: Practice, role: str) -> Call:
        swapped = _swapped(practice)
        review = assigned(swapped, **policy_values)
        return Call({"review_id": review.id}, body)

    return prepare


def _swapped(practice: Practice) -> Practice:
    """The same practice in which the two readers have changed names: ``reader`` is who reviews."""
    ids = practice.user_ids
    swapped = Practice(practice.tenant_id, practice.slug, practice.site_a, practice.site_b)
    swapped.user_ids = {**ids, "reader": ids["reader2"], "reader2": ids["reader"]}
    return swapped


def _told(body: dict[str, Any] | None = None) -> Any:
    def prepare(practice: Practice, role: str) -> Call:
        return Call({"review_id": scored(practice).id}, body)

    return prepare


def _case(body: dict[str, Any] | None = None) -> Any:
    def prepare(practice: Practice, role: str) -> Call:
        return Call({"review_id": scored(practice).id}, body)

    return prepare


def _ready(practice: Practice, role: str) -> Call:
    return Call({"review_id": voted(practice).id}, SCORE)


def _prior(practice: Practice, body: bool = False) -> Call:
    """A prior of a study that ``reader`` reads now, signed by the other reader."""
    swapped = _swapped(practice)
    reading = signed(swapped)
    policy(practice)
    task = make_task(practice, begin(practice, patient=reading.study.patient).study)
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader"), task_id=task.id)
        review = sampled(swapped, reading)
    report = str(fresh(practice, review.id).report_id)
    return Call(body={"report": report, "score": "1"}) if body else Call(query={"report": report})


def _offer(practice: Practice, role: str) -> Call:
    return _prior(practice)


def _press(practice: Practice, role: str) -> Call:
    return _prior(practice, body=True)


def _new_policy(practice: Practice, role: str) -> Call:
    return Call(body=dict(POLICY))


def _legacy(practice: Practice, role: str) -> Call:
    header = "reference,reader,reviewed_on,modality,score"
    line = f"old-1,{practice.email('reader')},2014-03-02,CT,4b"
    return Call(body={"text": f"{header}\n{line}\n", "preview": False})


def _no_mail(practice: Practice, role: str) -> Call:
    return Call(body={"wanted": False})


def _draw(practice: Practice, role: str) -> Call:
    chosen = known_policy(practice)
    with tenant_context(practice.tenant_id):
        done = ReviewDraw.objects.create(
            policy=chosen,
            starts_at=chosen.starts_at,
            ends_at=chosen.set_at.replace(year=chosen.set_at.year + 1),
            seed="00" * 32,
            population_size=0,
            population_digest="",
            drawn_count=0,
        )
    return Call({"draw_id": done.id})


def _new_case(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "review": str(decided(practice).id),
            "kind": "learning_point",
            "title": "A line",
            "teaching_point": "Look twice.",
        }
    )


def _teaching(body: dict[str, Any] | None = None, *, published: bool = False) -> Any:
    def prepare(practice: Practice, role: str) -> Call:
        made = _new_case(practice, role).body or {}
        with tenant_context(practice.tenant_id):
            qa = practice.actor("qa")
            case = services.make_case(
                actor=qa,
                review_id=made["review"],
                kind=made["kind"],
                title=made["title"],
                teaching_point=made["teaching_point"],
            )
            if published:
                services.publish_case(actor=qa, case_id=case.id)
        return Call({"case_id": case.id}, body)

    return prepare


def _candidates(practice: Practice, role: str) -> Call:
    return Call({"case_id": drafted_with_images(practice)[0]})


def _pictures(practice: Practice, role: str) -> Call:
    case, image = drafted_with_images(practice)
    return Call({"case_id": case}, {"frames": [{"instance": image, "frame": 1}], "confirmed": True})


def _picture(*, published: bool) -> Any:
    def prepare(practice: Practice, role: str) -> Call:
        case, image = drafted_with_images(practice)
        with tenant_context(practice.tenant_id):
            qa = practice.actor("qa")
            services.add_images(actor=qa, case_id=case, chosen=[(image, 1)], confirmed=True)
            if published:
                services.publish_case(actor=qa, case_id=case)
        return Call({"case_id": case, "place": 1})

    return prepare


PEER_REVIEW_ENDPOINTS = [
    Endpoint("reviews", "GET", READER),
    Endpoint("review", "GET", READER, _mine()),
    Endpoint("review-score", "POST", READER, _mine(SCORE)),
    Endpoint("review-lesson", "POST", READER, _mine({"lesson": "agree"}, mode="learning")),
    Endpoint("review-recuse", "POST", READER, _mine({"text": "I know whose it is"})),
    Endpoint("review-in-flow", "GET", READER, _offer),
    Endpoint("review-in-flow", "POST", READER, _press),
    Endpoint("review-feedback-list", "GET", READER),
    Endpoint("review-feedback", "GET", READER, _told()),
    Endpoint("review-feedback-seen", "POST", READER, _told()),
    Endpoint("review-feedback-answers", "POST", READER, _told(WORDS)),
    Endpoint("committee-cases", "GET", QA),
    Endpoint("committee-case", "GET", QA, _case()),
    Endpoint("committee-case-votes", "POST", QA, _case(SCORE)),
    Endpoint("committee-case-decision", "POST", QA, _ready),
    Endpoint("committee-case-replies", "POST", QA, _case(WORDS)),
    Endpoint("committee-case-recuse", "POST", QA, _case(WORDS)),
    Endpoint("review-policies", "GET", QA),
    Endpoint("review-policies", "POST", QA, _new_policy),
    Endpoint("review-draws", "GET", QA),
    Endpoint("review-draw-prove", "POST", QA, _draw),
    Endpoint("reviews-waiting", "GET", READER | QA),
    Endpoint("review-mail-choice", "GET", READER | QA),
    Endpoint("review-mail-choice", "PUT", READER | QA, _no_mail),
    Endpoint("scorecards", "GET", QA),
    Endpoint("own-scorecard", "GET", READER),
    Endpoint("bias-watch", "GET", QA),
    Endpoint("legacy-scores", "POST", QA, _legacy),
    Endpoint("learning-cases", "GET", READER | QA),
    Endpoint("learning-cases", "POST", QA, _new_case),
    Endpoint("learning-case", "GET", READER | QA, _teaching(published=True)),
    Endpoint("learning-case", "PATCH", QA, _teaching({"title": "Two lines"})),
    Endpoint("learning-image-candidates", "GET", QA, _candidates),
    Endpoint("learning-images", "POST", QA, _pictures),
    Endpoint("learning-image", "GET", READER | QA, _picture(published=True)),
    Endpoint("learning-image", "DELETE", QA, _picture(published=False)),
    Endpoint("learning-case-publish", "POST", QA, _teaching()),
    Endpoint("learning-case-retire", "POST", QA, _teaching()),
]
