"""Who looked at which images: one audit event for an actor and a study in an hour, however many frames."""

import time
from datetime import timedelta
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.audit.models import AuditEvent
from apps.audit.services import record
from apps.common.clock import now
from apps.common.isolation import required_tenant_id

VIEWED = "images.viewed"
ONCE_IN = timedelta(hours=1)
MOST_REMEMBERED = 50_000

_remembered: dict[tuple[UUID, str, UUID], float] = {}


def is_viewing_recorded(*, actor: Actor, study_id: UUID) -> bool:
    """Whether this process knows that the hour's event was written; without the database."""
    return _remembered.get(_key(actor, study_id), 0.0) > time.monotonic()


def record_viewing(*, actor: Actor, study_id: UUID, site_id: UUID, how: str) -> None:
    """Writes ``images.viewed`` unless this actor's is younger than an hour, whatever process wrote it.

    ``how`` is the kind of resource that came first: ``frames``, ``rendered``, ``instances`` or ``bulkdata``.
    """
    who = str(actor.user_id or actor.name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"viewed:{required_tenant_id()}:{who}:{study_id}"],
        )
    same = AuditEvent.objects.filter(
        object_type="study",
        object_id=str(study_id),
        action=VIEWED,
        actor_user_id=actor.user_id,
        actor_name=actor.name,
    )
    latest = same.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    age = now() - latest if latest else ONCE_IN
    if age >= ONCE_IN:
        record(
            actor=actor,
            action=VIEWED,
            object_type="study",
            object_id=study_id,
            site_id=site_id,
            detail={"how": how},
        )
        age = timedelta(0)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[_key(actor, study_id)] = time.monotonic() + (ONCE_IN - age).total_seconds()


def forget_viewings() -> None:
    """Asks the database again."""
    _remembered.clear()


def _key(actor: Actor, study_id: UUID) -> tuple[UUID, str, UUID]:
    return actor.tenant_id, str(actor.user_id or actor.name), study_id
