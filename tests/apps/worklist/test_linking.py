"""Several studies of a patient read as one."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from apps.archive.models import Patient
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.staffing.models import Privilege
from apps.worklist import services
from apps.worklist.models import Assignment, Claim, Clock, ReadingTask
from apps.worklist.selectors import WorklistFilter, reading_tasks
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_study, make_task

BODY_PARTS = ("CHEST", "ABDOMEN", "HEAD")


def three(practice: Practice, *, modality: str = "CT") -> list[ReadingTask]:
    """Three open tasks on studies of one patient."""
    first = make_study(practice, body_part=BODY_PARTS[0])
    patient: Patient = first.patient
    rest = [
        make_study(practice, patient=patient, body_part=part, modality=modality)
        for part in BODY_PARTS[1:]
    ]
    return [make_task(practice, study) for study in (first, *rest)]


def link(practice: Practice, role: str, tasks: Sequence[ReadingTask]) -> list[ReadingTask]:
    with tenant_context(practice.tenant_id):
        return services.link_tasks(actor=practice.actor(role), task_ids=[task.id for task in tasks])


def now_as(practice: Practice, tasks: Sequence[ReadingTask]) -> list[ReadingTask]:
    with tenant_context(practice.tenant_id):
        found = ReadingTask.objects.in_bulk([task.id for task in tasks])
    return [found[task.id] for task in tasks]


def holders(practice: Practice, tasks: Sequence[ReadingTask]) -> set[object]:
    with tenant_context(practice.tenant_id):
        claims = Claim.objects.filter(task__in=tasks, ended_at=None)
        by_task = dict(claims.values_list("task_id", "reader_id"))
    return {by_task.get(task.id) for task in tasks}


def test_a_reader_takes_all_of_them_and_each_keeps_its_own_promise(practice: Practice) -> None:
    tasks = three(practice)
    lead = link(practice, "reader", tasks)[0]
    assert lead.id == tasks[0].id
    rows = now_as(practice, tasks)
    assert [(row.lead_id, row.linked, row.state) for row in rows] == [
        (None, 2, "IN_PROGRESS"),
        (lead.id, 2, "IN_PROGRESS"),
        (lead.id, 2, "IN_PROGRESS"),
    ]
    assert holders(practice, tasks) == {practice.user_ids["reader"]}
    with tenant_context(practice.tenant_id):
        services.complete_task(actor=practice.actor("reader"), task_id=tasks[1].id)
        assert Clock.objects.filter(task__in=tasks, own=True, stopped_at=None).count() == 0
        assert Claim.objects.filter(task__in=tasks, end_reason="completed").count() == 3
    assert {row.state for row in now_as(practice, tasks)} == {"COMPLETED"}


ACTS = {
    "claim": ("reader", lambda actor, task: services.claim_task(actor=actor, task_id=task)),
    "keep": ("reader", lambda actor, task: services.keep_claim(actor=actor, task_id=task)),
    "release": ("reader", lambda actor, task: services.release_task(actor=actor, task_id=task)),
    "hand back": (
        "reader",
        lambda actor, task: services.hand_back_task(actor=actor, task_id=task, reason="not mine"),
    ),
    "hold": (
        "manager",
        lambda actor, task: services.hold_task(actor=actor, task_id=task, code="technical"),
    ),
    "resume": ("manager", lambda actor, task: services.resume_task(actor=actor, task_id=task)),
    "unassign": (
        "manager",
        lambda actor, task: services.unassign_task(actor=actor, task_id=task, reason="again"),
    ),
    "unlink": ("manager", lambda actor, task: services.unlink_task(actor=actor, task_id=task)),
    "complete": ("reader", lambda actor, task: services.complete_task(actor=actor, task_id=task)),
    "split": (
        "manager",
        lambda actor, task: services.split_task(
            actor=actor, task_id=task, parts=[services.Part("A"), services.Part("B")]
        ),
    ),
}
# What becomes of the member that is acted on, and of the other two; None: refused, and nothing moves.
WAITING, READ, HELD = "SCHEDULED", "IN_PROGRESS", "held"
TABLE = {
    (WAITING, "claim"): (READ, READ),
    (WAITING, "keep"): None,
    (WAITING, "release"): None,
    (WAITING, "hand back"): None,
    (WAITING, "hold"): (HELD, HELD),
    (WAITING, "resume"): None,
    (WAITING, "unassign"): (WAITING, WAITING),
    (WAITING, "unlink"): (WAITING, WAITING),
    (WAITING, "complete"): None,
    (WAITING, "split"): None,
    (READ, "claim"): (READ, READ),
    (READ, "keep"): (READ, READ),
    (READ, "release"): (WAITING, WAITING),
    (READ, "hand back"): (WAITING, WAITING),
    (READ, "hold"): (HELD, HELD),
    (READ, "resume"): None,
    (READ, "unassign"): (WAITING, WAITING),
    (READ, "unlink"): (WAITING, READ),
    (READ, "complete"): ("COMPLETED", "COMPLETED"),
    (READ, "split"): None,
    (HELD, "claim"): None,
    (HELD, "keep"): None,
    (HELD, "release"): None,
    (HELD, "hand back"): None,
    (HELD, "hold"): None,
    (HELD, "resume"): (WAITING, WAITING),
    (HELD, "unassign"): (HELD, HELD),
    (HELD, "unlink"): (HELD, HELD),
    (HELD, "complete"): None,
    (HELD, "split"): None,
}


def shown(task: ReadingTask) -> str:
    return HELD if task.held_at else task.state


def bring_to(practice: Practice, state: str, tasks: Sequence[ReadingTask]) -> None:
    link(practice, "manager", tasks)
    with tenant_context(practice.tenant_id):
        if state == READ:
            services.claim_task(actor=practice.actor("reader"), task_id=tasks[2].id)
        elif state == HELD:
            services.hold_task(
                actor=practice.actor("manager"), task_id=tasks[0].id, code="technical"
            )


def test_whatever_is_done_to_a_member_is_done_to_all(practice: Practice) -> None:
    assert len(TABLE) == 3 * len(ACTS)
    for (state, act), after in TABLE.items():
        tasks = three(practice)
        bring_to(practice, state, tasks)
        role, do = ACTS[act]
        try:
            with tenant_context(practice.tenant_id), transaction.atomic():
                do(practice.actor(role), tasks[1].id)
        except DomainError:
            assert after is None, (state, act)
        else:
            assert after is not None, (state, act)
        acted, *others = [shown(row) for row in now_as(practice, [tasks[1], tasks[0], tasks[2]])]
        assert (acted, *others) == (
            (state, state, state) if after is None else (after[0], after[1], after[1])
        ), (state, act)
        linked = [row.linked for row in now_as(practice, tasks)]
        assert linked == ([1, 0, 1] if act == "unlink" else [2, 2, 2]), (state, act)


def test_assigning_one_offers_all_to_one_reader(practice: Practice) -> None:
    tasks = three(practice)
    link(practice, "manager", tasks)
    with tenant_context(practice.tenant_id):
        services.assign_task(
            actor=practice.actor("manager"),
            task_id=tasks[1].id,
            reader_id=practice.user_ids["reader2"],
            reason="hers",
        )
        offers = Assignment.objects.filter(task__in=tasks, ended_at=None)
        assert set(offers.values_list("reader_id", flat=True)) == {practice.user_ids["reader2"]}
        assert offers.count() == 3
        services.claim_task(actor=practice.actor("reader2"), task_id=tasks[2].id)
        assert not offers.all().exists()
    assert holders(practice, tasks) == {practice.user_ids["reader2"]}


def test_who_may_not_read_one_of_them_cannot_take_the_whole_and_is_told_why(
    practice: Practice,
) -> None:
    tasks = three(practice, modality="MR")
    with tenant_context(practice.tenant_id):
        Privilege.objects.filter(reader_id=practice.user_ids["reader"]).update(modalities=["CT"])
    assert refusal(
        practice, "reader", "POST", f"/reading-tasks/{tasks[0].id}/link", {"tasks": [tasks[1].id]}
    ) == (403, "not_eligible")
    assert [row.linked for row in now_as(practice, tasks)] == [0, 0, 0]
    offered = answer(practice, "reader", "GET", f"/reading-tasks/{tasks[0].id}/linked")["waiting"]
    assert {one["exclusions"][0]["code"] for one in offered} == {"privilege_modality"}
    link(practice, "manager", tasks)
    assert refusal(practice, "reader", "POST", f"/reading-tasks/{tasks[0].id}/claim") == (
        403,
        "not_eligible",
    )
    open_ = WorklistFilter(states=["SCHEDULED", "IN_PROGRESS"])
    with tenant_context(practice.tenant_id):
        assert not reading_tasks(actor=practice.actor("reader"), narrowed=open_).exists()
        assert reading_tasks(actor=practice.actor("reader2"), narrowed=open_).count() == 3
    explained = answer(practice, "manager", "GET", f"/reading-tasks/{tasks[0].id}/explanation")
    by_reader = {one["reader"]["id"]: one for one in explained["candidates"]}
    assert not by_reader[str(practice.user_ids["reader"])]["eligible"]
    assert by_reader[str(practice.user_ids["reader2"])]["eligible"]


def test_what_does_not_belong_together_is_not_linked(practice: Practice) -> None:
    one, other = make_task(practice), make_task(practice)
    path = f"/reading-tasks/{one.id}/link"
    assert refusal(practice, "manager", "POST", path, {"tasks": [other.id]}) == (
        409,
        "not_linkable",
    )
    assert refusal(practice, "manager", "POST", path, {"tasks": [one.id]}) == (422, "wrong_number")
    tasks = three(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader2"), task_id=tasks[1].id)
        services.release_task(actor=practice.actor("reader2"), task_id=tasks[1].id)
        services.claim_task(actor=practice.actor("reader2"), task_id=tasks[2].id)
    assert refusal(
        practice, "reader", "POST", f"/reading-tasks/{tasks[0].id}/link", {"tasks": [tasks[2].id]}
    ) == (409, "already_claimed")


def test_the_database_leaves_no_member_behind(practice: Practice) -> None:
    for damage in ({"state": "CANCELED"}, {"linked": 0, "lead": None}, {"linked": 1}):
        tasks = three(practice)
        link(practice, "manager", tasks)
        with (
            tenant_context(practice.tenant_id),
            pytest.raises(IntegrityError, match="stand together"),
        ):
            at_once(ReadingTask.objects.filter(id=tasks[1].id), damage)
    link(practice, "reader", tasks)
    ended = {"ended_at": tasks[2].received_at, "end_reason": "expired"}
    with (
        tenant_context(practice.tenant_id),
        pytest.raises(IntegrityError, match="one holder"),
    ):
        at_once(Claim.objects.filter(task=tasks[2], ended_at=None), ended)


def at_once(rows: QuerySet[Any], changes: dict[str, Any]) -> None:
    """The change as a transaction of its own would make it: looked at as it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        rows.update(**changes)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
