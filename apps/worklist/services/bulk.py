"""One action on many tasks: each by itself, so that one refusal spoils nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.common.errors import DomainError, Unprocessable
from apps.worklist.models import ReadingTask
from apps.worklist.services.assignments import assign_task, unassign_task
from apps.worklist.services.holds import hold_task, resume_task
from apps.worklist.services.tasks import change_priority

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one task; ``code`` and ``detail`` are empty where it went well."""

    id: UUID
    ok: bool
    code: str = ""
    detail: str = ""


def _assign(*, actor: Actor, task_id: UUID, wanted: Mapping[str, Any]) -> None:
    if not wanted.get("reader"):
        raise Unprocessable("Choose the reader.", code="reader_required")
    assign_task(actor=actor, task_id=task_id, reader_id=wanted["reader"], reason=wanted["reason"])


def _unassign(*, actor: Actor, task_id: UUID, wanted: Mapping[str, Any]) -> None:
    unassign_task(actor=actor, task_id=task_id, reason=wanted["reason"])


def _prioritise(*, actor: Actor, task_id: UUID, wanted: Mapping[str, Any]) -> None:
    change_priority(
        actor=actor,
        task_id=task_id,
        priority=wanted.get("priority", ""),
        reason=wanted["reason"],
    )


def _hold(*, actor: Actor, task_id: UUID, wanted: Mapping[str, Any]) -> None:
    hold_task(
        actor=actor, task_id=task_id, code=wanted.get("code", "other"), reason=wanted["reason"]
    )


def _resume(*, actor: Actor, task_id: UUID, wanted: Mapping[str, Any]) -> None:
    resume_task(actor=actor, task_id=task_id, reason=wanted["reason"])


ACTIONS: dict[str, Callable[..., None]] = {
    "assign": _assign,
    "unassign": _unassign,
    "priority": _prioritise,
    "hold": _hold,
    "resume": _resume,
}

BULK_ACTIONS = sorted(ACTIONS)


def act_on_many(
    *, actor: Actor, task_ids: Sequence[UUID], action: str, wanted: Mapping[str, Any]
) -> list[BulkResult]:
    """Does ``action`` (a key of ``ACTIONS``) to each task, in the order of ids, and says what became of each.

    Of tasks that are read together the first named stands for all, but each has its own priority.
    Raises ``PermissionRefused``; ``Unprocessable`` for an unknown action or more than 200 tasks.
    """
    actor.require("worklist.manage")
    if action not in ACTIONS:
        raise Unprocessable(f"An action is one of {', '.join(ACTIONS)}.", code="unknown_action")
    if len(task_ids) > MOST_AT_ONCE:
        raise Unprocessable(f"At most {MOST_AT_ONCE} at once.", code="too_many")
    results: list[BulkResult] = []
    done: dict[UUID, BulkResult] = {}
    leads = _leads_of(task_ids) if action != "priority" else {}
    for task_id in sorted(set(task_ids)):
        lead = leads.get(task_id, task_id)
        if lead in done:
            results.append(replace(done[lead], id=task_id))
            continue
        done[lead] = _one(actor, task_id, action, wanted)
        results.append(done[lead])
    return results


def _leads_of(task_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    linked = ReadingTask.objects.filter(id__in=task_ids, lead__isnull=False)
    return dict(linked.values_list("id", "lead_id"))


def _one(actor: Actor, task_id: UUID, action: str, wanted: Mapping[str, Any]) -> BulkResult:
    try:
        with transaction.atomic():
            ACTIONS[action](actor=actor, task_id=task_id, wanted=wanted)
    except DomainError as refusal:
        return BulkResult(task_id, ok=False, code=refusal.code, detail=refusal.detail)
    return BulkResult(task_id, ok=True)
