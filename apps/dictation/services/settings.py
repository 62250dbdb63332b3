"""What a practice allows its readers to dictate with."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.isolation import required_tenant_id
from apps.dictation import circuit
from apps.dictation.models import DictationSettings
from apps.dictation.selectors import settings_of_practice

FIELDS = ("language", "browser_speech", "transcription", "retention_days")


@dataclass(frozen=True, slots=True)
class EngineState:
    """``rest_seconds``: it did not answer, and is not asked for so long."""

    configured: bool
    rest_seconds: int


def engine_state() -> EngineState:
    configured = bool(settings.SPEECH_ENGINE.url)
    return EngineState(configured, circuit.rest_seconds() if configured else 0)


def change_settings(*, actor: Actor, **chosen: Any) -> DictationSettings:
    """Changes any of ``FIELDS``. Raises ``PermissionRefused``."""
    actor.require("dictation.manage")
    DictationSettings.objects.get_or_create(tenant_id=required_tenant_id())
    practice: DictationSettings = DictationSettings.objects.select_for_update().get()
    for name in FIELDS:
        if name in chosen:
            setattr(practice, name, chosen[name])
    practice.save()
    record(
        actor=actor,
        action="dictation_settings.changed",
        object_type="dictation_settings",
        object_id=practice.id,
        detail={name: getattr(practice, name) for name in FIELDS},
    )
    return settings_of_practice()
