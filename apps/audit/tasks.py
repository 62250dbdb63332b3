from celery import shared_task

from apps.audit.services import link_events
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name="audit.seal_audit_events")
def seal_audit_events() -> int:
    """Chains each tenant's new audit events."""
    linked = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            linked += link_events()
    return linked
