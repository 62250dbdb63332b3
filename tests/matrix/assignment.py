"""Who may hand out work, and ask why it was handed out so."""

from uuid import UUID

from apps.common.isolation import tenant_context
from apps.worklist.models import Assignment
from apps.worklist.services import Part, assign_task, link_tasks, split_task
from tests.factories import Practice
from tests.matrix.calls import MANAGER, READER, WORKLIST, Call, Endpoint
from tests.studies import make_study, make_task


def _task(practice: Practice, role: str) -> Call:
    return Call({"task_id": make_task(practice).id})


def _waiting(practice: Practice, role: str) -> Call:
    make_task(practice)
    return Call()


def _assign(practice: Practice, role: str) -> Call:
    body = {"reader": str(practice.user_ids["reader"]), "reason": "night"}
    return Call({"task_id": make_task(practice).id}, body)


def _assigned(practice: Practice) -> Assignment:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        return assign_task(
            actor=practice.actor("manager"),
            task_id=task.id,
            reader_id=practice.user_ids["reader"],
            reason="night",
        )


def _unassign(practice: Practice, role: str) -> Call:
    return Call({"task_id": _assigned(practice).task_id}, {"reason": "back"})


def _explain(practice: Practice, role: str) -> Call:
    return Call({"assignment_id": _assigned(practice).id})


def _bulk(practice: Practice, role: str) -> Call:
    ids = [str(make_task(practice).id)]
    return Call(body={"ids": ids, "action": "priority", "priority": "URGENT", "reason": "worse"})


def _split(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    return Call({"task_id": task.id}, {"parts": [{"name": "Head"}, {"name": "Chest"}]})


def _split_task(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        split_task(
            actor=practice.actor("manager"),
            task_id=task.id,
            parts=[Part("Head"), Part("Chest")],
        )
    return Call({"task_id": task.id}, {"reason": "one reader is enough"})


def _two(practice: Practice, role: str) -> Call:
    first = make_study(practice)
    one = make_task(practice, first)
    other = make_task(practice, make_study(practice, patient=first.patient))
    return Call({"task_id": one.id}, {"tasks": [str(other.id)]})


def _linked(practice: Practice, role: str) -> Call:
    call = _two(practice, role)
    assert call.body is not None
    with tenant_context(practice.tenant_id):
        link_tasks(
            actor=practice.actor("manager"),
            task_ids=[call.kwargs["task_id"], *map(UUID, call.body["tasks"])],
        )
    return Call(call.kwargs)


ASSIGNMENT_ENDPOINTS = [
    Endpoint("reading-task-next", "POST", READER, _waiting),
    Endpoint("reading-tasks-bulk", "POST", MANAGER, _bulk),
    Endpoint("reading-task-assign", "POST", MANAGER, _assign),
    Endpoint("reading-task-unassign", "POST", MANAGER, _unassign),
    Endpoint("reading-task-explanation", "GET", WORKLIST, _task),
    Endpoint("reading-task-linked", "GET", WORKLIST, _task),
    Endpoint("reading-task-link", "POST", MANAGER | READER, _two),
    Endpoint("reading-task-unlink", "POST", MANAGER, _linked),
    Endpoint("reading-task-split", "POST", MANAGER, _split),
    Endpoint("reading-task-rejoin", "POST", MANAGER, _split_task),
    Endpoint("assignment-explanation", "GET", WORKLIST, _explain),
    Endpoint("assignment-policy", "GET", WORKLIST),
    Endpoint(
        "assignment-policy", "PATCH", MANAGER, lambda practice, role: Call(body={"mode": "mixed"})
    ),
]
