"""What readers look at and leave, kept as facts."""

from datetime import timedelta
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.worklist.models import Glance, ReadingTask
from apps.worklist.selectors import access_task
from apps.worklist.services.audit import record_task
from apps.worklist.states import TaskState
from apps.worklist.texts import written_text

# A page that is loaded again is no second look, and a button pressed twice no second skip.
SAME_GLANCE = timedelta(minutes=10)
LONGEST_REASON = 500


def note_opened(*, actor: Actor, task_id: UUID) -> Glance | None:
    """The reader looks at a waiting task without taking it; once within ``SAME_GLANCE``. Raises ``NotFound``.

    None where there is nothing to note: somebody is reading it, or it is closed.
    """
    task = access_task(actor=actor, task_id=task_id)
    if task.state != TaskState.SCHEDULED:
        return None
    return _note(actor, task, "opened", "")


def skip_task(*, actor: Actor, task_id: UUID, reason: str) -> Glance | None:
    """The reader passes the task over and says why; as ``note_opened``. Raises ``NotFound``, ``Unprocessable``."""
    if not reason.strip():
        raise Unprocessable("Say in a few words why you skip it.", code="reason_required")
    task = access_task(actor=actor, task_id=task_id)
    if task.state != TaskState.SCHEDULED:
        return None
    return _note(actor, task, "skipped", written_text(reason, longest=LONGEST_REASON))


def _note(actor: Actor, task: ReadingTask, kind: str, reason: str) -> Glance:
    reader_id = actor.require_user()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"glance:{kind}:{task.id}:{reader_id}"],
        )
    lately: Glance | None = Glance.objects.filter(
        task_id=task.id, reader_id=reader_id, kind=kind, at__gt=now() - SAME_GLANCE
    ).first()
    if lately:
        return lately
    glance: Glance = Glance.objects.create(
        task_id=task.id, reader_id=reader_id, kind=kind, reason=reason
    )
    record_task(actor, f"reading_task.{kind}", task, glance_id=str(glance.id))
    return glance
