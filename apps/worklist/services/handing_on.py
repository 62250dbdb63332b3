"""A reader gives the study they hold to a certain other reader, or to any but themselves."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.linking import read_with
from apps.worklist.services.assignments import Gift, give
from apps.worklist.services.claims import end_claim, own_claim
from apps.worklist.services.eligibility import require_eligible


def hand_on_task(
    *,
    actor: Actor,
    task_id: UUID,
    reader_id: UUID | None,
    instead_of: UUID | None = None,
    back_to: UUID | None = None,
) -> ReadingTask:
    """Ends the actor's claim and offers the task to ``reader_id``, or leaves it on the list for whoever may read it.

    ``instead_of`` may not read it from now on, ``back_to`` may again: so what one wrote, another one decides on.
    Raises ``NotFound``, ``ClaimLost``, ``NotEligible`` for a reader named.
    """
    task = lock_task(actor=actor, task_id=task_id)
    claim = own_claim(actor=actor, task=task)
    excluded = [one for one in task.excluded_readers if one != back_to]
    if instead_of and instead_of not in excluded:
        excluded.append(instead_of)
    ReadingTask.objects.filter(id__in=[task.id, *(one.id for one in read_with(task))]).update(
        excluded_readers=excluded
    )
    task.refresh_from_db(fields=["excluded_readers"])
    verdict = require_eligible(task=task, reader_id=reader_id) if reader_id else None
    task = end_claim(actor=actor, task=task, claim=claim, action="hand_back")
    if reader_id and verdict:
        give(actor=actor, gifts=[Gift(task, reader_id, verdict)], origin="co_sign")
    return task
