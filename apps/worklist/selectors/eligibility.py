"""Who may read what: the one question behind every list, claim, assignment and signature."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.eligibility import Verdict, verdict
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.facts import task_facts
from apps.worklist.selectors.work_classes import eligible_class_ids


def is_bound_to_eligibility(actor: Actor) -> bool:
    """Whether the actor sees only what they may read: readers do, those who manage or watch the list do not."""
    return actor.can("worklist.claim") and not actor.can("worklist.manage")


def facts_of_reader(reader_id: UUID) -> ReaderFacts | None:
    """The reader as credentials and roster describe them now; None for who never read here."""
    return next(iter(reader_facts([reader_id])), None)


def readable_class_ids(reader_id: UUID) -> frozenset[UUID]:
    """The kinds of work that the reader may read at this moment."""
    return eligible_class_ids(reader_id, now())


def verdict_on(task: ReadingTask, reader_id: UUID) -> Verdict:
    """Whether the reader may read this task now, until when, or each reason why not."""
    reader = facts_of_reader(reader_id)
    if reader is None:
        return Verdict(eligible=False)
    return verdict(task_facts(task), reader, now())
