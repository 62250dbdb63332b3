"""Broken promises, for those who may see them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.worklist.engine.eligibility import verdict
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.models import Breach, ReadingTask
from apps.worklist.selectors.facts import task_facts


def visible_breaches(*, actor: Actor) -> QuerySet[Breach]:
    """The practice's breaches, the latest first, with what a row shows; excused ones too."""
    found: QuerySet[Breach] = Breach.objects.select_related(
        "clock", "site", "task__study", "cause_by"
    ).order_by("-due_at", "id")
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_breach(*, actor: Actor, breach_id: UUID, lock: bool = False) -> Breach:
    """One breach; raises ``NotFound`` for any other tenant's or site's."""
    found = visible_breaches(actor=actor).filter(id=breach_id)
    breach = (found.select_for_update(of=("self",)) if lock else found).first()
    if breach is None:
        raise NotFound("There is no such breach.")
    return breach


def somebody_may_read(task: ReadingTask, readers: Sequence[ReaderFacts]) -> bool:
    """Whether any of ``readers`` may read the task now, on duty or not."""
    if task.work_class_id is None:
        return False
    facts, at = task_facts(task), now()
    return any(verdict(facts, reader, at).eligible for reader in readers)
