"""Long work of billing, practice by practice."""

from uuid import UUID

from celery import shared_task

from apps.accounts.actors import Actor
from apps.billing import services
from apps.billing.models import InvoiceRun
from apps.billing.states import InvoiceRunState
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name=services.RUN_INVOICES)
def run_waiting_invoices() -> int:
    """Makes the invoices that were asked for, and goes on with runs that broke off; answers how many were finished."""
    finished = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            waiting: list[UUID] = list(
                InvoiceRun.objects.exclude(state=InvoiceRunState.DONE)
                .order_by("asked_at")
                .values_list("id", flat=True)
            )
        for run_id in waiting:
            services.run_invoices(
                actor=Actor.system(tenant_id, "invoices"), tenant_id=tenant_id, run_id=run_id
            )
            finished += 1
    return finished
