"""Passes over the open tasks: a few per transaction, each task once."""

import logging
from collections.abc import Callable
from itertools import takewhile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id, tenant_context
from apps.common.states import advance
from apps.worklist.live import tell_rerouting
from apps.worklist.models import ReadingTask, Rerouting, ReroutingKind
from apps.worklist.selectors.reroutings import (
    finished_version,
    is_overtaken,
    routed_before,
    tasks_in_scope,
)
from apps.worklist.selectors.tasks import is_free, lock_readings
from apps.worklist.services.holdings import end_unlawful_offer
from apps.worklist.services.promises import renew_promises
from apps.worklist.services.reroutings import UNDER_WAY
from apps.worklist.services.tasks import SEEN_FIELDS, reroute_task
from apps.worklist.states import REROUTING_TRANSITIONS, ReroutingState

TASKS_AT_ONCE = 20

logger = logging.getLogger(__name__)


def run_rerouting(*, tenant_id: UUID, rerouting_id: UUID) -> None:
    """Takes the pass to its end, a few tasks per transaction; called again after a break, it goes on where it was."""
    going = True
    while going:
        with tenant_context(tenant_id):
            going = _take_some(rerouting_id)


def follow_rules() -> int:
    """Routes again what was being read, on hold or given to somebody while the others followed the version in force,
    and waits by now; answers how many of the current tenant.
    """
    number = finished_version()
    if number is None:
        return 0
    task_ids = routed_before(number).order_by("id").values_list("id", flat=True)
    return sum(_follow_rules(task_id, number) for task_id in list(task_ids[:TASKS_AT_ONCE]))


def _follow_rules(task_id: UUID, number: int) -> int:
    try:
        with transaction.atomic():
            tasks = _locked(routed_before(number), [task_id])
            for task in tasks:
                _route_again(task, "rules published")
            return len(tasks)
    except Exception:  # one task that cannot be routed must not keep the others from it
        logger.exception("Task %s could not be routed again", task_id)
        return 0


def _take_some(rerouting_id: UUID) -> bool:
    """One transaction of the pass; whether there may be more. Another worker's turn is left to them."""
    run: Rerouting | None = (
        Rerouting.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("version")
        .filter(id=rerouting_id, state__in=UNDER_WAY)
        .first()
    )
    if run is None:
        return False
    scope = tasks_in_scope(run)
    if run.state == ReroutingState.WAITING:
        run.total = scope.count()
    advance(run, REROUTING_TRANSITIONS, "start")
    if is_overtaken(run):
        return _end(run, "supersede")
    left = scope.filter(id__gt=run.reached) if run.reached else scope
    task_ids = list(left.order_by("id").values_list("id", flat=True)[:TASKS_AT_ONCE])
    if not task_ids:
        return _end(run, "finish")
    task_ids = _free(task_ids)
    work = _route_again if run.kind == ReroutingKind.RULES else _promise_again
    for task in _locked(scope, task_ids):
        _count(run, task, work)
    run.reached, run.moved_at = task_ids[-1], now()
    run.done += len(task_ids)
    run.total = max(run.total, run.done)
    run.save()
    tell_rerouting(run.id)
    return True


def _locked(scope: QuerySet[ReadingTask], task_ids: list[UUID]) -> list[ReadingTask]:
    """Those that are still in scope once nobody else has them, in the order of ids."""
    lock_readings(task_ids)
    return list(
        scope.filter(id__in=task_ids)
        .select_for_update(of=("self",))
        .select_related("study__patient", "site")
        .order_by("id")
    )


def _free(task_ids: list[UUID]) -> list[UUID]:
    """The first of them, up to one that somebody else has; where that is the very first, it alone.

    So a pass waits for a task only while it has no other: who claims or signs may need several of them.
    """
    return list(takewhile(is_free, task_ids)) or task_ids[:1]


def _count(run: Rerouting, task: ReadingTask, work: Callable[[ReadingTask, str], bool]) -> None:
    try:
        with transaction.atomic():
            run.changed += work(task, run.cause)
    except Exception:  # one task that cannot be routed must not keep the others from it
        logger.exception("Task %s could not follow re-routing %s", task.id, run.id)
        run.failed += 1


def _route_again(task: ReadingTask, cause: str) -> bool:
    before = [getattr(task, name) for name in SEEN_FIELDS]
    routed = reroute_task(actor=_actor(), task_id=task.id, cause=cause)
    end_unlawful_offer(task=routed)
    return before != [getattr(routed, name) for name in SEEN_FIELDS]


def _promise_again(task: ReadingTask, cause: str) -> bool:
    return renew_promises(actor=_actor(), task=task, cause=cause)


def _end(run: Rerouting, action: str) -> bool:
    advance(run, REROUTING_TRANSITIONS, action)
    run.moved_at = run.ended_at = now()
    run.save()
    tell_rerouting(run.id)
    return False


def _actor() -> Actor:
    return Actor.system(required_tenant_id(), "re-routing")
