"""Pages and ladder steps, for those who may see them."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.worklist.models import EscalationStep, Page


def visible_pages(*, actor: Actor, mine: bool) -> QuerySet[Page]:
    """Pages, the latest first: the actor's own, or for managers everybody's."""
    found: QuerySet[Page] = Page.objects.select_related(
        "recipient",
        "step",
        "task__study",
        "task__site",
        "confirmation__study",
        "confirmation__site",
    ).order_by("-sent_at", "id")
    if mine or not actor.can("worklist.manage"):
        found = found.filter(recipient_id=actor.user_id)
    return found


def access_own_page(*, actor: Actor, page_id: UUID) -> Page:
    """A page sent to the actor; raises ``NotFound`` for anybody else's."""
    found = visible_pages(actor=actor, mine=True).filter(id=page_id).first()
    if found is None:
        raise NotFound("There is no such page for you.")
    return found


def steps_of(task_id: UUID) -> QuerySet[EscalationStep]:
    """The task's ladder, in the order of its steps."""
    found: QuerySet[EscalationStep] = (
        EscalationStep.objects.filter(task_id=task_id)
        .prefetch_related("pages__recipient")
        .order_by("position", "key")
    )
    return found
