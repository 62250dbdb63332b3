from celery import shared_task

from apps.intake import services


@shared_task(name="intake.complete_quiet_studies")
def complete_quiet_studies() -> int:
    """Completes the studies of every tenant that have arrived."""
    return services.complete_quiet_studies()
