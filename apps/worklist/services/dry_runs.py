"""Trying rules on what came in the last days, in the background, without touching it."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.common.isolation import required_tenant_id, tenant_context
from apps.common.states import advance
from apps.worklist.engine.dry_run import Totals
from apps.worklist.engine.rules import compiled
from apps.worklist.models import DryRun
from apps.worklist.selectors.dry_runs import Replay, task_ids_between
from apps.worklist.selectors.rule_sets import mistakes_in
from apps.worklist.selectors.rules import version_in_force
from apps.worklist.services.rule_sets import InvalidRules, plain_mistakes, storable_rules
from apps.worklist.states import DRY_RUN_TRANSITIONS, DryRunState

TRY_RULES = "worklist.try_rules"
TASKS_AT_ONCE = 500
MOST_DAYS = 31
MOST_UNDER_WAY = 3
RUNS_KEPT = 50
FORGOTTEN_AFTER = timedelta(minutes=1)

logger = logging.getLogger(__name__)


class TooManyDryRuns(Conflict):
    code = "too_many_dry_runs"
    title = "Other dry runs are still under way"


def start_dry_run(*, actor: Actor, rules: Sequence[Any], days: int) -> DryRun:
    """Asks for the rules to be tried on the last ``days`` beside those in force; ``run_dry_run`` does it.

    Raises ``InvalidRules``, ``TooManyDryRuns``, ``Unprocessable``.
    """
    actor.require("rules.manage")
    document = storable_rules(rules)
    mistakes = mistakes_in(document)
    if mistakes:
        raise InvalidRules(
            f"Mend the rules before you try them: {mistakes[0].message}",
            problems=plain_mistakes(mistakes),
        )
    under_way = DryRun.objects.filter(state__in=[DryRunState.WAITING, DryRunState.RUNNING])
    if under_way.filter(asked_at__gt=now() - timedelta(hours=1)).count() >= MOST_UNDER_WAY:
        raise TooManyDryRuns("Wait until one of them is done, then try again.")
    _forget_the_oldest()
    run: DryRun = DryRun.objects.create(
        rules=document, days=days, asked_by_id=actor.user_id, compared_with=version_in_force()
    )
    record(
        actor=actor,
        action="rule_set.dry_run_asked",
        object_type="dry_run",
        object_id=run.id,
        detail={"days": days},
    )
    transaction.on_commit(partial(queue_dry_run, required_tenant_id(), run.id), robust=True)
    return run


def queue_dry_run(tenant_id: UUID, run_id: UUID) -> None:
    """Hands the run to a worker; where the broker is away, the sweep queues it later."""
    try:
        current_app.send_task(TRY_RULES, [str(tenant_id), str(run_id)])
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the sweep will queue the dry run.")


def waiting_dry_runs() -> list[UUID]:
    """Runs of the current tenant that should have been taken up by now."""
    found = DryRun.objects.filter(
        state=DryRunState.WAITING, asked_at__lt=now() - FORGOTTEN_AFTER
    ).order_by("asked_at")
    return list(found.values_list("id", flat=True)[:MOST_UNDER_WAY])


def run_dry_run(*, tenant_id: UUID, run_id: UUID) -> DryRun | None:
    """Tries the rules, a chunk of tasks per transaction, so that progress is seen and nothing is kept locked.

    Called again for a run that was broken off, it starts over; for one that is done it does nothing.
    """
    with tenant_context(tenant_id):
        run = _begin(run_id)
        if run is None:
            return None
        start, end = run.asked_at - timedelta(days=run.days), run.asked_at
        replay = Replay(
            before=compiled(run.compared_with.rules) if run.compared_with else None,
            after=compiled(run.rules),
            start=start,
            end=end,
        )
        task_ids = task_ids_between(start, end)
        DryRun.objects.filter(id=run_id).update(total=len(task_ids), done=0)
    totals = Totals(at=run.asked_at)
    try:
        for first in range(0, len(task_ids), TASKS_AT_ONCE):
            with tenant_context(tenant_id):
                for tried in replay.of(task_ids[first : first + TASKS_AT_ONCE]):
                    totals.add(tried)
                done = min(first + TASKS_AT_ONCE, len(task_ids))
                DryRun.objects.filter(id=run_id).update(done=done)
    except Exception:
        logger.exception("Dry run %s failed", run_id)
        with tenant_context(tenant_id):
            return _end(run_id, "fail", failure="Something went wrong on our side; try again.")
    with tenant_context(tenant_id):
        return _end(run_id, "finish", result=totals.as_json(replay.reader_names()))


def _begin(run_id: UUID) -> DryRun | None:
    run: DryRun | None = (
        DryRun.objects.select_for_update(of=("self",))
        .select_related("compared_with")
        .filter(id=run_id, state__in=[DryRunState.WAITING, DryRunState.RUNNING])
        .first()
    )
    if run is not None:
        advance(run, DRY_RUN_TRANSITIONS, "start").save(update_fields=["state"])
    return run


def _end(
    run_id: UUID, action: str, *, result: dict[str, Any] | None = None, failure: str = ""
) -> DryRun:
    run: DryRun = DryRun.objects.select_for_update(of=("self",)).get(id=run_id)
    if run.state == DryRunState.RUNNING:
        run.result, run.failure = result, failure
        advance(run, DRY_RUN_TRANSITIONS, action)
        run.save(update_fields=["state", "result", "failure"])
    return run


def _forget_the_oldest() -> None:
    kept = DryRun.objects.order_by("-asked_at", "-id").values_list("id", flat=True)[: RUNS_KEPT - 1]
    over = DryRun.objects.filter(state__in=[DryRunState.DONE, DryRunState.FAILED])
    over.exclude(id__in=list(kept)).delete()
