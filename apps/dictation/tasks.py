"""What dictation does by itself, practice by practice."""

from celery import shared_task

from apps.common.isolation import tenant_context
from apps.dictation import services
from apps.tenancy.selectors import active_tenant_ids


@shared_task(name="dictation.lapse_transcriptions")
def lapse_transcriptions() -> int:
    """Puts back into the queue what nobody types on."""
    lapsed = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            lapsed += services.lapse_transcriptions()
    return lapsed


@shared_task(name="dictation.forget_audio")
def forget_audio() -> int:
    """Deletes the sound of recordings that are done with."""
    forgotten = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            forgotten += services.forget_audio()
    return forgotten
