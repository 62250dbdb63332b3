"""QIDO-RS: matching, windows of results, and what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.archive.models import Study
from apps.common.isolation import tenant_context
from tests.apps.archive.factories import store_series
from tests.factories import Practice


@pytest.fixture
def client(practice: Practice) -> Client:
    return practice.client("reader")


@pytest.fixture
def studies(practice: Practice) -> list[tuple[str, str]]:
    where = practice.tenant_id, practice.site_a
    return [
        store_series(
            *where,
            patient_name="Muster^Maria",
            patient_id="P1",
            study_date="20240101",
            accession_number="A1",
        ),
        store_series(
            *where,
            patient_name="Müller^Jörg",
            patient_id="P2",
            study_date="20240215",
            accession_number="A2",
            modality="MR",
        ),
        store_series(
            *where,
            patient_name="Yamada^Tarou=山田^太郎",
            patient_id="P3",
            study_date="20250101",
            accession_number="100%_A",
        ),
    ]


def uids(answer: object, tag: str = "0020000D") -> list[str]:
    if answer.status_code == 204:  # type: ignore[attr-defined] # the test client's response
        return []
    assert answer.status_code == 200, answer.content  # type: ignore[attr-defined] # as above
    return [row[tag]["Value"][0] for row in answer.json()]  # type: ignore[attr-defined] # as above


MATCHES: list[tuple[str, list[int]]] = [
    ("", [2, 1, 0]),
    ("PatientID=P1", [0]),
    ("00100020=P2", [1]),
    ("PatientID=P*", [2, 1, 0]),
    ("PatientID=p1", []),
    ("PatientName=muster*", [0]),
    ("PatientName=MÜLLER^JÖRG", [1]),
    ("PatientName=M*", [1, 0]),
    ("PatientName=Yamada^Tarou", [2]),
    ("PatientName=山田^太郎", [2]),
    ("PatientName=Must?r^Maria", [0]),
    ("PatientName=_uster^Maria", []),
    ("StudyDate=20240101", [0]),
    ("StudyDate=20240101-20240301", [1, 0]),
    ("StudyDate=-20240201", [0]),
    ("StudyDate=20240201-", [2, 1]),
    ("StudyDate=20240101-&PatientID=P2", [1]),
    ("StudyTime=1000-1100", [2, 1, 0]),
    ("StudyTime=1015", [2, 1, 0]),
    ("StudyTime=-0900", []),
    ("AccessionNumber=A1", [0]),
    ("AccessionNumber=100%25_*", [2]),
    ("AccessionNumber=1%25", []),
    ("ModalitiesInStudy=MR", [1]),
    ("ModalitiesInStudy=MR,CT", [2, 1, 0]),
    ("ReferringPhysicianName=house*", [2, 1, 0]),
    ("StudyID=S1", [2, 1, 0]),
    ("StudyID=S2", []),
    ("PatientSex=F&PatientBirthDate=19700101", [2, 1, 0]),
    ("PatientID=", [2, 1, 0]),
    ("limit=1", [2]),
    ("limit=1&offset=1", [1]),
    ("offset=9", []),
    ("limit=0", []),
]


def test_studies_are_matched(client: Client, studies: list[tuple[str, str]]) -> None:
    for query, expected in MATCHES:
        found = uids(client.get(f"/dicom-web/studies?{query}"))
        assert found == [studies[index][0] for index in expected], query


def test_studies_are_matched_by_a_list_of_uids(
    client: Client, studies: list[tuple[str, str]]
) -> None:
    wanted = [studies[0][0], studies[2][0]]
    for separator in (",", "%5C"):
        answer = client.get(f"/dicom-web/studies?StudyInstanceUID={separator.join(wanted)}")
        assert sorted(uids(answer)) == sorted(wanted)


def test_a_study_says_what_the_standard_asks_for(
    client: Client, studies: list[tuple[str, str]]
) -> None:
    (row,) = client.get("/dicom-web/studies?PatientID=P1").json()
    assert row["00100010"] == {"vr": "PN", "Value": [{"Alphabetic": "Muster^Maria"}]}
    assert row["00080061"] == {"vr": "CS", "Value": ["CT"]}
    assert row["00201206"]["Value"] == [1]
    assert row["00201208"]["Value"] == [3]
    assert row["00080056"]["Value"] == ["ONLINE"]
    assert row["00081190"]["Value"] == [f"http://testserver/dicom-web/studies/{studies[0][0]}"]
    assert list(row) == sorted(row)


def test_series_and_instances_are_found_at_every_level(
    client: Client, studies: list[tuple[str, str]]
) -> None:
    study, series = studies[0]
    root = f"/dicom-web/studies/{study}"
    assert uids(client.get(f"{root}/series"), "0020000E") == [series]
    assert uids(client.get("/dicom-web/series?Modality=MR"), "0020000E") == [studies[1][1]]
    assert uids(client.get("/dicom-web/series?PatientID=P1&SeriesNumber=3"), "0020000E") == [series]
    assert uids(client.get(f"{root}/series?SeriesNumber=4"), "0020000E") == []
    for address in (f"{root}/instances", f"{root}/series/{series}/instances"):
        numbers = [row["00200013"]["Value"][0] for row in client.get(address).json()]
        assert numbers == [1, 2, 3]
    assert len(uids(client.get("/dicom-web/instances?InstanceNumber=2"))) == 3
    ct = "1.2.840.10008.5.1.4.1.1.2"
    assert len(uids(client.get(f"{root}/instances?SOPClassUID={ct}&limit=2"))) == 2
    (row, *_) = client.get("/dicom-web/instances?PatientID=P2").json()
    assert row["00100020"]["Value"] == ["P2"]
    assert row["00080060"]["Value"] == ["MR"]
    assert row["00280100"]["Value"] == [16]
    assert row["00083002"]["Value"] == ["1.2.840.10008.1.2.1"]


def test_more_attributes_come_when_asked_for(
    client: Client, studies: list[tuple[str, str]]
) -> None:
    study, series = studies[0]
    address = f"/dicom-web/studies/{study}/series/{series}/instances"
    (row, *_) = client.get(f"{address}?includefield=RescaleSlope,00281052").json()
    assert row["00281053"]["Value"] == [1.0]
    assert row["00281052"]["Value"] == [-1024.0]
    assert "00280101" not in row
    (row, *_) = client.get(f"{address}?includefield=all").json()
    assert row["00280101"]["Value"] == [12]
    (row, *_) = client.get("/dicom-web/series?includefield=StudyDescription").json()
    assert row["00081030"]["Value"] == ["Chest"]


MEANINGLESS = [
    "StudyDate=yesterday",
    "StudyDate=-",
    "StudyDate=20241301",
    "limit=-1",
    "limit=x",
    "offset=1.5",
    "NoSuchAttribute=1",
    "StudyInstanceUID=abc",
    "PatientID=1&PatientID=2",
    "StudyTime=x",
    "PatientID=a%00b",
    f"PatientID={'x' * 5000}",
]


def test_a_query_that_means_nothing_is_refused(client: Client) -> None:
    for query in MEANINGLESS:
        answer = client.get(f"/dicom-web/studies?{query}")
        assert answer.status_code == 400, query
        assert answer.json()["code"] in ("invalid_parameter", "invalid_uid")


def test_what_is_left_out_is_said(client: Client, studies: list[tuple[str, str]]) -> None:
    answer = client.get("/dicom-web/studies?limit=2&fuzzymatching=true&SliceThickness=1")
    assert "additional results" in answer.headers["Warning"]
    assert "fuzzymatching" in answer.headers["Warning"]
    assert "00180050" in answer.headers["Warning"]
    assert "At most 1000" in client.get("/dicom-web/studies?limit=5000").headers["Warning"]
    assert "Warning" not in client.get("/dicom-web/studies").headers


def test_only_dicom_json_is_sent(client: Client, studies: list[tuple[str, str]]) -> None:
    answer = client.get("/dicom-web/studies", headers={"accept": "application/dicom+json"})
    assert answer.headers["Content-Type"] == "application/dicom+json"
    refused = client.get(
        "/dicom-web/studies", headers={"accept": 'multipart/related; type="application/dicom+xml"'}
    )
    assert refused.status_code == 406


def test_the_number_of_statements_does_not_grow_with_the_answer(
    client: Client, studies: list[tuple[str, str]]
) -> None:
    for address in (
        "/dicom-web/studies",
        "/dicom-web/series",
        "/dicom-web/instances",
        "/dicom-web/instances?includefield=all",
    ):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(f"{address}{'&' if '?' in address else '?'}limit=1")
        with CaptureQueriesContext(connection) as many:
            assert len(client.get(address).json()) >= 3
        assert len(many) == len(few), address
        reads = [query for query in many if "archive_" in query["sql"]]
        assert len(reads) == 1, address


def test_a_study_of_which_nothing_is_held_is_not_offered(
    client: Client, studies: list[tuple[str, str]], practice: Practice
) -> None:
    with tenant_context(practice.tenant_id):
        Study.objects.filter(study_instance_uid=studies[1][0]).update(instance_count=0)
    assert uids(client.get("/dicom-web/studies")) == [studies[2][0], studies[0][0]]
