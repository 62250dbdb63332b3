"""Calling people about a task, and their answer."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.worklist.events import PageAcknowledged
from apps.worklist.live import tell_page
from apps.worklist.models import EscalationStep, Page
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.pages import access_own_page
from apps.worklist.services.audit import record_task

# After every rung of the task's own ladder.
CALLED_FROM_ABOVE = 1000


def send_pages(*, step: EscalationStep, recipient_ids: Sequence[UUID]) -> list[Page]:
    """One page per recipient, on their screen at once. The caller holds the step."""
    pages: list[Page] = [
        Page(step=step, task=step.task, recipient_id=recipient_id, message=step.message)
        for recipient_id in recipient_ids
    ]
    Page.objects.bulk_create(pages)
    for page in pages:
        tell_page(page)
    return pages


def call_people(
    *, task_id: UUID, key: str, recipient_ids: Sequence[UUID], message: str
) -> list[UUID]:
    """Calls people about a task for an app above, on their bell at once; answers whom.

    Called again with the same ``key`` it calls nobody. Their answer stops no step of the task's own ladder.
    """
    step = EscalationStep(
        task_id=task_id,
        key=key,
        position=CALLED_FROM_ABOVE,
        kind="notify",
        message=message,
        settled_at=now(),
        outcome="fired",
        detail=f"{len(recipient_ids)} paged" if recipient_ids else "nobody",
    )
    EscalationStep.objects.bulk_create([step], ignore_conflicts=True)
    if not EscalationStep.objects.filter(id=step.id).exists():
        return []
    send_pages(step=step, recipient_ids=recipient_ids)
    return list(recipient_ids)


def acknowledge_page(*, actor: Actor, page_id: UUID) -> Page:
    """The recipient takes care of it: the next page of this ladder is not sent.

    Only the next: whoever answers and then does nothing does not silence the rung after it. Acknowledging again, or
    by a second recipient of the same call, changes nothing more. Raises ``NotFound``.
    """
    page = access_own_page(actor=actor, page_id=page_id)
    if page.task_id is None:
        return _acknowledge_study(actor, page)
    task = lock_task(actor=actor, task_id=page.task_id)
    page.refresh_from_db()
    if page.acknowledged_at:
        return page
    answered = Page.objects.filter(step=page.step, acknowledged_at__isnull=False).exists()
    page.acknowledged_at = now()
    page.save(update_fields=["acknowledged_at"])
    if page.step.kind == "page" and not answered:
        _stop_next(page)
    record_task(actor, "page.acknowledged", task, page=str(page.id), step=page.step.key)
    publish(PageAcknowledged(page_id=page.id, task_id=task.id))
    tell_page(page)
    return page


def _acknowledge_study(actor: Actor, page: Page) -> Page:
    """A page about a study that waits for its site's word: nothing follows it."""
    at = now()
    if not Page.objects.filter(id=page.id, acknowledged_at=None).update(acknowledged_at=at):
        return page
    page.acknowledged_at = at
    record(
        actor=actor,
        action="page.acknowledged",
        object_type="study",
        object_id=page.study.id,
        site_id=page.site.id,
        detail={"page": str(page.id)},
    )
    tell_page(page)
    return page


def _stop_next(page: Page) -> None:
    following = (
        EscalationStep.objects.select_for_update()
        .filter(task_id=page.task_id, settled_at=None, kind="page")
        .order_by("position")
        .first()
    )
    if following:
        following.settled_at, following.outcome = now(), "withdrawn"
        following.detail = f"acknowledged: {page.step.key}"[:100]
        following.save(update_fields=["settled_at", "outcome", "detail"])
