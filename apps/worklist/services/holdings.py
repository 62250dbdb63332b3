"""Taking work back from readers who may not read it, are away, or went off shift."""

from collections.abc import Iterable
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.eligibility import Standing
from apps.worklist.models import Assignment, Claim, ReadingTask
from apps.worklist.selectors import live_claim
from apps.worklist.selectors.assignments import expired_assignment_ids, live_assignment
from apps.worklist.selectors.facts import task_facts
from apps.worklist.selectors.tasks import lock_readings
from apps.worklist.services.assignments import end_assignment
from apps.worklist.services.claims import end_claim


def end_unlawful_holds(*, reader_id: UUID) -> int:
    """After a reader's credentials changed: what they hold or were offered and may no longer read goes back.

    Answers how many; whatever was written is kept.
    """
    facts = next(iter(reader_facts([reader_id])), None)
    ended = 0
    for task in _locked(_held_task_ids(reader_id)):
        standing = Standing(facts, now()) if facts else None
        if standing and standing.of_task(task_facts(task)).eligible:
            continue
        ended += _take_from(task, reader_id, claim_action="disqualify", reason="ineligible")
    return ended


def end_offers(*, reader_id: UUID, reason: str) -> int:
    """What waits for a reader who went away or off shift goes back to the list; what they are reading stays."""
    offers = Assignment.objects.filter(reader_id=reader_id, ended_at=None)
    ended = 0
    for task in _locked(offers.values_list("task_id", flat=True)):
        ended += _take_from(task, reader_id, claim_action=None, reason=reason)
    return ended


def end_unlawful_offer(*, task: ReadingTask) -> None:
    """A locked task that was routed anew goes back to the list if who it is offered to may not read it any longer."""
    offer = live_assignment(task_id=task.id)
    if offer is None:
        return
    facts = next(iter(reader_facts([offer.reader_id])), None)
    if facts and Standing(facts, now()).of_task(task_facts(task)).eligible:
        return
    end_assignment(actor=_keeper(), task=task, assignment=offer, reason="ineligible")


def expire_offers() -> int:
    """Offers of the current tenant that were not taken up in time go back to the list; answers how many."""
    ended = 0
    for assignment_id in expired_assignment_ids():
        offer: Assignment = Assignment.objects.get(id=assignment_id)
        for task in _locked([offer.task_id]):
            live = live_assignment(task_id=task.id)
            if live and live.id == offer.id:
                end_assignment(actor=_keeper(), task=task, assignment=live, reason="expired")
                ended += 1
    return ended


def _held_task_ids(reader_id: UUID) -> list[UUID]:
    claims = Claim.objects.filter(reader_id=reader_id, ended_at=None)
    offers = Assignment.objects.filter(reader_id=reader_id, ended_at=None)
    return [
        *claims.values_list("task_id", flat=True),
        *offers.values_list("task_id", flat=True),
    ]


def _locked(task_ids: Iterable[UUID]) -> list[ReadingTask]:
    """Of tasks that are read together the lead."""
    return [task for task in lock_readings(list(task_ids)) if task.lead_id is None]


def _take_from(task: ReadingTask, reader_id: UUID, *, claim_action: str | None, reason: str) -> int:
    taken = 0
    claim = live_claim(task_id=task.id) if claim_action else None
    if claim and claim_action and claim.reader_id == reader_id:
        end_claim(actor=_keeper(), task=task, claim=claim, action=claim_action)
        taken += 1
    offer = live_assignment(task_id=task.id)
    if offer and offer.reader_id == reader_id:
        end_assignment(actor=_keeper(), task=task, assignment=offer, reason=reason)
        taken += 1
    return taken


def _keeper() -> Actor:
    return Actor.system(required_tenant_id(), "credential keeper")
