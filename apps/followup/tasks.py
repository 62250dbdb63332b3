"""What the tracker does by itself, practice by practice."""

from celery import shared_task

from apps.common.isolation import tenant_context
from apps.followup import services
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name="followup.fire_steps")
def fire_steps() -> int:
    """Takes every step of a follow-up whose time has come."""
    fired = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            fired += services.fire_due_follow_up_steps()
    return fired
