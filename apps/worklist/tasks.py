"""What the worklist does by itself, practice by practice."""

from collections.abc import Callable
from uuid import UUID

from celery import shared_task

from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids
from apps.worklist import services
from apps.worklist.services.dry_runs import (
    TRY_RULES,
    queue_dry_run,
    run_dry_run,
    waiting_dry_runs,
)
from apps.worklist.services.rerouting_passes import follow_rules, run_rerouting
from apps.worklist.services.reroutings import REROUTE, forgotten_reroutings, queue_rerouting


@shared_task(name="worklist.fire_escalations")
def fire_escalations() -> int:
    """Takes every step of a ladder whose time has come, calls operations about studies whose site has not confirmed
    them, and records every clock that has run out.
    """
    done = _in_every_practice(services.fire_due_steps)
    done += _in_every_practice(services.page_late_confirmations)
    return done + _in_every_practice(services.note_breaches)


@shared_task(name="worklist.expire_claims")
def expire_claims() -> int:
    """Returns studies to the list whose reader has gone, and warns readers whose lease is about to end."""
    return _in_every_practice(services.expire_claims)


@shared_task(name="worklist.assign_waiting")
def assign_waiting() -> int:
    """Routes what never was, takes back offers nobody took up, then gives what waits to readers on duty."""
    _in_every_practice(services.route_unrouted)
    _in_every_practice(services.expire_offers)
    return _in_every_practice(services.assign_waiting)


@shared_task(name=TRY_RULES)
def try_rules(tenant_id: str, run_id: str) -> None:
    """Tries a rule set on the tasks of the last days."""
    run_dry_run(tenant_id=UUID(tenant_id), run_id=UUID(run_id))


@shared_task(name="worklist.resume_dry_runs")
def resume_dry_runs() -> int:
    """Queues dry runs that nobody took up: the broker was away when they were asked for."""
    queued = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            waiting = waiting_dry_runs()
        for run_id in waiting:
            queue_dry_run(tenant_id, run_id)
            queued += 1
    return queued


@shared_task(name=REROUTE)
def reroute(tenant_id: str, rerouting_id: str) -> None:
    """Lets the open tasks follow a change of rules or service levels."""
    run_rerouting(tenant_id=UUID(tenant_id), rerouting_id=UUID(rerouting_id))


@shared_task(name="worklist.resume_reroutings")
def resume_reroutings() -> int:
    """Queues passes that nobody took up or that were broken off; routes what came back to the list since."""
    queued = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            forgotten = forgotten_reroutings()
        for rerouting_id in forgotten:
            queue_rerouting(tenant_id, rerouting_id)
            queued += 1
    return queued + _in_every_practice(follow_rules)


def _in_every_practice(work: Callable[[], int]) -> int:
    done = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            done += work()
    return done
