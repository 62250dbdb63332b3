"""Dry runs: the same answers as live routing, sums that add up, a job that can be followed and broken off."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.staffing.models import PoolMembership, ReaderPool, ReaderSkill, Shift
from apps.worklist.engine.dry_run import Decided
from apps.worklist.engine.rules import compiled
from apps.worklist.models import DryRun, ReadingTask, SlaPolicy
from apps.worklist.selectors.dry_runs import Replay, task_ids_between
from apps.worklist.selectors.facts import skill_needs
from apps.worklist.services.dry_runs import (
    MOST_UNDER_WAY,
    run_dry_run,
    start_dry_run,
    waiting_dry_runs,
)
from apps.worklist.services.rule_sets import publish_draft, save_draft
from tests.apps.worklist.desk import answer, ask, refusal
from tests.factories import Practice
from tests.studies import make_study, make_task

DAY = datetime(2026, 11, 1, tzinfo=UTC)
END = DAY + timedelta(days=1)


def is_one_of(field: str, *codes: str) -> dict[str, Any]:
    return {"field": field, "operator": "any_of", "value": list(codes)}


def rule(rule_id: str, when: Any, *then: Any, stop: bool = False) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": rule_id,
        "enabled": True,
        "when": when,
        "then": list(then),
        "stop": stop,
    }


NIGHT = {"field": "local_time", "operator": "between", "value": ["20:00", "07:00"]}
RULES = [
    rule(
        "stroke",
        {"all": [is_one_of("modality", "CT"), is_one_of("body_part", "HEAD")]},
        {"kind": "set_priority", "priority": "STAT"},
        {"kind": "set_pathway", "pathway": "stroke"},
        {"kind": "page", "after_minutes": 10, "recipient": "on_call", "unless": "claimed"},
    ),
    rule(
        "mr",
        is_one_of("modality", "MR"),
        {"kind": "route_to", "pool": "night", "widen_after_minutes": 30},
        {"kind": "require_skill", "skill": "neuro", "level": 2},
    ),
    rule("soon", is_one_of("site", "site-b"), {"kind": "due_within", "minutes": 45}),
    rule(
        "night",
        NIGHT,
        {"kind": "read_workflow", "workflow": "preliminary_then_final"},
        stop=True,
    ),
    rule("day", {"all": []}, {"kind": "prefer_skill", "skill": "neuro", "level": 1}),
]
OTHER_RULES = [rule("all", {"all": []}, {"kind": "set_pathway", "pathway": "urgent"})]


@pytest.fixture
def staffed(practice: Practice) -> Practice:
    """Reader on duty all day, reader2 until noon UTC; reader2 is the night pool and knows neuro."""
    with tenant_context(practice.tenant_id):
        pool = ReaderPool.objects.create(code="night", name="Night")
        second = practice.user_ids["reader2"]
        PoolMembership.objects.create(pool=pool, reader_id=second)
        ReaderSkill.objects.create(reader_id=second, skill="neuro", level=3)
        for name, hours in (("reader", 24), ("reader2", 12)):
            Shift.objects.create(
                reader_id=practice.user_ids[name],
                starts_at=DAY,
                ends_at=DAY + timedelta(hours=hours),
            )
        SlaPolicy.objects.create(priority="STAT", minutes=20)
        SlaPolicy.objects.create(modality="CR", minutes=300)
    return practice


def put_in_force(practice: Practice, rules: list[Any]) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        revision = answer(practice, "manager", "GET", "/rule-sets/draft")["revision"]
        save_draft(actor=manager, rules=rules, revision=revision)
        publish_draft(actor=manager)


def a_day_of_studies(practice: Practice) -> list[ReadingTask]:
    kinds = product(
        (practice.site_a, practice.site_b),
        ("CT", "MR", "CR"),
        ("HEAD", "CHEST"),
        ("STAT", "ROUTINE"),
    )
    made = []
    for number, (site, modality, body_part, priority) in enumerate(kinds):
        with frozen_at(DAY + timedelta(minutes=59 * number)):
            study = make_study(
                practice, site=site, modality=modality, body_part=body_part, priority=priority
            )
            made.append(make_task(practice, study))
    return made


def as_routed(task: ReadingTask) -> tuple[Any, ...]:
    return (
        task.priority,
        task.pathway,
        task.pool,
        task.named_reader_id,
        skill_needs(task.needs),
        skill_needs(task.preferred_skills),
        task.workflow,
        task.read_type,
        task.due_at,
    )


def as_tried(decided: Decided) -> tuple[Any, ...]:
    return (
        decided.priority,
        decided.pathway,
        decided.pool,
        decided.reader,
        decided.needs,
        decided.preferred,
        decided.workflow,
        decided.read_type,
        decided.due_at,
    )


def dry_run(practice: Practice, rules: list[Any]) -> Any:
    """The finished run over the fixture's day, as its page gets it."""
    with frozen_at(END):
        with tenant_context(practice.tenant_id):
            run = start_dry_run(actor=practice.actor("manager"), rules=rules, days=1)
        run_dry_run(tenant_id=practice.tenant_id, run_id=run.id)
    return answer(practice, "reader", "GET", f"/rule-sets/dry-runs/{run.id}")


def test_a_dry_run_decides_each_task_as_live_routing_did(staffed: Practice) -> None:
    put_in_force(staffed, RULES)
    made = a_day_of_studies(staffed)
    put_in_force(staffed, OTHER_RULES)
    with tenant_context(staffed.tenant_id):
        replay = Replay(
            before=compiled({"rules": OTHER_RULES}),
            after=compiled({"rules": RULES}),
            start=DAY,
            end=END,
        )
        tried = {one.task_id: one for one in replay.of(task_ids_between(DAY, END))}
        live = {task.id: ReadingTask.objects.get(id=task.id) for task in made}
    assert {task_id: as_tried(one.after) for task_id, one in tried.items()} == {
        task_id: as_routed(task) for task_id, task in live.items()
    }
    assert {one.before.pathway for one in tried.values()} == {"urgent"}
    assert len({as_tried(one.after)[:-1] for one in tried.values()}) > 8, "the day is varied"


def test_a_dry_runs_totals_are_those_of_the_live_day(staffed: Practice) -> None:
    put_in_force(staffed, RULES)
    made = a_day_of_studies(staffed)
    put_in_force(staffed, OTHER_RULES)
    body = dry_run(staffed, RULES)
    assert (body["state"], body["progress"], body["error"]) == ("done", 1.0, "")
    assert (body["done"], body["total"], body["compared_with"]) == (len(made), len(made), 2)
    result = body["result"]
    with tenant_context(staffed.tenant_id):
        live = list(ReadingTask.objects.filter(id__in=[task.id for task in made]))
    for dimension in ("priority", "pathway", "pool"):
        totals = {
            row["name"]: row["after"]["tasks"]
            for row in result[f"by_{dimension}"]
            if row["after"]["tasks"]
        }
        assert totals == Counter(getattr(task, dimension) for task in live)
    assert result["tasks"] == len(made)
    assert result["matched"]["mr"] == sum(task.pool == "night" for task in live)
    for side in (result["total"]["before"], result["total"]["after"]):
        assert side["hits"] + side["misses"] + side["undecided"] == side["tasks"] == len(made)
        assert side["minutes"] == pytest.approx(sum(task.minutes for task in live), abs=0.1)


def test_the_rules_in_force_change_nothing(staffed: Practice) -> None:
    put_in_force(staffed, RULES)
    a_day_of_studies(staffed)
    result = dry_run(staffed, RULES)["result"]
    assert result["changed"] == 0
    assert result["total"]["before"] == result["total"]["after"]
    assert not any(example["changed"] for example in result["examples"])
    assert {"mr", "stroke"} <= {one for example in result["examples"] for one in example["matched"]}


def test_what_nobody_on_duty_may_read_is_unassignable(staffed: Practice) -> None:
    made = a_day_of_studies(staffed)
    result = dry_run(staffed, RULES)["result"]
    with tenant_context(staffed.tenant_id):
        afternoon = [
            task
            for task in made
            if "MR" in task.study.modalities and task.received_at >= DAY + timedelta(hours=12)
        ]
    assert afternoon
    night = next(row for row in result["by_pool"] if row["name"] == "night")
    assert night["after"]["unassignable"] == len(afternoon)
    assert result["total"]["before"]["unassignable"] == 0
    load = {row["reader"]["name"]: row for row in result["by_reader"]}
    before = sum(row["before_minutes"] for row in load.values())
    assert before == pytest.approx(result["total"]["before"]["minutes"], abs=0.5)
    reader = load[staffed.actor("reader").name]
    assert reader["after_minutes"] < reader["before_minutes"]


def test_due_times_are_judged_by_when_reports_were_signed(staffed: Practice) -> None:
    with frozen_at(DAY + timedelta(hours=10)):
        tasks = [make_task(staffed, modality="CT", body_part="FOOT") for _ in range(3)]
    with tenant_context(staffed.tenant_id):
        for task, minutes in zip(tasks[:2], (20, 60), strict=True):
            ReadingTask.objects.filter(id=task.id).update(
                state="COMPLETED", completed_at=task.received_at + timedelta(minutes=minutes)
            )
    hurried = [rule("all", {"all": []}, {"kind": "due_within", "minutes": 30})]
    result = dry_run(staffed, hurried)["result"]
    after, before = result["total"]["after"], result["total"]["before"]
    assert (after["hits"], after["misses"], after["undecided"]) == (1, 2, 0)
    assert (before["hits"], before["misses"], before["undecided"]) == (2, 0, 1)
    assert result["changed"] == 3
    assert all(example["after"].endswith("due in 30 min") for example in result["examples"])


def test_a_run_that_was_broken_off_starts_over_and_one_that_is_done_stays(
    staffed: Practice,
) -> None:
    a_day_of_studies(staffed)
    with frozen_at(END):
        with tenant_context(staffed.tenant_id):
            run = start_dry_run(actor=staffed.actor("manager"), rules=RULES, days=1)
            DryRun.objects.filter(id=run.id).update(state="running", done=7, total=24)
        first = run_dry_run(tenant_id=staffed.tenant_id, run_id=run.id)
        assert first and first.state == "done" and first.done == first.total == 24
        assert run_dry_run(tenant_id=staffed.tenant_id, run_id=run.id) is None


def test_the_sweep_finds_what_nobody_took_up(staffed: Practice) -> None:
    with tenant_context(staffed.tenant_id):
        run = start_dry_run(actor=staffed.actor("manager"), rules=RULES, days=1)
        assert waiting_dry_runs() == []
        with frozen_at(now() + timedelta(minutes=2)):
            assert waiting_dry_runs() == [run.id]


def test_only_some_run_at_once(staffed: Practice) -> None:
    body = {"rules": RULES, "days": 1}
    for _ in range(MOST_UNDER_WAY):
        response = ask(staffed, "manager", "POST", "/rule-sets/dry-run", body)
        assert response.status_code == 202, response.content
        assert response.json()["state"] == "waiting"
    refused = refusal(staffed, "manager", "POST", "/rule-sets/dry-run", body)
    assert refused == (409, "too_many_dry_runs")


def test_wrong_rules_are_not_tried(practice: Practice) -> None:
    body = {"rules": [rule("x", {"all": []}, {"kind": "set_pathway", "pathway": "nowhere"})]}
    response = ask(practice, "manager", "POST", "/rule-sets/dry-run", body)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_rules")
    assert response.json()["problems"][0]["path"] == "/rules/0/then/0/pathway"
    for days in (0, 32, "x"):
        odd: Any = {"rules": [], "days": days}
        assert ask(practice, "manager", "POST", "/rule-sets/dry-run", odd).status_code == 400


def test_the_number_of_queries_does_not_grow_with_the_tasks(staffed: Practice) -> None:
    def queries() -> int:
        with tenant_context(staffed.tenant_id):
            replay = Replay(before=None, after=compiled({"rules": RULES}), start=DAY, end=END)
            task_ids = task_ids_between(DAY, END)
            replay.of(task_ids[:1])
            with CaptureQueriesContext(connection) as captured:
                replay.of(task_ids)
        return len(captured)

    a_day_of_studies(staffed)
    few = queries()
    a_day_of_studies(staffed)
    assert queries() == few
