"""A report of Dr Quillfeather's with all that can name them, and every way to ask for it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from apps.accounts.capabilities import Role
from apps.archive.models import Instance, Study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.peer_review.models import Review
from apps.reporting.models import CriticalFinding, Discrepancy, Report
from apps.reporting.services import raise_finding
from apps.worklist.services import create_reading_task
from tests.apps.archive.factories import ct_slice, store_bytes
from tests.apps.peer_review.scenes import sampled, watch
from tests.apps.reporting.scenes import Reading, post, text
from tests.factories import Practice, add_person
from tests.matrix.endpoints import ENDPOINTS
from tests.matrix.test_endpoints import patterns

# Who works here is no secret: these list the practice's readers, whatever they read.
STAFF = {
    *("readers", "reader", "reader-pools", "reader-skills", "reader-blocks", "rule-catalogue"),
    *("licences", "privileges", "credential-expiries", "credential-documents"),
    # Sums per reader, and no study.
    "fairness",
    *("absences", "shifts", "shift-patterns", "coverage", "supervised-readers"),
}
STUDY, SERIES = "2.25.77001", "2.25.77002"


def read_by_quillfeather(practice: Practice) -> Reading:
    """A study with images, signed, with the name in text and headers; a critical finding, talk, a reported error."""
    author = add_person(practice, Role.READER, name="quillfeather")
    practice.user_ids["author"] = author
    store_bytes(
        ct_slice(study=STUDY, series=SERIES),
        tenant_id=practice.tenant_id,
        site=practice.site_a,
    )
    with tenant_context(practice.tenant_id):
        study = Study.objects.select_related("patient", "site").get(study_instance_uid=STUDY)
        Study.objects.filter(id=study.id).update(state="complete", completed_at=now())
        for instance in Instance.objects.filter(study=study):
            named = '{"00081060":{"vr":"PN","Value":[{"Alphabetic":"Quillfeather"}]},'
            instance.headers = named + instance.headers[1:]
            instance.save(update_fields=["headers"])
        task = create_reading_task(actor=watch(practice), study_id=study.id)
        raise_finding(
            actor=practice.actor("quillfeather"), task_id=task.id, category=2, description="bleed"
        )
    reading = Reading(practice, study, task, reader="quillfeather")
    reading.signed(sections=text("Clear. Discussed by Dr Quillfeather.", "Dr. QUILLFEATHER: ok."))
    _talk(practice, study, task.id)
    while dispatch_due():
        pass
    return reading


def _talk(practice: Practice, study: Study, task_id: UUID) -> None:
    author, said = practice.client("quillfeather"), {"text": "Please call me. Quillfeather"}
    error = {"study": str(study.id), "severity": "minor", "description": "Left is right."}
    for client, path, body in (
        (author, f"study-messages?study={study.id}", said),
        (author, f"reading-tasks/{task_id}/notes", said),
        (practice.client("site_user"), "discrepancies", error),
    ):
        told = post(client, path, body)
        assert told.status_code == 201, told.content


def given_to_reader2(practice: Practice, reading: Reading) -> Review:
    review = sampled(practice, reading)
    with tenant_context(practice.tenant_id):
        Review.objects.filter(id=review.id).update(
            reviewer_id=practice.user_ids["reader2"], state="assigned"
        )
    return review


def known(practice: Practice, reading: Reading, review: UUID) -> dict[str, Any]:
    """The ids that an address can hold."""
    study = reading.study
    with tenant_context(practice.tenant_id):
        report = Report.objects.get(study=study)
        instance = Instance.objects.filter(study=study).first()
        documents = Instance.objects.filter(study=study, series__modality="SR").first()
        report_series = documents.series.series_instance_uid if documents else ""
        finding = CriticalFinding.objects.get(study=study)
        discrepancy = Discrepancy.objects.get(study=study)
    assert instance is not None and documents is not None, "the signed report lies in the archive"
    return {
        "report_id": report.id,
        "number": 1,
        "place": 1,
        "task_id": reading.task.id,
        "study_id": study.id,
        "patient_id": study.patient_id,
        "site_id": study.site_id,
        "review_id": review,
        "finding_id": finding.id,
        "discrepancy_id": discrepancy.id,
        "reader_id": practice.user_ids["author"],
        "study": STUDY,
        "series": [SERIES, report_series],
        "instance": [instance.sop_instance_uid, documents.sop_instance_uid],
        "numbers": "1",
        "what": "text",
        "path": "00081060",
    }


def _filters(values: dict[str, Any]) -> dict[str, str]:
    return {
        "study": str(values["study_id"]),
        "report": str(values["report_id"]),
        "patient": str(values["patient_id"]),
        "reading_task": str(values["task_id"]),
        "state": "COMPLETED",
        "object_id": str(values["report_id"]),
        "search": "quillfeather",
        "StudyInstanceUID": STUDY,
        "includefield": "all",
    }


def addresses(values: dict[str, Any], method: str, role: str) -> Iterator[tuple[str, str]]:
    """Every address of this method that the role may ask and for which the ids are known."""
    names = {one.name for one in ENDPOINTS if one.method == method and role in one.roles}
    for pattern in patterns(get_resolver()):
        wanted = set(pattern.pattern.converters)
        if pattern.name not in names or not wanted <= values.keys():
            continue
        for place in (0, 1) if "series" in wanted else (0,):
            chosen = {
                name: values[name][place] if isinstance(values[name], list) else values[name]
                for name in wanted
            }
            yield pattern.name, reverse(pattern.name, kwargs=chosen)


def telling(practice: Practice, role: str, values: dict[str, Any], *, may: str) -> set[str]:
    """The names of the addresses whose answers hold the author's name or id; lists are also asked with each id as a
    filter. ``may``: the role that the person has.
    """
    client = practice.client(role)
    found = set()
    for name, path in addresses(values, "GET", may):
        wanted = any(str(value) in path for value in _ids(values))
        filters = {} if wanted else _filters(values)
        for query in ("", *(f"?{urlencode({key: value})}" for key, value in filters.items())):
            if _names(practice, client.get(path + query)):
                found.add(name)
    return found


def telling_writes(
    practice: Practice, role: str, values: dict[str, Any], *, may: str
) -> dict[str, str]:
    """As ``telling``, for everything that changes something: what is answered, refusals too. Each is undone."""
    client = practice.client(role)
    body: dict[str, Any] = _filters(values) | {
        "task": str(values["task_id"]),
        "tasks": [str(values["task_id"])],
        "reason": "I would like to know whose it is",
        "text": "Whose is it?",
        "comment": "Whose is it?",
        "description": "Whose is it?",
        "severity": "minor",
        "score": "2a",
        "category": 1,
        "channel": "phone",
        "outcome": "no_answer",
        "person": "Dr Day",
        "version": 1,
        "revision": 0,
    }
    body.pop("includefield")
    found = {}
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for name, path in addresses(values, method, may):
            for sent in ({}, body):
                with transaction.atomic():
                    answer = client.generic(method, path, json.dumps(sent), "application/json")
                    transaction.set_rollback(True)
                if _names(practice, answer):
                    found[f"{method} {name}"] = str(answer.content)[:300]
    return found


def _ids(values: dict[str, Any]) -> Iterable[Any]:
    return [value for value in values.values() if isinstance(value, UUID)] + [STUDY]


def _names(practice: Practice, answer: Any) -> bool:
    shown = b"".join(answer).decode("latin-1").casefold() + str(answer.headers).casefold()
    return "quillfeather" in shown or str(practice.user_ids["author"]) in shown


def reach(client: Client, values: dict[str, Any]) -> list[int]:
    """How the plainest ways to the report answer."""
    report = values["report_id"]
    ways = [
        *(f"/api/v1/reports/{report}{end}" for end in ("", "/versions/1", "/versions/1/pdf")),
        f"/api/v1/reading-tasks/{values['task_id']}",
        f"/dicom-web/studies/{STUDY}/series/{values['series'][1]}/metadata",
    ]
    return [client.get(way).status_code for way in ways]
