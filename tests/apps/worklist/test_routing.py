"""Where tasks go, by which rules, and that none is left behind."""

from apps.common.isolation import tenant_context
from apps.worklist import services
from apps.worklist.models import Decision, ReadingTask, RuleSetVersion
from tests.factories import Practice
from tests.studies import make_study, make_task

STROKE = {
    "rules": [
        {
            "id": "stroke",
            "name": "Stroke CT",
            "enabled": True,
            "when": {
                "all": [
                    {"field": "modality", "operator": "any_of", "value": ["CT"]},
                    {"field": "body_part", "operator": "any_of", "value": ["HEAD"]},
                ]
            },
            "then": [
                {"kind": "set_pathway", "pathway": "stroke"},
                {"kind": "require_skill", "skill": "neuro", "level": 2},
                {"kind": "due_within", "minutes": 15},
            ],
            "stop": False,
        }
    ]
}


def test_a_published_rule_routes_what_it_matches_and_nothing_else(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        RuleSetVersion.objects.create(number=1, rules=STROKE)
    head = make_task(practice, modality="CT", body_part="HEAD")
    chest = make_task(practice, modality="CT", body_part="CHEST")
    assert (head.pathway, head.needs) == ("stroke", [{"skill": "neuro", "level": 2}])
    assert (head.due_at - head.received_at).total_seconds() == 15 * 60
    assert (chest.pathway, chest.needs) == ("routine", [])
    with tenant_context(practice.tenant_id):
        trace = Decision.objects.get(task=head).trace["rules"]
    assert [(row["id"], row["matched"]) for row in trace] == [("stroke", True)]


def test_who_lacks_the_skill_does_not_see_it(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        RuleSetVersion.objects.create(number=1, rules=STROKE)
    head = make_task(practice, modality="CT", body_part="HEAD")
    rows = practice.client("reader").get("/api/v1/reading-tasks").json()["results"]
    assert str(head.id) not in {row["id"] for row in rows}
    seen = practice.client("manager").get("/api/v1/reading-tasks").json()["results"]
    assert str(head.id) in {row["id"] for row in seen}


def test_a_task_from_before_routing_is_routed(practice: Practice) -> None:
    study = make_study(practice)
    task = make_task(practice, study)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=task.id).update(work_class=None, routed_at=None)
    early = practice.client("reader").post(f"/api/v1/reading-tasks/{task.id}/claim")
    assert (early.status_code, early.json()["code"]) == (409, "not_claimable")
    with tenant_context(practice.tenant_id):
        assert services.route_unrouted() == 1
        assert services.route_unrouted() == 0
    rows = practice.client("reader").get("/api/v1/reading-tasks").json()["results"]
    assert [row["id"] for row in rows] == [str(task.id)]
