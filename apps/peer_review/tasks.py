"""What peer review does by itself, practice by practice."""

from celery import shared_task

from apps.accounts.actors import Actor
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name="peer_review.draw_and_assign")
def draw_and_assign() -> int:
    """Takes back what was not done in time, draws for periods that ended, gives everything that waits to somebody,
    and writes to whom it is new for.
    """
    begun = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            actor = Actor.system(tenant_id, "peer review")
            services.expire_assignments(actor=actor)
            begun += services.draw_due(actor=actor)
            services.assign_waiting(actor=actor)
            services.mail_new(actor=actor)
    return begun
