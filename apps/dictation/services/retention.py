"""Recordings are kept as long as the practice says after they are done with, then deleted."""

from datetime import timedelta

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.dictation.models import Dictation
from apps.dictation.selectors import settings_of_practice
from apps.dictation.services.records import audit
from apps.dictation.sound_files import forget_sound

MOST_AT_ONCE = 500


def forget_audio() -> int:
    """Deletes the sound of what was settled long enough ago; answers of how many. The text and the record stay."""
    actor = Actor.system(required_tenant_id(), "dictation retention")
    until = now() - timedelta(days=settings_of_practice().retention_days)
    due = Dictation.objects.select_for_update(skip_locked=True).filter(
        settled_at__lte=until, audio_deleted_at=None
    )
    found = list(due.order_by("settled_at")[:MOST_AT_ONCE])
    for dictation in found:
        # The sound first: should the transaction fail, the next round finds nothing there and goes on.
        forget_sound(dictation.blob_key)
        dictation.audio_deleted_at = now()
        dictation.save(update_fields=["audio_deleted_at"])
        audit(actor, dictation, "forget_audio", sha256=dictation.sha256)
    return len(found)
