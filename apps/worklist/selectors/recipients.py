"""Whom a page reaches."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership
from apps.common.clock import now
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.eligibility import verdict
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.models import EscalationStep, ReadingTask
from apps.worklist.selectors.claims import live_claim
from apps.worklist.selectors.facts import task_facts

ON_CALL_ROLES = ("on_call", "backup")


def recipients(step: EscalationStep) -> list[UUID]:
    """The users a step calls, in order; empty where there is nobody.

    ``on_call``: those of the step's rank who are on duty and may read the task; where that rank has nobody who may,
    the next rank that has; where none has, the managers. A call to nobody is what a ladder is there to prevent.
    """
    if step.target == "reader":
        return _reader(step.task)
    if step.target == "managers":
        return managers()
    if step.target == "on_call":
        return on_call(step.task, step.rank) or managers()
    return _member(step.target)


def managers() -> list[UUID]:
    """Everybody who manages the practice's worklist."""
    return members_with(Role.MANAGER)


def members_with(role: Role) -> list[UUID]:
    """Everybody of the practice who has the role."""
    return _member_ids(Membership.objects.filter(roles__contains=[role.value]))


def on_call(task: ReadingTask, rank: int) -> list[UUID]:
    """Eligible readers on call at the lowest rank not below ``rank``."""
    if task.work_class_id is None:
        return []
    at, facts = now(), task_facts(task)
    ranked = [
        (lowest, reader.reader_id)
        for reader in reader_facts(at=at)
        if (lowest := _rank(reader, at, rank)) and verdict(facts, reader, at).eligible
    ]
    first = min((lowest for lowest, _ in ranked), default=0)
    return [reader_id for lowest, reader_id in ranked if lowest == first]


def _rank(reader: ReaderFacts, at: datetime, least: int) -> int:
    """The reader's place on the ladder at ``at``, 0 for none at or above ``least``."""
    ranks = [
        shift.rank
        for shift in reader.shifts
        if shift.role in ON_CALL_ROLES
        and shift.starts_at <= at < shift.ends_at
        and shift.rank >= least
    ]
    return min(ranks, default=0)


def _reader(task: ReadingTask) -> list[UUID]:
    """Who holds the task, else whom it is offered to, else whom the rules named."""
    claim = live_claim(task_id=task.id)
    found = (claim.reader_id if claim else None) or task.assigned_to_id or task.named_reader_id
    return [found] if found else []


def _member(text: str) -> list[UUID]:
    try:
        return _member_ids(Membership.objects.filter(user_id=UUID(text)))
    except ValueError:
        return []


def _member_ids(found: QuerySet[Membership]) -> list[UUID]:
    return list(found.filter(active=True).order_by("user_id").values_list("user_id", flat=True))
