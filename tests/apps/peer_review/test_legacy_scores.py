"""Scores of an older system: mapped, taken over once, errors by line, never mixed with blind samples."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from apps.peer_review.legacy_scores import COLUMNS, read_legacy
from apps.peer_review.radpeer import SCORES
from tests.apps.reporting.scenes import post
from tests.factories import Practice

HEADER = ",".join(COLUMNS)
READERS = {"a@b.test": uuid4()}
TODAY = date.fromisoformat("2026-11-30")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("r,a@b.test,2014-03-02,CT,4", "no RADPEER score with its letter"),
        ("r,a@b.test,2014-03-02,CT,5a", "no RADPEER score"),
        ("r,x@b.test,2014-03-02,CT,1", "not the e-mail of a reader"),
        ("r,a@b.test,02.03.2014,CT,1", "is a day"),
        ("r,a@b.test,2026-12-01,CT,1", "in the future"),
        (",a@b.test,2014-03-02,CT,1", "‘reference’ has"),
        ("first,a@b.test,2014-03-02,CT,1", "twice"),
        ("r,a@b.test,2014-03-02,CT,1,DOE^JANE", "too many cells"),
    ],
)
def test_each_error_names_its_line(line: str, wrong: str) -> None:
    text = f"{HEADER}\r\nfirst,A@B.test,2014-03-02,ct,4B\r\n{line}\r\n"
    found, errors = read_legacy(text, READERS, TODAY)
    assert [(one.score, one.legacy_score, one.modality) for one in found] == [("3b", "4b", "CT")]
    assert [one.line for one in errors] == [3] and wrong in errors[0].text


def test_a_column_that_may_name_a_patient_is_refused() -> None:
    for header in (f"{HEADER},patient", "reference,score", ""):
        found, errors = read_legacy(f"{header}\n1,2,3,4,5,6\n", READERS, TODAY)
        assert (found, [one.line for one in errors]) == ([], [1])


@given(st.text(max_size=300))
@example("\r0")
@example("x" * 200_000)
def test_no_file_breaks_it(text: str) -> None:
    found, _ = read_legacy(f"{HEADER}\n{text}", READERS, TODAY)
    assert {one.score for one in found} <= set(SCORES)


@pytest.mark.django_db
def test_a_file_is_taken_over_once_and_stands_beside(practice: Practice) -> None:
    qa, reader = practice.client("qa"), practice.email("reader")
    lines = [f"old-{n},{reader},2014-03-0{n},CT,{score}" for n, score in ((1, "1"), (2, "4a"))]
    text = "\n".join([HEADER, *lines])

    def send(text: str, *, preview: bool) -> Any:
        body = {"text": text, "preview": preview}
        return post(qa, "peer-review/legacy-scores", body)

    def beside() -> list[Any]:
        cards = qa.get("/api/v1/peer-review/scorecards").json()["cards"]
        return [(one["total"], one["beside"]) for one in cards]

    shown = send(text, preview=True).json()
    assert (shown["new"], shown["known"], shown["lines"], beside()) == (2, 0, [], [])
    assert {one["score"]: one["count"] for one in shown["scores"]}["3a"] == 1
    refused = send(f"{text}\nold-3,{reader},2014-03-03,CT,4", preview=False)
    assert refused.status_code == 422 and refused.json()["lines"][0]["line"] == 4
    assert beside() == [], "all of a file or none of it"
    assert send(text, preview=False).json()["new"] == 2
    again = send(text, preview=False).json()
    assert (again["new"], again["known"]) == (0, 2)
    assert beside() == [(0, [{"origin": "imported", "count": 2}])]
    with tenant_context(practice.tenant_id):
        assert AuditEvent.objects.filter(action="review.imported").count() == 2
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM peer_review_importedscore")
