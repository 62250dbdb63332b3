"""STOW-RS as a client sees it: each object answered for, not one byte changed."""

import json
from typing import Any

import pytest
from django.test import Client
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from apps.archive.models import Instance, Study
from apps.archive.storage import open_blob
from apps.common.isolation import tenant_context
from apps.intake.models import Arrival, Transfer
from tests.factories import Practice
from tests.objects import as_bytes, make_object, make_study

BOUNDARY = "a-boundary-of-ours"
RELATED = f'multipart/related; type="application/dicom"; boundary={BOUNDARY}'
NEW_LINE = b"\r\n"


def multipart(contents: list[bytes], *, closed: bool = True) -> bytes:
    body = b""
    for content in contents:
        body += f"--{BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode()
        body += content + NEW_LINE
    return body + (f"--{BOUNDARY}--\r\n".encode() if closed else b"")


def store(
    client: Client,
    contents: list[bytes | Dataset],
    *,
    address: str = "/dicom-web/studies",
    content_type: str = RELATED,
    **headers: str,
) -> Any:
    body = multipart([as_bytes(one) if isinstance(one, Dataset) else one for one in contents])
    return client.post(address, body, content_type=content_type, headers=headers)


def uids(module: dict[str, Any], sequence: str) -> list[str]:
    items = module.get(sequence, {}).get("Value", [])
    return [item["00081155"]["Value"][0] for item in items]


def test_a_whole_study_is_stored_and_referenced(practice: Practice) -> None:
    objects = list(make_study(series=2, instances=2))
    response = store(practice.client("site_user"), list(objects))
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/dicom+json"
    module = response.json()
    assert uids(module, "00081199") == [each.SOPInstanceUID for each in objects]
    assert "00081198" not in module
    assert module["00081190"]["Value"][0].endswith(
        f"/dicom-web/studies/{objects[0].StudyInstanceUID}"
    )
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
        assert (study.site_id, study.instance_count) == (practice.site_a.id, 4)
        assert Transfer.objects.get().closed_at is not None
        for each in objects:
            instance = Instance.objects.get(sop_instance_uid=each.SOPInstanceUID)
            with open_blob(instance.blob_key) as file:
                assert file.read() == as_bytes(each)


def test_one_good_and_one_bad_object_are_told_apart(practice: Practice) -> None:
    good, bad = make_object(), make_object(StudyInstanceUID=None)
    response = store(practice.client("site_user"), [good, bad])
    assert response.status_code == 202
    module = response.json()
    assert uids(module, "00081199") == [good.SOPInstanceUID]
    assert uids(module, "00081198") == [bad.SOPInstanceUID]
    assert module["00081198"]["Value"][0]["00081197"]["Value"] == [0xC001]


def test_nothing_stored_is_a_conflict(practice: Practice) -> None:
    client = practice.client("site_user")
    original = make_object()
    assert store(client, [original]).status_code == 200
    assert store(client, [original]).status_code == 200
    original.PixelData = bytes(128)
    response = store(client, [original, b"this is not DICOM at all \xff\xff\xff\xff"])
    assert response.status_code == 409
    reasons = [item["00081197"]["Value"][0] for item in response.json()["00081198"]["Value"]]
    assert reasons == [0xC001, 0xC000]
    with tenant_context(practice.tenant_id):
        assert Instance.objects.count() == 1
        assert Arrival.objects.count() == 4


def test_a_study_in_the_address_takes_no_other(practice: Practice) -> None:
    right, wrong = make_object(), make_object()
    address = f"/dicom-web/studies/{right.StudyInstanceUID}"
    response = store(practice.client("site_user"), [right, wrong], address=address)
    assert response.status_code == 202
    assert uids(response.json(), "00081198") == [wrong.SOPInstanceUID]
    assert response.json()["00081198"]["Value"][0]["00081197"]["Value"] == [0xA900]


@pytest.mark.parametrize("end", [b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\0", b" ", b"\r\n--", b""])
def test_bytes_at_the_end_of_a_part_are_its_own(practice: Practice, end: bytes) -> None:
    each = make_object(PixelData=bytes(100) + end.rjust(28, b"\1"))
    content = as_bytes(each)
    assert store(practice.client("site_user"), [content]).status_code == 200
    with tenant_context(practice.tenant_id), open_blob(Instance.objects.get().blob_key) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/dicom", 415),
        ("multipart/form-data; boundary=x", 415),
        (f'multipart/related; type="application/dicom+json"; boundary={BOUNDARY}', 415),
        ('multipart/related; type="application/dicom"', 400),
        (f"multipart/related; boundary={BOUNDARY}", 200),
        ('multipart/related; type="application/dicom"; boundary=another', 400),
    ],
)
def test_the_content_type_is_read(practice: Practice, content_type: str, status: int) -> None:
    client = practice.client("site_user")
    response = store(client, [make_object()], content_type=content_type)
    assert response.status_code == status, response.content
    if status != 200:
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [multipart([]), b"junk", multipart([b"x"], closed=False)])
def test_a_body_without_objects_is_a_bad_request(practice: Practice, body: bytes) -> None:
    response = practice.client("site_user").post("/dicom-web/studies", body, content_type=RELATED)
    assert response.status_code == 400
    with tenant_context(practice.tenant_id):
        assert not Instance.objects.exists()


def test_a_body_cut_off_keeps_what_was_whole(practice: Practice) -> None:
    first, second = make_object(), make_object()
    body = multipart([as_bytes(first), as_bytes(second)])[:-200]
    response = practice.client("site_user").post("/dicom-web/studies", body, content_type=RELATED)
    assert response.status_code == 400
    assert response.json()["code"] == "bad_multipart"
    with tenant_context(practice.tenant_id):
        assert Instance.objects.get().sop_instance_uid == first.SOPInstanceUID


def test_who_works_for_several_sites_names_one(practice: Practice) -> None:
    client = practice.client("admin")
    refused = store(client, [make_object()])
    assert (refused.status_code, refused.json()["code"]) == (400, "site_required")
    assert (
        store(client, [make_object()], address="/dicom-web/studies?site=site-b").status_code == 200
    )
    named = store(client, [make_object()], **{"X-Teleread-Site": "site-a"})
    assert named.status_code == 200
    with tenant_context(practice.tenant_id):
        sites = set(Study.objects.values_list("site__slug", flat=True))
        assert sites == {"site-a", "site-b"}


def test_a_site_user_cannot_store_for_another_site(practice: Practice) -> None:
    client = practice.client("site_user")
    response = store(client, [make_object()], address="/dicom-web/studies?site=site-b")
    assert response.status_code == 404


def test_storing_needs_the_right_and_a_login(practice: Practice) -> None:
    assert store(practice.client("reader"), [make_object()]).status_code == 403
    assert store(Client(), [make_object()]).status_code == 401


def test_the_answer_can_only_be_dicom_json(practice: Practice) -> None:
    client = practice.client("site_user")
    accepted = store(client, [make_object()], Accept="application/dicom+json")
    assert accepted.status_code == 200
    refused = store(client, [make_object()], Accept="application/dicom+xml")
    assert refused.status_code == 406


def test_two_practices_may_hold_the_same_uids(practice: Practice, other_practice: Practice) -> None:
    each = make_object(StudyInstanceUID=generate_uid())
    for one in (practice, other_practice):
        assert store(one.client("site_user"), [each]).status_code == 200
        with tenant_context(one.tenant_id):
            assert Study.objects.get().instance_count == 1


def test_the_module_is_plain_json(practice: Practice) -> None:
    response = store(practice.client("site_user"), [make_object()])
    assert json.loads(response.content) == response.json()
