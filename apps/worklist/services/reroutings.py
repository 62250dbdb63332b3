"""Asking for the open tasks to follow changed rules and service levels; ``rerouting_passes`` does it."""

import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.worklist.models import ReadingTask, Rerouting, RuleSetVersion
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.states import ReroutingState

REROUTE = "worklist.reroute"
# What was being routed by the old rules as the new ones came is written by then.
FIRST_LOOK = timedelta(seconds=2)
FORGOTTEN_AFTER = timedelta(minutes=1)
UNDER_WAY = (ReroutingState.WAITING, ReroutingState.RUNNING)

logger = logging.getLogger(__name__)


def start_rerouting(
    *, actor: Actor, kind: str, cause: str, version: RuleSetVersion | None = None
) -> Rerouting | None:
    """Asks for the open tasks to follow a change that this transaction makes; None where there are none.

    What was asked for and not begun is asked for once. ``version`` is that of rules (``ReroutingKind.RULES``).
    """
    if not ReadingTask.objects.filter(state__in=OPEN_STATES).exists():
        return None
    run: Rerouting | None = (
        Rerouting.objects.select_for_update(of=("self",))
        .filter(kind=kind, state=ReroutingState.WAITING)
        .first()
    )
    run = run or Rerouting(kind=kind)
    run.version, run.cause = version, cause
    run.asked_at, run.asked_by_id = now(), actor.user_id
    run.save()
    transaction.on_commit(partial(queue_rerouting, required_tenant_id(), run.id), robust=True)
    return run


def queue_rerouting(tenant_id: UUID, rerouting_id: UUID) -> None:
    """Hands the pass to a worker; where the broker is away, the sweep queues it later."""
    arguments = [str(tenant_id), str(rerouting_id)]
    try:
        current_app.send_task(REROUTE, arguments, countdown=FIRST_LOOK.total_seconds())
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the sweep will queue the re-routing.")


def forgotten_reroutings() -> list[UUID]:
    """Passes of the current tenant that nobody took up, or whose worker has gone."""
    since = now() - FORGOTTEN_AFTER
    waiting = Rerouting.objects.filter(state=ReroutingState.WAITING, asked_at__lt=since)
    stalled = Rerouting.objects.filter(state=ReroutingState.RUNNING, moved_at__lt=since)
    return list((waiting | stalled).order_by("asked_at").values_list("id", flat=True))
