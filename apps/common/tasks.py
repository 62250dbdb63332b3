from celery import shared_task

from apps.common.outbox.dispatching import dispatch_due


@shared_task(name="common.dispatch_outbox")
def dispatch_outbox() -> int:
    """Delivers due events of every tenant."""
    return dispatch_due()
