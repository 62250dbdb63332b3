from celery import shared_task

from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids
from apps.worklist import services


@shared_task(name="worklist.fire_escalations")
def fire_escalations() -> int:
    """Takes every step of a ladder whose time has come, and records every clock that has run out."""
    settled = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            settled += services.fire_due_steps()
        with tenant_context(tenant_id):
            settled += services.note_breaches()
    return settled


@shared_task(name="worklist.expire_claims")
def expire_claims() -> int:
    """Returns studies to the list whose reader has gone, and warns readers whose lease is about to end."""
    ended = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            ended += services.expire_claims()
    return ended
