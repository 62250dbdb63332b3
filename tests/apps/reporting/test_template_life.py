"""Drafts, versions, rolling back, retiring; whose templates are whose; import and export."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from apps.audit.models import AuditEvent
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.models import Report, ReportTemplate, ReportTemplateVersion
from apps.reporting.mrrt import faults
from tests.apps.reporting.mrrt.samples import KNEE
from tests.apps.reporting.scenes import begin, post, put
from tests.apps.reporting.template_scenes import content, make_template
from tests.factories import Practice

PATH = "/api/v1/report-templates"


@pytest.fixture
def manager(practice: Practice) -> Client:
    return practice.client("manager")


def names(client: Client, query: str = "") -> list[str]:
    return [one["name"] for one in client.get(f"{PATH}?{query}").json()["results"]]


def test_the_life_of_a_template(practice: Practice, manager: Client) -> None:
    """Draft, publish, edit, publish, compare, roll back; the report keeps the version that it began from."""
    made = post(
        manager,
        "report-templates",
        {
            "level": "tenant",
            "content": content(modality="CT", body_part="CHEST", procedure_words=["ct"]),
        },
    )
    assert made.status_code == 201
    path = f"report-templates/{made.json()['id']}"
    assert made.json()["state"] == "draft" and made.json()["content"] is None

    published = post(manager, f"{path}/publish", {"revision": 1, "note": "First"})
    assert published.json()["number"] == 1 and published.json()["draft"] is None
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    assert report.template is not None and report.template_version is not None
    assert (report.template.name, report.template_version.number) == ("CT knee", 1)

    revised = content(modality="CT", body_part="CHEST", findings="Menisci: Not torn.", sex="F")
    saved = put(manager, f"{path}/draft", {"revision": 2, "content": revised})
    assert saved.json()["content"]["sections"][3]["body"] == "Menisci: Intact."
    difference = manager.get(f"/api/v1/{path}/differences").json()
    assert difference["conditions"] == ["procedure_words", "sex"]
    [findings] = difference["sections"]
    assert [change["operation"] for change in findings["changes"]] == [
        "same",
        "removed",
        "added",
        "same",
    ]
    assert post(manager, f"{path}/publish", {"revision": 3}).json()["number"] == 2

    back = post(manager, f"{path}/versions/1/roll-back", {})
    assert back.json()["number"] == 3
    versions = manager.get(f"/api/v1/{path}/versions").json()["results"]
    assert [(one["number"], one["rolled_back_to"]) for one in versions] == [
        (3, 1),
        (2, None),
        (1, None),
    ]
    with tenant_context(practice.tenant_id):
        kept = Report.objects.select_related("template_version").get(id=report.id)
        assert kept.template_version is not None and kept.template_version.number == 1
        actions = AuditEvent.objects.filter(object_type="report_template").order_by("id")
        assert [event.action.partition(".")[2] for event in actions] == [
            *("created", "published", "draft_saved", "published", "rolled_back"),
        ]


def test_the_database_keeps_published_versions(practice: Practice) -> None:
    template = make_template(practice)
    with tenant_context(practice.tenant_id), pytest.raises(DatabaseError), transaction.atomic():
        ReportTemplateVersion.objects.filter(template=template).update(note="changed")


@pytest.mark.parametrize(
    ("state", "action", "code"),
    [
        ("draft", "save", ""),
        ("draft", "publish", ""),
        ("draft", "roll_back", "not_found"),
        ("draft", "retire", "not_in_force"),
        ("draft", "restore", "not_retired"),
        ("draft", "discard", ""),
        ("published", "save", ""),
        ("published", "publish", "nothing_to_publish"),
        ("published", "roll_back", "unchanged"),
        ("published", "retire", ""),
        ("published", "restore", "not_retired"),
        ("published", "discard", ""),
        ("retired", "save", "template_retired"),
        ("retired", "publish", "template_retired"),
        ("retired", "roll_back", "template_retired"),
        ("retired", "retire", "not_in_force"),
        ("retired", "restore", ""),
        ("retired", "discard", ""),
    ],
)
def test_what_can_be_done_in_which_state(
    practice: Practice, state: str, action: str, code: str
) -> None:
    template = make_template(practice, published=state != "draft")
    with tenant_context(practice.tenant_id):
        actor = practice.actor("manager")
        if state == "retired":
            services.retire_template(actor=actor, template_id=template.id)
        revision = template.draft_revision
        steps: dict[str, Any] = {
            "save": lambda: services.save_template_draft(
                actor=actor, template_id=template.id, revision=revision, content=content("Other")
            ),
            "publish": lambda: services.publish_template(
                actor=actor, template_id=template.id, revision=revision
            ),
            "roll_back": lambda: services.roll_back_template(
                actor=actor, template_id=template.id, number=1
            ),
            "retire": lambda: services.retire_template(actor=actor, template_id=template.id),
            "restore": lambda: services.restore_template(actor=actor, template_id=template.id),
            "discard": lambda: services.discard_template_draft(
                actor=actor, template_id=template.id
            ),
        }
        if not code:
            steps[action]()
            return
        with pytest.raises(DomainError) as refused:
            steps[action]()
        assert refused.value.code == code


def test_two_editors_do_not_overwrite_each_other(practice: Practice, manager: Client) -> None:
    template = make_template(practice, published=False)
    path = f"report-templates/{template.id}"
    assert (
        put(manager, f"{path}/draft", {"revision": 1, "content": content("A")}).status_code == 200
    )
    late = put(practice.client("admin"), f"{path}/draft", {"revision": 1, "content": content("B")})
    assert (late.status_code, late.json()["code"]) == (409, "template_conflict")
    stale = post(manager, f"{path}/publish", {"revision": 1})
    assert stale.json()["code"] == "template_conflict"


def test_what_is_wrong_is_not_published(practice: Practice, manager: Client) -> None:
    wrong = content(findings="{{shoe_size}}", age_from=9, age_to=3)
    made = post(manager, "report-templates", {"level": "tenant", "content": wrong}).json()
    refused = post(manager, f"report-templates/{made['id']}/publish", {"revision": 1})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_template")
    assert [one["place"] for one in refused.json()["problems"]] == ["age_to", "findings"]
    taken = post(manager, "report-templates", {"level": "tenant", "content": content("General")})
    assert taken.json()["code"] == "name_taken"


def test_personal_templates_are_nobody_elses(practice: Practice) -> None:
    own = make_template(
        practice, role="reader", level="personal", name="Mine", modality="CT", body_part="CHEST"
    )
    colleague, reader = practice.client("reader2"), practice.client("reader")
    assert "Mine" in names(reader, "level=personal")
    for client in (colleague, practice.client("manager")):
        assert names(client, "level=personal") == []
        assert client.get(f"{PATH}/{own.id}").status_code == 404
        assert client.get(f"{PATH}/{own.id}/mrrt").status_code == 404
    refused = post(reader, "report-templates", {"level": "tenant", "content": content()})
    assert refused.status_code == 403
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    assert report.template is not None and report.template.name == "Mine"
    fitting = names(reader, f"report={report.id}")
    assert fitting[:2] == ["Mine", "CT chest"]
    with tenant_context(practice.tenant_id):
        other = ReportTemplate.objects.get(name="CT head")
        with pytest.raises(DomainError):
            services.apply_template(
                actor=practice.actor("reader2"), report_id=report.id, template_id=own.id, revision=1
            )
        assert other.active


def test_a_site_has_its_own(practice: Practice, manager: Client) -> None:
    for site, name in ((practice.site_a, "A's"), (practice.site_b, "B's")):
        make_template(
            practice, level="site", site_id=site.id, name=name, modality="CT", body_part="CHEST"
        )
    assert names(manager, f"site={practice.site_b.id}") == ["B's"]
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    assert report.template is not None and report.template.name == "A's"
    client = practice.client("reader")
    assert "B's" not in names(client, f"report={report.id}")


def test_the_list_is_filtered(practice: Practice, manager: Client) -> None:
    template = make_template(
        practice, name="膝関節CT", procedure_words=["gonarthrosis"], modality="CT"
    )
    assert names(manager, "modality=mr&body_part=brain") == ["MR brain"]
    assert names(manager, "search=膝関節") == ["膝関節CT"]
    assert names(manager, "search=gonarthro") == ["膝関節CT"]
    assert post(manager, f"report-templates/{template.id}/retire", {}).json()["state"] == "retired"
    assert names(manager, "state=retired") == ["膝関節CT"]
    assert "膝関節CT" not in names(manager, "state=published")
    assert manager.get(f"{PATH}?state=odd").json()["code"] == "invalid_filter"


def test_the_preview_counts_what_it_would_be_chosen_for(
    practice: Practice, manager: Client
) -> None:
    for _ in range(3):
        begin(practice)
    trial = content(
        findings="Size [size], [Side: left|right], since {{prior_date}}.", modality="CT"
    )
    asked = {"level": "tenant", "content": trial, "days": 90}
    preview = post(manager, "report-templates/preview", asked).json()
    kinds = [piece["kind"] for piece in preview["sections"][3]["pieces"]]
    assert kinds == ["text", "field", "text", "list", "text", "merge", "text"]
    assert preview["problems"] == []
    reach = preview["reach"]
    assert reach["looked_at"] >= 0 and reach["chosen"] == 0
    assert reach["fits"] == sum(one["studies"] for one in reach["others"])


def test_a_file_is_imported_and_exported(practice: Practice, manager: Client) -> None:
    def send(client: Client, content: bytes, **more: str) -> Any:
        return client.post(
            f"{PATH}/import", {"file": SimpleUploadedFile("knee.html", content), **more}
        )

    first = send(manager, KNEE.encode())
    assert first.status_code == 201
    # "MR knee" is shipped.
    assert first.json()["template"]["name"] == "MR knee (2)"
    assert first.json()["template"]["state"] == "draft"
    assert "codes_untied" in {one["code"] for one in first.json()["warnings"]}
    assert send(manager, KNEE.encode()).json()["template"]["name"] == "MR knee (3)"
    mine = send(practice.client("reader"), KNEE.encode(), level="personal")
    assert mine.json()["template"]["level"] == "personal"
    assert send(practice.client("reader"), KNEE.encode(), level="tenant").status_code == 403

    template_id = UUID(first.json()["template"]["id"])
    file = manager.get(f"{PATH}/{template_id}/mrrt")
    assert file["Content-Disposition"].startswith("attachment")
    assert faults(file.content.decode()) == []
    assert send(manager, b"\xff\xfe").json()["code"] == "not_utf8"
    assert send(manager, b"<p></p>").json()["code"] == "not_a_template"
    assert send(manager, b"x" * 10_000_000).json()["code"] == "template_too_large"
