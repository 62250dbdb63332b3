from celery import shared_task

from apps.common.isolation import tenant_context
from apps.staffing import services
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name="staffing.materialise_roster")
def materialise_roster() -> int:
    """Keeps eight weeks of shifts ahead of every practice."""
    made = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            made += services.materialise_roster()
    return made


@shared_task(name="staffing.announce_ended_shifts")
def announce_ended_shifts() -> int:
    """Tells of shifts that are over and sends away whose absence began, so that what waits for them is handed over."""
    ended = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            ended += services.announce_ended_shifts()
            services.send_absent_away()
    return ended


@shared_task(name="staffing.raise_expiry_alerts")
def raise_expiry_alerts() -> int:
    """Warns before licences and privileges end."""
    raised = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            raised += services.raise_expiry_alerts()
    return raised
