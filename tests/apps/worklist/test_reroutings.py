"""Open tasks follow changed rules and service levels, each once, and what a person chose stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.worklist.models import (
    Clock,
    Decision,
    EscalationStep,
    Pathway,
    ReadingTask,
    Rerouting,
)
from apps.worklist.services import (
    assign_task,
    change_priority,
    claim_task,
    fire_due_steps,
    hold_task,
    release_task,
    reroute_task,
    rerouting_passes,
    unassign_task,
)
from apps.worklist.services.pathways import change_pathway
from apps.worklist.services.rerouting_passes import follow_rules, run_rerouting
from apps.worklist.services.reroutings import forgotten_reroutings
from apps.worklist.services.rule_sets import publish_draft, roll_back, save_draft
from apps.worklist.services.sla_policies import add_calendar, add_policy, change_policy
from tests.apps.worklist.desk import answer
from tests.factories import Practice
from tests.studies import make_task

MINUTE = timedelta(minutes=1)


def publish_pathway(practice: Practice, pathway: str, *extra: Any) -> int:
    """Rules that send every study to ``pathway``; answers their number."""
    rules = [
        {
            "id": "all",
            "name": "all",
            "enabled": True,
            "when": {"all": []},
            "then": [{"kind": "set_pathway", "pathway": pathway}, *extra],
            "stop": False,
        }
    ]
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        revision = answer(practice, "manager", "GET", "/rule-sets/draft")["revision"]
        save_draft(actor=manager, rules=rules, revision=revision)
        return publish_draft(actor=manager).number


def follow(practice: Practice) -> Rerouting:
    """Takes every pass that waits to its end; answers the latest."""
    with tenant_context(practice.tenant_id):
        run_ids = list(Rerouting.objects.order_by("asked_at").values_list("id", flat=True))
    for run_id in run_ids:
        run_rerouting(tenant_id=practice.tenant_id, rerouting_id=run_id)
    with tenant_context(practice.tenant_id):
        latest: Rerouting = Rerouting.objects.order_by("-asked_at", "-id")[0]
    return latest


def fresh(task: ReadingTask) -> ReadingTask:
    found: ReadingTask = ReadingTask.objects.get(id=task.id)
    return found


def leave(practice: Practice, task: ReadingTask) -> None:
    pass


def claim(practice: Practice, task: ReadingTask) -> None:
    claim_task(actor=practice.actor("reader"), task_id=task.id)


def release(practice: Practice, task: ReadingTask) -> None:
    release_task(actor=practice.actor("reader"), task_id=task.id)


def hold(practice: Practice, task: ReadingTask) -> None:
    hold_task(actor=practice.actor("manager"), task_id=task.id, code="technical")


def give(practice: Practice, task: ReadingTask) -> None:
    assign_task(
        actor=practice.actor("manager"),
        task_id=task.id,
        reader_id=practice.user_ids["reader"],
        reason="asked for",
    )


def take_back(practice: Practice, task: ReadingTask) -> None:
    unassign_task(actor=practice.actor("manager"), task_id=task.id, reason="changed my mind")


def set_priority(practice: Practice, task: ReadingTask) -> None:
    change_priority(
        actor=practice.actor("manager"), task_id=task.id, priority="URGENT", reason="worse"
    )


@pytest.mark.parametrize(
    ("prepare", "follows", "told"),
    [
        (leave, True, "waiting"),
        (set_priority, True, "waiting"),
        (claim, False, "claimed"),
        (hold, False, "on_hold"),
        (give, False, "given"),
    ],
)
def test_what_waits_follows_the_rules_and_nothing_else(
    practice: Practice,
    prepare: Callable[[Practice, ReadingTask], None],
    follows: bool,
    told: str,
) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        prepare(practice, task)
        before = fresh(task)
    effect = answer(practice, "manager", "GET", "/rule-sets/effect")
    assert {name for name, number in effect.items() if number and name != "priority_set"} == {told}
    assert effect["priority_set"] == int(prepare is set_priority)
    number = publish_pathway(practice, "trauma")
    follow(practice)
    with tenant_context(practice.tenant_id):
        after = fresh(task)
        decisions = Decision.objects.filter(task=task, cause="rules published")
        assert (after.pathway == "trauma") == follows
        assert after.priority == before.priority
        assert (after.assigned_to_id, after.held_at) == (before.assigned_to_id, before.held_at)
        assert [one.rule_set_number for one in decisions] == ([number] if follows else [])


@pytest.mark.parametrize(("keep", "let_go"), [(claim, release), (give, take_back)])
def test_what_was_kept_back_follows_once_it_waits(
    practice: Practice,
    keep: Callable[[Practice, ReadingTask], None],
    let_go: Callable[[Practice, ReadingTask], None],
) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        keep(practice, task)
    publish_pathway(practice, "trauma")
    with tenant_context(practice.tenant_id):
        assert follow_rules() == 0, "the pass is not over"
    follow(practice)
    with tenant_context(practice.tenant_id):
        assert follow_rules() == 0
        let_go(practice, task)
        assert (follow_rules(), follow_rules()) == (1, 0)
        assert fresh(task).pathway == "trauma"


def test_a_pass_that_breaks_off_goes_on_and_routes_each_task_once(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerouting_passes, "TASKS_AT_ONCE", 2)
    tasks = [make_task(practice) for _ in range(5)]
    number = publish_pathway(practice, "trauma")
    with tenant_context(practice.tenant_id):
        run = Rerouting.objects.get()
        assert rerouting_passes._take_some(run.id)
    with frozen_at(now() + 3 * MINUTE), tenant_context(practice.tenant_id):
        run.refresh_from_db()
        assert (run.state, run.total, run.done) == ("running", 5, 2)
        assert forgotten_reroutings() == [run.id]
    late = make_task(practice)
    run = follow(practice)
    assert (run.state, run.done, run.changed, run.failed) == ("done", 5, 5, 0)
    run_rerouting(tenant_id=practice.tenant_id, rerouting_id=run.id)
    with tenant_context(practice.tenant_id):
        for task in (*tasks, late):
            routed = Decision.objects.filter(task=task, kind="routed", rule_set_number=number)
            assert routed.count() == 1
    shown = answer(practice, "manager", "GET", "/reroutings")["results"]
    assert [(one["version"], one["state"], one["done"]) for one in shown] == [(number, "done", 5)]


def test_a_task_that_fails_keeps_no_other_back(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = make_task(practice), make_task(practice)
    publish_pathway(practice, "trauma")

    def fail(**arguments: Any) -> ReadingTask:
        if arguments["task_id"] == broken.id:
            raise RuntimeError("broken")
        return reroute_task(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(rerouting_passes, "reroute_task", fail)
        run = follow(practice)
    assert (run.state, run.done, run.failed) == ("done", 2, 1)
    with tenant_context(practice.tenant_id):
        assert [fresh(task).pathway for task in (broken, sound)] == ["routine", "trauma"]
        assert follow_rules() == 1, "the sweep tries again"
        assert fresh(broken).pathway == "trauma"


def test_a_later_version_overtakes_and_rolling_back_routes_again(practice: Practice) -> None:
    first = publish_pathway(practice, "urgent")
    task = make_task(practice)
    publish_pathway(practice, "trauma")
    with tenant_context(practice.tenant_id):
        waiting = Rerouting.objects.get()
        assert rerouting_passes._take_some(waiting.id)
        roll_back(actor=practice.actor("manager"), number=first)
    follow(practice)
    with tenant_context(practice.tenant_id):
        states = Rerouting.objects.order_by("asked_at").values_list("state", flat=True)
        assert list(states) == ["superseded", "done"]
        assert (fresh(task).pathway, fresh(task).rule_set_number) == ("urgent", 3)


def test_clocks_keep_their_start_and_steps_taken_are_not_taken_again(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        ladder = [{"kind": "page", "percent": 50, "target": "managers"}]
        Pathway.objects.create(code="routine", name="R", queue_rank=4, minutes=60, ladder=ladder)
        Pathway.objects.create(code="soon", name="S", queue_rank=2, minutes=90, ladder=ladder)
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        started = Clock.objects.get(task=task).started_at
        assert started is not None
    with frozen_at(started + 31 * MINUTE), tenant_context(practice.tenant_id):
        assert fire_due_steps() == 1
    with frozen_at(started + 32 * MINUTE):
        publish_pathway(practice, "soon")
        follow(practice)
    with frozen_at(started + 80 * MINUTE), tenant_context(practice.tenant_id):
        clock = Clock.objects.get(task=task)
        assert (clock.started_at, clock.due_at) == (started, started + 90 * MINUTE)
        assert fire_due_steps() == 0
        assert EscalationStep.objects.get(task=task).outcome == "fired"


def test_a_changed_service_level_reaches_what_came_while_it_was_in_force(
    practice: Practice,
) -> None:
    manager = practice.actor("manager")
    task = make_task(practice)
    start = task.received_at
    with tenant_context(practice.tenant_id):
        add_policy(
            actor=manager, priority="STAT", minutes=10, site_id=practice.site_a.id
        )  # another priority: nothing changes
        later = add_policy(
            actor=manager,
            priority="ROUTINE",
            site_id=practice.site_a.id,
            minutes=30,
            effective_from=start + MINUTE,
        )
        assert Rerouting.objects.count() == 1, "asked for once"
    assert follow(practice).changed == 0
    with tenant_context(practice.tenant_id):
        claim(practice, task)
        change_policy(actor=manager, policy_id=later.id, effective_from=start, minutes=48 * 60)
    run = follow(practice)
    assert (run.kind, run.state, run.done, run.changed) == ("service_levels", "done", 1, 1)
    with tenant_context(practice.tenant_id):
        assert fresh(task).due_at == start + 48 * 60 * MINUTE, "also while it is being read"
        assert Decision.objects.filter(task=task, cause="service level changed").count() == 1


def test_hours_and_pathways_reach_open_tasks(practice: Practice) -> None:
    manager = practice.actor("manager")
    always = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]
    with tenant_context(practice.tenant_id):
        hours = add_calendar(actor=manager, name="All", time_zone="UTC", hours=always)
        pathway = Pathway.objects.create(code="routine", name="R", queue_rank=4, minutes=60)
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        change_pathway(actor=manager, pathway_id=pathway.id, minutes=90, queue_rank=3)
    follow(practice)
    with tenant_context(practice.tenant_id):
        assert fresh(task).due_at == task.received_at + 90 * MINUTE
        assert fresh(task).queue_rank == 3
        add_policy(
            actor=manager,
            pathway="routine",
            site_id=practice.site_a.id,
            minutes=120,
            calendar_id=hours.id,
        )
    follow(practice)
    with tenant_context(practice.tenant_id):
        assert Clock.objects.get(task=task).calendar_id == hours.id
