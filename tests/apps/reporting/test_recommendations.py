"""Recommendations beside a draft: kept as data, said by the text, sealed with the version."""

from typing import Any
from uuid import uuid4

import pytest

from apps.common.errors import NotFound
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import content_hash
from apps.reporting.errors import InvalidRecommendation, RecommendationDiffers
from apps.reporting.identity import signed_content
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import version_faults
from tests.apps.reporting.recommendation_scenes import CT_IN_SIX, recommend
from tests.apps.reporting.scenes import Reading, begin, post, put, text
from tests.factories import Practice

pytestmark = pytest.mark.django_db

SENTENCE = "Recommend follow-up CT of the chest in 6 months."


def signed_with(
    reading: Reading, impression: str = f"Nodule. {SENTENCE}", **content: Any
) -> Report:
    """A final report that recommends a CT of the chest in six months."""
    reading.claim()
    report = reading.save(reading.report(), text(impression))
    recommend(reading, report, **content)
    return reading.sign(report.id, revision=report.draft_revision)


def latest(reading: Reading, report: Report) -> ReportVersion:
    with tenant_context(reading.practice.tenant_id):
        version: ReportVersion = ReportVersion.objects.filter(report=report).latest("number")
    return version


def sealed(reading: Reading, report: Report) -> list[Any]:
    return list(latest(reading, report).act.get("recommendations", []))


def test_it_is_sealed_with_the_words_that_say_it(practice: Practice) -> None:
    reading = begin(practice)
    report = signed_with(reading)
    (said,) = sealed(reading, report)
    assert said["quote"] == SENTENCE and said["modality"] == "CT" and said["last"] == 6
    version = latest(reading, report)
    with tenant_context(practice.tenant_id):
        assert version.content_hash == content_hash(signed_content(version))
        assert not list(version_faults())
        report.refresh_from_db()
    assert report.draft_recommendations == []
    version.act = {**version.act, "recommendations": [{**said, "last": 12}]}
    assert version.content_hash != content_hash(signed_content(version))


@pytest.mark.parametrize(
    ("impression", "standing"),
    [("Nodule.", "unsaid"), ("Nodule. Recommend follow-up CT in 3 months.", "differs")],
)
def test_text_and_data_cannot_part_at_the_signature(
    practice: Practice, impression: str, standing: str
) -> None:
    reading = begin(practice)
    with pytest.raises(RecommendationDiffers) as refused:
        signed_with(reading, impression)
    (told,) = refused.value.extra["recommendations"]
    assert told["standing"] == standing
    with tenant_context(practice.tenant_id):
        assert not ReportVersion.objects.filter(report__study=reading.study).exists()


def test_an_addendum_carries_on_and_may_replace(practice: Practice) -> None:
    reading = begin(practice)
    report = signed_with(reading)
    (before,) = sealed(reading, report)
    actor = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.add_addendum(
            actor=actor, report_id=report.id, text="Note.", signature=reading.signature(1)
        )
    assert sealed(reading, report) == [before]
    sooner = {**before, "first": 3, "last": 3, "quote": ""}
    with tenant_context(practice.tenant_id):
        with pytest.raises(RecommendationDiffers):
            services.add_addendum(
                actor=actor,
                report_id=report.id,
                text="Sooner.",
                signature=reading.signature(2),
                recommendations=[sooner],
            )
        services.add_addendum(
            actor=actor,
            report_id=report.id,
            text="Recommend follow-up CT of the chest in 3 months.",
            signature=reading.signature(2),
            recommendations=[sooner],
        )
    (after,) = sealed(reading, report)
    assert (after["key"], after["last"]) == (before["key"], 3)


def test_a_correction_keeps_what_its_text_still_says(practice: Practice) -> None:
    reading = begin(practice)
    report = signed_with(reading)
    actor = practice.actor("reader")
    for number, impression, count in ((1, f"Large nodule. {SENTENCE}", 1), (2, "Vessel.", 0)):
        with tenant_context(practice.tenant_id):
            services.correct_report(
                actor=actor,
                report_id=report.id,
                sections=text(impression),
                reason="looked again",
                signature=reading.signature(number),
            )
        assert len(sealed(reading, report)) == count


def test_a_preliminary_signature_keeps_them_with_the_draft(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.save(reading.report(), text(SENTENCE))
    recommend(reading, report)
    report = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    assert len(sealed(reading, report)) == 1
    report = reading.sign(report.id, revision=report.draft_revision)
    assert len(sealed(reading, report)) == 1 and report.state == "final"


def test_what_cannot_be_is_refused(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    for wrong in ({"first": 7}, {"unit": ""}, {"last": 9999}, {"last": None}):
        with pytest.raises(InvalidRecommendation):
            recommend(reading, report, **wrong)
    for _ in range(12):
        recommend(reading, report)
    with pytest.raises(InvalidRecommendation):
        recommend(reading, report)
    with tenant_context(practice.tenant_id), pytest.raises(NotFound):
        services.drop_recommendation(
            actor=practice.actor("reader"), report_id=report.id, key=uuid4()
        )


def test_over_http(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    client = practice.client("reader")
    root = f"reports/{report.id}/recommendations"
    said = text("Renal cyst. Recommend renal ultrasound within 6 weeks.")
    found = post(client, f"{root}/review", {"sections": said}).json()
    (proposal,) = found["proposals"]
    assert (proposal["modality"], proposal["first"], proposal["last"]) == ("US", 0, 6)
    added = post(client, root, {**proposal, "finding": "renal cyst"})
    assert added.status_code == 201
    key = added.json()["key"]
    found = post(client, f"{root}/review", {"sections": said}).json()
    assert found["proposals"] == []
    assert found["standings"] == [
        {"key": key, "standing": "said", "quote": proposal["quote"], "missing": []}
    ]
    changed = put(client, f"{root}/{key}", {**CT_IN_SIX, "quote": ""})
    assert changed.json()["quote"] == SENTENCE
    changed = put(client, f"{root}/{key}", {**CT_IN_SIX, "quote": SENTENCE, "last": 3, "first": 3})
    assert changed.json()["quote"] == SENTENCE.replace("6", "3")
    assert len(client.get(f"/api/v1/{root}").json()["recommendations"]) == 1
    assert client.delete(f"/api/v1/{root}/{key}").status_code == 204
    assert client.get(f"/api/v1/{root}").json() == {"recommendations": []}
