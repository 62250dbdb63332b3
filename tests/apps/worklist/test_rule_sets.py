"""Rule sets: drafting together, publishing without gaps, comparing, going back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from apps.audit.models import AuditEvent
from apps.common.errors import Conflict
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.staffing.models import ReaderPool
from apps.worklist.engine.rules import DEFAULT_RULES
from apps.worklist.models import RuleSetVersion
from apps.worklist.services.rule_sets import (
    publish_draft,
    publish_shipped_rules,
    roll_back,
    save_draft,
)
from tests.apps.worklist.desk import answer, ask, refusal
from tests.factories import Practice
from tests.studies import make_task


def rule(rule_id: str = "r1", pathway: str = "stroke", **changes: Any) -> dict[str, Any]:
    """CT goes on this pathway."""
    return {
        "id": rule_id,
        "name": f"Rule {rule_id}",
        "enabled": True,
        "when": {"field": "modality", "operator": "any_of", "value": ["CT"]},
        "then": [{"kind": "set_pathway", "pathway": pathway}],
        "stop": False,
        **changes,
    }


def save(practice: Practice, rules: list[Any], revision: int, role: str = "manager") -> Any:
    body = {"rules": rules, "revision": revision}
    return answer(practice, role, "PUT", "/rule-sets/draft", body)


def publish(practice: Practice, note: str = "", role: str = "manager") -> Any:
    return answer(practice, role, "POST", "/rule-sets/publish", {"note": note})


def publish_rules(practice: Practice, *rules: Any) -> Any:
    draft = answer(practice, "manager", "GET", "/rule-sets/draft")
    save(practice, list(rules), draft["revision"])
    return publish(practice)


def test_a_new_practice_drafts_from_the_shipped_rules(practice: Practice) -> None:
    draft = answer(practice, "reader", "GET", "/rule-sets/draft")
    assert draft["rules"] == DEFAULT_RULES["rules"]
    assert (draft["revision"], draft["based_on"], draft["saved_at"]) == (0, None, None)
    assert draft["problems"] == []
    assert answer(practice, "reader", "GET", "/rule-sets")["results"] == []
    assert publish(practice)["number"] == 1


def test_the_shipped_rules_are_put_in_force_once(practice: Practice) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        first = publish_shipped_rules(actor=manager)
        assert first and first.number == 1
        assert publish_shipped_rules(actor=manager) is None


def test_two_managers_cannot_overwrite_each_other(practice: Practice) -> None:
    first = save(practice, [rule("a")], 0)
    assert first["revision"] == 1
    body = {"rules": [rule("b")], "revision": 0}
    response = ask(practice, "admin", "PUT", "/rule-sets/draft", body)
    assert (response.status_code, response.json()["code"]) == (409, "draft_conflict")
    theirs = response.json()["draft"]
    assert (theirs["revision"], theirs["rules"]) == (1, [rule("a")])
    assert theirs["saved_by"]["name"] == practice.actor("manager").name
    assert save(practice, [rule("b")], 1, role="admin")["revision"] == 2


def test_a_draft_is_kept_however_wrong_and_says_what_is(practice: Practice) -> None:
    wrong = [rule(pathway="nowhere"), {"id": "x"}, 7]
    draft = save(practice, wrong, 0)
    assert draft["rules"] == wrong
    assert "/rules/0/then/0/pathway" in {problem["path"] for problem in draft["problems"]}
    assert all(set(problem) == {"path", "code", "message"} for problem in draft["problems"])
    response = ask(practice, "manager", "POST", "/rule-sets/publish", {})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_rules")
    assert response.json()["problems"] == draft["problems"]
    assert refusal(practice, "manager", "GET", "/rule-sets/diff") == (422, "invalid_rules")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"rules": [{"id": "a\\u0000"}], "revision": 0}', 422),
        ('{"rules": ["\\ud800"], "revision": 0}', 422),
        ('{"rules": [1e999], "revision": 0}', 400),
        ('{"rules": ["' + "x" * 1_000_000 + '"], "revision": 0}', 422),
        ('{"rules": {}, "revision": 0}', 400),
        ('{"rules": null, "revision": 0}', 400),
        ('{"rules": []}', 400),
        ('{"rules": [], "revision": -1}', 400),
        ('{"rules": [NaN], "revision": 0}', 400),
        ("[]", 400),
    ],
)
def test_what_cannot_be_kept_is_refused(practice: Practice, body: str, status: int) -> None:
    response = practice.client("manager").put(
        "/api/v1/rule-sets/draft", body, content_type="application/json"
    )
    assert response.status_code == status, response.content
    assert answer(practice, "manager", "GET", "/rule-sets/draft")["revision"] == 0


def test_publishing_puts_the_draft_in_force(practice: Practice) -> None:
    save(practice, [rule()], 0)
    published = publish(practice, note="Strokes first")
    assert (published["number"], published["note"]) == (1, "Strokes first")
    assert published["rules"] == [rule()]
    (listed,) = answer(practice, "reader", "GET", "/rule-sets")["results"]
    assert (listed["number"], listed["current"], listed["rule_count"]) == (1, True, 1)
    assert "rules" not in listed
    assert answer(practice, "reader", "GET", "/rule-sets/draft")["based_on"] == 1
    task = make_task(practice, modality="CT")
    assert (task.pathway, task.rule_set_number) == ("stroke", 1)
    with tenant_context(practice.tenant_id):
        event = OutboxEvent.objects.get(name="worklist.rule_set_published")
        assert event.payload == {"number": 1}
        actions = list(
            AuditEvent.objects.filter(object_type="rule_set")
            .order_by("id")
            .values_list("action", flat=True)
        )
    assert actions == ["rule_set.draft_saved", "rule_set.published"]


def test_an_unchanged_draft_is_not_published_again(practice: Practice) -> None:
    publish_rules(practice, rule())
    unchanged = (409, "unchanged")
    assert refusal(practice, "manager", "POST", "/rule-sets/publish", {}) == unchanged
    plain = {key: value for key, value in rule().items() if key not in ("enabled", "stop")}
    save(practice, [plain], 1)
    assert refusal(practice, "manager", "POST", "/rule-sets/publish", {}) == unchanged


def test_publishing_can_insist_on_the_draft_that_was_seen(practice: Practice) -> None:
    save(practice, [rule()], 0)
    body = {"revision": 0}
    assert refusal(practice, "manager", "POST", "/rule-sets/publish", body) == (
        409,
        "draft_conflict",
    )
    body = {"revision": 1}
    assert answer(practice, "manager", "POST", "/rule-sets/publish", body)["number"] == 1


def test_rolling_back_publishes_the_old_rules_anew(practice: Practice) -> None:
    publish_rules(practice, rule("a"))
    publish_rules(practice, rule("b"))
    back = answer(practice, "manager", "POST", "/rule-sets/1/roll-back", {"note": "b was wrong"})
    assert (back["number"], back["rolled_back_to"], back["rules"]) == (3, 1, [rule("a")])
    assert answer(practice, "reader", "GET", "/rule-sets/draft")["rules"] == [rule("b")]
    for number in (1, 3):
        path = f"/rule-sets/{number}/roll-back"
        assert refusal(practice, "manager", "POST", path, {}) == (409, "unchanged")
    for number in (4, 0, 10**12):
        path = f"/rule-sets/{number}/roll-back"
        assert refusal(practice, "manager", "POST", path, {}) == (404, "not_found")
    assert [
        one["current"] for one in answer(practice, "reader", "GET", "/rule-sets")["results"]
    ] == [
        True,
        False,
        False,
    ]


def test_what_names_something_gone_cannot_come_back(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        pool = ReaderPool.objects.create(code="night", name="Night")
    routed = rule(then=[{"kind": "route_to", "pool": "night", "widen_after_minutes": None}])
    publish_rules(practice, routed)
    publish_rules(practice, rule())
    with tenant_context(practice.tenant_id):
        pool.delete()
    response = ask(practice, "manager", "POST", "/rule-sets/1/roll-back", {})
    assert response.json()["code"] == "invalid_rules"
    (problem,) = response.json()["problems"]
    assert (problem["path"], problem["code"]) == ("/rules/0/then/0/pool", "unknown_reference")


def test_any_two_versions_can_be_compared(practice: Practice) -> None:
    publish_rules(practice, rule("a"), rule("b"))
    publish_rules(practice, rule("b", pathway="trauma"), rule("c"))
    found = answer(practice, "reader", "GET", "/rule-sets/diff?from=1&to=2")
    assert [one["id"] for one in found["added"]] == ["c"]
    assert [one["id"] for one in found["removed"]] == ["a"]
    assert [(one["id"], one["keys"]) for one in found["changed"]] == [("b", ["then"])]
    nothing: Any = {"added": [], "removed": [], "changed": [], "moved": []}
    assert answer(practice, "reader", "GET", "/rule-sets/diff") == nothing
    assert answer(practice, "reader", "GET", "/rule-sets/diff?from=2&to=draft") == nothing
    assert refusal(practice, "reader", "GET", "/rule-sets/diff?from=9") == (404, "not_found")
    assert refusal(practice, "reader", "GET", "/rule-sets/diff?from=x") == (400, "invalid_filter")


def test_a_published_version_never_changes(practice: Practice) -> None:
    publish_rules(practice, rule())
    with tenant_context(practice.tenant_id):
        for change in (
            lambda: RuleSetVersion.objects.update(note="changed"),
            lambda: RuleSetVersion.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_the_catalogue_offers_what_the_practice_has(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        ReaderPool.objects.create(code="night", name="Night readers")
    found = answer(practice, "reader", "GET", "/rule-catalogue")
    fields = {field["name"]: field for field in found["fields"]}
    assert {"value": "site-a", "label": "Site A"} in fields["site"]["choices"]
    assert {"value": "emergency", "label": "Emergency"} in fields["patient_class"]["choices"]
    assert "any_of" in fields["site"]["operators"]
    actions = {
        action["kind"]: {one["name"]: one for one in action["parameters"]}
        for action in found["actions"]
    }
    pool = actions["route_to"]["pool"]
    assert pool["choices"] == [{"value": "night", "label": "Night readers"}]
    assert actions["route_to"]["widen_after_minutes"]["required"] is False
    pathways = {choice["value"] for choice in actions["set_pathway"]["pathway"]["choices"]}
    assert {"stroke", "trauma", "stat", "urgent", "routine"} <= pathways
    readers = {choice["value"] for choice in actions["name_reader"]["reader"]["choices"]}
    assert readers == {str(practice.user_ids[name]) for name in ("reader", "reader2")}
    people = {choice["value"] for choice in actions["page"]["recipient"]["choices"]}
    assert {"on_call", "managers", str(practice.user_ids["operations"])} <= people
    assert str(practice.user_ids["site_user"]) not in people
    assert all(
        choice["label"]
        for parameters in actions.values()
        for one in parameters.values()
        for choice in one.get("choices", [])
    )


def test_rules_can_be_checked_without_being_kept(practice: Practice) -> None:
    body = {"rules": [rule(pathway="nowhere")]}
    found = answer(practice, "reader", "POST", "/rule-sets/validate", body)
    assert [one["code"] for one in found["problems"]] == ["unknown_reference"]
    assert answer(practice, "manager", "GET", "/rule-sets/draft")["revision"] == 0


def test_numbers_have_no_gaps_whoever_publishes_at_once(committed_practice: Practice) -> None:
    practice = committed_practice
    actors = [practice.actor("manager"), practice.actor("admin")]
    with tenant_context(practice.tenant_id):
        publish_shipped_rules(actor=actors[0])

    def work(number: int) -> None:
        actor = actors[number % 2]
        try:
            for revision in range(50):
                try:
                    with tenant_context(practice.tenant_id):
                        if number % 3 == 0:
                            roll_back(actor=actor, number=1)
                        else:
                            save_draft(actor=actor, rules=[rule(f"r{number}")], revision=revision)
                            publish_draft(actor=actor)
                except Conflict:
                    continue
                return
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(12)))
    with tenant_context(practice.tenant_id):
        numbers = list(RuleSetVersion.objects.order_by("number").values_list("number", flat=True))
        events = OutboxEvent.objects.filter(name="worklist.rule_set_published")
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 3
        assert sorted(event.payload["number"] for event in events) == numbers


def test_the_number_of_queries_does_not_grow_with_the_versions(practice: Practice) -> None:
    client = practice.client("reader")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/api/v1/rule-sets")
        return len(captured)

    publish_rules(practice, rule("0"))
    queries()
    few = queries()
    for number in range(1, 5):
        publish_rules(practice, rule(str(number)))
    assert queries() == few
