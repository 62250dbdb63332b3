"""The talk about a study between the practice and the site's technologists."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.outbox import publish
from apps.worklist.events import StudyMessageWritten
from apps.worklist.live import tell_study_message
from apps.worklist.models import Claim, MessageMark, ReadingTask, StudyMessage
from apps.worklist.models.notes import MESSAGE_REQUESTS
from apps.worklist.selectors import OPEN_STATES, task_of_study
from apps.worklist.selectors.messages import access_talk, is_of_site, last_message, unread_since
from apps.worklist.services.holds import hold_task, resume_what_waited_for_an_answer
from apps.worklist.texts import written_text

HOLD_CODES_OF_REQUESTS = {
    "": "waiting_for_site",
    "repeat_view": "poor_images",
    "history": "waiting_for_history",
    "prior": "waiting_for_priors",
}


def write_message(
    *, actor: Actor, study_id: UUID, text: str, request: str = "", hold: bool = False
) -> StudyMessage:
    """Says something to the other side; with ``hold``, the reading waits for the answer and its clocks stand.

    Whatever the site writes next is the answer: what waited for it is back on the list.

    Raises ``NotFound``, ``Unprocessable``, ``PermissionRefused``, and with ``hold`` whatever ``hold_task`` does.

    ``request`` is empty or one of ``MESSAGE_REQUESTS``. Writing marks nothing as read: who writes may not have seen
    what came in the meantime.
    """
    author_id = actor.require_user()
    study = access_talk(actor=actor, study_id=study_id)
    if request not in MESSAGE_REQUESTS:
        raise Unprocessable(
            f"A request is one of {', '.join(MESSAGE_REQUESTS[1:])}.", code="unknown_request"
        )
    own, other = _lock_marks(study, of_site=is_of_site(actor))
    message: StudyMessage = StudyMessage.objects.create(
        study=study,
        author_id=author_id,
        from_site=own.of_site,
        text=written_text(text),
        request=request,
        written_at=_after_the_last(study),
    )
    other.unread += 1
    other.save(update_fields=["unread"])
    _show_unread_of_practice(study.id, own, other)
    if hold:
        _hold(actor, message)
    if message.from_site:
        resume_what_waited_for_an_answer(actor=actor, study_id=study.id)
    record(
        actor=actor,
        action="study_message.written",
        object_type="study",
        object_id=study.id,
        site_id=study.site_id,
        detail={"message_id": str(message.id), "from_site": message.from_site},
    )
    publish(StudyMessageWritten(study_id=study.id, message_id=message.id))
    tell_study_message(study.id)
    return message


def read_messages(*, actor: Actor, study_id: UUID, through: UUID | None = None) -> MessageMark:
    """Marks the other side's messages as read by the actor's side, up to ``through`` or all. Raises ``NotFound``.

    A mark never moves back: what was read stays read.
    """
    study = access_talk(actor=actor, study_id=study_id)
    own, other = _lock_marks(study, of_site=is_of_site(actor))
    last = _message(study, through) if through else last_message(study)
    before = own.unread
    if last is not None:
        _note_read(own, through=last)
    if own.unread == before:
        return own
    _show_unread_of_practice(study.id, own, other)
    record(
        actor=actor,
        action="study_messages.read",
        object_type="study",
        object_id=study.id,
        site_id=study.site_id,
        detail={"read": before - own.unread, "of_site": own.of_site},
    )
    tell_study_message(study.id)
    return own


def show_unread_messages(*, study_id: UUID) -> None:
    """Gives tasks that are new on the list the number of messages that came before them."""
    _one_at_a_time(study_id)
    mark: MessageMark | None = MessageMark.objects.filter(study_id=study_id, of_site=False).first()
    if mark and mark.unread:
        _show_unread_of_practice(study_id, mark)
        tell_study_message(study_id)


def _hold(actor: Actor, message: StudyMessage) -> None:
    """Puts on hold what the actor reads of the study, or for a manager the study's task."""
    actor.require("worklist.view")
    own: Claim | None = (
        Claim.objects.select_related("task")
        .filter(task__study_id=message.study_id, reader_id=actor.user_id, ended_at=None)
        .first()
    )
    task = own.task if own else task_of_study(study_id=message.study_id)
    if task is None:
        raise Unprocessable("Nothing of this study waits to be read.", code="nothing_to_hold")
    hold_task(
        actor=actor,
        task_id=task.id,
        code=HOLD_CODES_OF_REQUESTS[message.request],
        reason=message.text,
    )


def _message(study: Study, message_id: UUID) -> StudyMessage:
    named: StudyMessage | None = StudyMessage.objects.filter(study=study, id=message_id).first()
    if named is None:
        raise NotFound("There is no such message about this study.")
    return named


def _after_the_last(study: Study) -> datetime:
    """Now, or just after the last message where another machine's clock was ahead: marks compare these times."""
    last = last_message(study)
    return max(now(), last.written_at + timedelta(microseconds=1)) if last else now()


def _lock_marks(study: Study, *, of_site: bool) -> tuple[MessageMark, MessageMark]:
    """Both sides' marks, the own one first, under a lock that puts all talk about a study in one order."""
    _one_at_a_time(study.id)
    MessageMark.objects.bulk_create(
        [MessageMark(study=study, of_site=side) for side in (False, True)], ignore_conflicts=True
    )
    of_practice, of_the_site = MessageMark.objects.filter(study=study).order_by("of_site")
    return (of_the_site, of_practice) if of_site else (of_practice, of_the_site)


def _one_at_a_time(study_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"study-talk:{study_id}"]
        )


def _note_read(mark: MessageMark, *, through: StudyMessage) -> None:
    mark.read_at = max(mark.read_at or through.written_at, through.written_at)
    mark.unread = unread_since(mark)
    mark.save(update_fields=["read_at", "unread"])


def _show_unread_of_practice(study_id: UUID, *marks: MessageMark) -> None:
    """Keeps the number that the worklist shows beside the study's open tasks."""
    unread = next(mark.unread for mark in marks if not mark.of_site)
    ReadingTask.objects.filter(study_id=study_id, state__in=OPEN_STATES).exclude(
        unread_messages=unread
    ).update(unread_messages=unread)
