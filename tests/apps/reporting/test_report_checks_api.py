"""`POST /api/v1/report-checks`: the exact shape, tolerant of what is missing, strict about what is wrong."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import Practice

pytestmark = pytest.mark.django_db
URL = "/api/v1/report-checks"


@pytest.fixture
def client(practice: Practice) -> Client:
    return practice.client("reader")


def post(client: Client, body: Any) -> Any:
    return client.post(URL, body, content_type="application/json")


def test_a_wrong_side_is_found_at_its_place(client: Client) -> None:
    answer = post(
        client,
        {
            "patient": {"sex": "F", "birth_date": "1960-02-01", "name": "ignored"},
            "order": {
                "procedure": "MRI left knee",
                "body_part": "KNEE",
                "laterality": "L",
                "modality": "MR",
                "indication": None,
            },
            "study": {
                "modality": "MR",
                "body_part": "KNEE",
                "study_date": "2024-05-02",
                "prior_dates": ["2023-05-01", "20220304"],
            },
            "sections": {
                "technique": "Multiplanar MRI of the left knee.",
                "comparison": "1 May 2023 and 04.03.2022.",
                "findings": "Left knee: tear of the medial meniscus.",
                "impression": "Tear of the medial meniscus of the right knee.",
            },
        },
    )
    assert answer.status_code == 200
    (one,) = answer.json()["results"]
    assert set(one) == {"code", "section", "start", "end", "message"}
    assert (one["code"], one["section"]) == ("laterality_mismatch", "impression")
    text = "Tear of the medial meniscus of the right knee."
    assert text[one["start"] : one["end"]] == "right knee"


@pytest.mark.parametrize(
    "body",
    [
        {"sections": {"impression": "Normal."}},
        {"patient": None, "order": None, "study": None, "sections": {"impression": "Normal."}},
        {
            "patient": {},
            "order": {},
            "study": {"prior_dates": None},
            "sections": {"impression": "Normal."},
        },
        {"sections": {"findings": None, "impression": "Normal.", "other": 3}, "more": []},
    ],
)
def test_what_is_missing_is_not_judged(client: Client, body: Any) -> None:
    answer = post(client, body)
    assert answer.status_code == 200
    assert answer.json() == {"results": []}


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        {},
        {"sections": []},
        {"sections": {"impression": {}}},
        {"sections": {}, "patient": 3},
        {"sections": {}, "study": {"prior_dates": "2024-01-01"}},
        {"sections": {}, "study": {"prior_dates": ["yesterday"]}},
        {"sections": {}, "study": {"prior_dates": ["2024-02-31"]}},
    ],
    ids=str,
)
def test_a_wrong_shape_is_refused(client: Client, body: Any) -> None:
    answer = post(client, body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_empty_report_has_an_empty_impression(client: Client) -> None:
    results = post(client, {"sections": {}}).json()["results"]
    assert [one["code"] for one in results] == ["empty_impression"]
