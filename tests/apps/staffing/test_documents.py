"""The papers behind credentials: attached, listed, opened, removed; for whom, and on record."""

import hashlib
import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from apps.staffing.documents import MOST_BYTES, is_whole, media_type_of
from apps.staffing.models import CredentialDocument, CredentialDocumentContent, Licence, Privilege
from apps.staffing.services import documents as service
from tests.apps.staffing.files import jpeg, pdf, png
from tests.factories import Practice

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def credential(practice: Practice, kind: str = "licence", reader: str = "reader") -> UUID:
    model: Any = Licence if kind == "licence" else Privilege
    with tenant_context(practice.tenant_id):
        found: UUID = model.objects.filter(reader_id=practice.user_ids[reader])[0].id
    return found


def attach(
    client: Client, credential_id: UUID, content: bytes, name: str = "a.pdf", kind: str = "licence"
) -> Any:
    path = f"{ROOT}{kind}s/{credential_id}/documents"
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


def listed(client: Client, **query: str) -> list[dict[str, Any]]:
    response = client.get(ROOT + "credential-documents", query)
    assert response.status_code == 200, response.content
    rows: list[dict[str, Any]] = response.json()["results"]
    return rows


def trail(practice: Practice) -> list[tuple[str, str]]:
    with tenant_context(practice.tenant_id):
        events = AuditEvent.objects.filter(action__startswith="credential_document.")
        return list(events.order_by("id").values_list("action", "actor_name"))


@pytest.mark.parametrize("kind", ["licence", "privilege"])
def test_attached_opened_and_removed_and_all_of_it_on_record(practice: Practice, kind: str) -> None:
    manager, reader = practice.client("manager"), practice.client("reader")
    made = attach(manager, credential(practice, kind), pdf(), "Bayern 2026.pdf", kind)
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["name"], row["media_type"]) == ("Bayern 2026.pdf", "application/pdf")
    assert row["sha256"] == hashlib.sha256(pdf()).hexdigest()
    assert row["attached_by"]["id"] == str(practice.user_ids["manager"])
    opened = reader.get(f"{ROOT}credential-documents/{row['id']}/content")
    assert opened.content == pdf()
    path = f"{ROOT}credential-documents/{row['id']}"
    assert manager.delete(path).status_code == 204
    for gone in (manager.delete(path), reader.get(f"{path}/content")):
        assert (gone.status_code, gone.json()["code"]) == (404, "not_found")
    (kept,) = listed(reader)
    assert kept["removed_by"]["id"] == str(practice.user_ids["manager"]) and kept["removed_at"]
    assert kept["sha256"] == row["sha256"]
    with tenant_context(practice.tenant_id):
        assert not CredentialDocumentContent.objects.exists()
        event = AuditEvent.objects.get(action="credential_document.opened")
    assert event.detail["sha256"] == row["sha256"] and "Bayern" not in json.dumps(event.detail)
    assert trail(practice) == [
        ("credential_document.attached", "Dr Manager"),
        ("credential_document.opened", "Dr Reader"),
        ("credential_document.removed", "Dr Manager"),
    ]


def test_it_is_saved_and_never_shown(practice: Practice) -> None:
    manager = practice.client("manager")
    document = attach(manager, credential(practice), pdf(), 'x"\r\nSet-Cookie: a=b .pdf').json()
    opened = manager.get(f"{ROOT}credential-documents/{document['id']}/content")
    assert opened.headers["Content-Disposition"].startswith("attachment; filename")
    assert "Set-Cookie" not in opened.headers
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    policy = opened.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert opened.headers["Cache-Control"] == "private, no-store"


def test_a_colleague_sees_none_of_it(practice: Practice) -> None:
    manager, colleague = practice.client("manager"), practice.client("reader2")
    document = attach(manager, credential(practice), pdf()).json()
    attach(manager, credential(practice, reader="reader2"), png(), "own.png")
    assert [row["name"] for row in listed(colleague)] == ["own.png"]
    assert listed(colleague, reader=str(practice.user_ids["reader"])) == []
    opened = colleague.get(f"{ROOT}credential-documents/{document['id']}/content")
    assert opened.status_code == 404
    assert len(listed(manager)) == 2
    assert trail(practice)[-1][0] == "credential_document.attached", (
        "what was refused is no opening"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_empty"),
        (b"<html><script>alert(1)</script>", "document_type_refused"),
        (jpeg()[:-2], "document_incomplete"),
        (pdf() + bytes(MOST_BYTES), "document_too_large"),
    ],
    ids=["empty", "type", "incomplete", "large"],
)
def test_a_refusal_says_what_to_do(practice: Practice, content: bytes, code: str) -> None:
    refused = attach(practice.client("manager"), credential(practice), content, "a.pdf")
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert listed(practice.client("manager")) == []


def test_without_a_file_and_in_another_form_nothing_is_taken(practice: Practice) -> None:
    manager = practice.client("manager")
    path = f"{ROOT}licences/{credential(practice)}/documents"
    assert manager.post(path, {"other": "x"}).json()["code"] == "invalid"
    assert manager.post(path, {}, content_type="application/json").status_code == 415
    torn = manager.generic(
        "POST", path, b"--x\r\ntorn", content_type="multipart/form-data; boundary=x"
    )
    assert torn.status_code == 400


def test_the_same_file_is_attached_once_and_again_when_it_was_removed(practice: Practice) -> None:
    manager, licence = practice.client("manager"), credential(practice)
    first = attach(manager, licence, pdf()).json()
    again = attach(manager, licence, pdf(), "other name.pdf")
    assert (again.status_code, again.json()["code"]) == (409, "document_exists")
    assert attach(manager, credential(practice, reader="reader2"), pdf()).status_code == 201
    manager.delete(f"{ROOT}credential-documents/{first['id']}")
    assert attach(manager, licence, pdf()).status_code == 201


def test_a_credential_has_only_so_many(practice: Practice) -> None:
    manager, licence = practice.client("manager"), credential(practice)
    for number in range(service.MOST_DOCUMENTS):
        assert attach(manager, licence, pdf(str(number))).status_code == 201
    refused = attach(manager, licence, pdf("more"))
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_documents")


def test_a_list_of_many_costs_no_more_queries_and_carries_no_content(practice: Practice) -> None:
    manager, licence = practice.client("manager"), credential(practice)

    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            listed(manager)
        return [one["sql"] for one in captured]

    attach(manager, licence, pdf("0"))
    few = queries()
    for number in range(1, 4):
        attach(manager, licence, pdf(str(number)))
    assert len(queries()) == len(few)
    assert not [sql for sql in few if "credentialdocumentcontent" in sql]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    begin=st.sampled_from([b"", pdf(), png(), jpeg(), b"%PDF-", b"\xff\xd8\xff\xe0"]),
    rest=st.binary(max_size=200),
    # Django passes over a file whose name has nothing left once it is made safe.
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map("{}.pdf".format),
)
def test_any_upload_is_taken_as_what_it_is_or_refused(
    practice: Practice, begin: bytes, rest: bytes, name: str
) -> None:
    content = begin + rest
    manager = practice.client("manager")
    with transaction.atomic():
        answer = attach(manager, credential(practice), content, name)
        media_type = media_type_of(content)
        if media_type is not None and is_whole(content, media_type):
            assert answer.status_code == 201, answer.content
            opened = manager.get(f"{ROOT}credential-documents/{answer.json()['id']}/content")
            assert opened.content == content
            assert opened.headers["Content-Type"] == media_type
        else:
            assert answer.status_code in (400, 422), answer.content
        transaction.set_rollback(True)


def test_the_database_refuses_what_must_never_be(practice: Practice) -> None:
    licence = credential(practice)
    right: dict[str, Any] = {
        "reader_id": practice.user_ids["reader"],
        "licence_id": licence,
        "name": "a.pdf",
        "media_type": "application/pdf",
        "size": 1,
        "sha256": "0" * 64,
        "attached_by_id": practice.user_ids["manager"],
    }
    wrong: list[dict[str, Any]] = [
        {"licence_id": None},
        {"privilege_id": credential(practice, "privilege")},
        {"media_type": "text/html"},
        {"size": 0},
        {"size": MOST_BYTES + 1},
        {"removed_by_id": practice.user_ids["manager"]},
    ]
    with tenant_context(practice.tenant_id):
        for fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                CredentialDocument.objects.create(**{**right, **fields})
        document = CredentialDocument.objects.create(**right)
        with pytest.raises(IntegrityError), transaction.atomic():
            CredentialDocumentContent.objects.create(
                document=document, content=bytes(MOST_BYTES + 1)
            )
