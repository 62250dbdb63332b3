"""One reading of several studies of a patient: one reader, one report, and each accession by itself all the same."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound, PermissionRefused, Unprocessable
from apps.worklist.engine.linking import why_not_linkable
from apps.worklist.errors import AlreadyClaimed, AssignedToAnother, NotLinkable, NotLinked
from apps.worklist.live import tell_task_changed
from apps.worklist.models import Assignment, Claim, Decision, ReadingTask
from apps.worklist.selectors import live_claim, lock_task
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.selectors.linking import SEPARATED, UNSIGNED, joining, lead_id_of, read_with
from apps.worklist.selectors.tasks import lock_readings
from apps.worklist.services.assignments import end_one_assignment
from apps.worklist.services.audit import record_task
from apps.worklist.services.binding import bind, loosen
from apps.worklist.services.claims import end_claim, end_one_claim, lease_end, lease_keeper, take
from apps.worklist.services.eligibility import require_eligible
from apps.worklist.states import TaskState

MOST_LINKED = 12


def link_tasks(*, actor: Actor, task_ids: Sequence[UUID]) -> list[ReadingTask]:
    """Has these tasks, and all that is read together with them, read together; answers them all, the lead first.

    They are open tasks of one patient, site and kind of read. The lead is the one whose report has been begun, else the
    first named. A manager links what waits, and what one reader holds; a reader takes all of them by it. Whoever holds
    them must be eligible for each. Raises ``NotFound``, ``Unprocessable``, ``NotLinkable``, ``NotEligible``,
    ``AlreadyClaimed``, ``AssignedToAnother``, ``PermissionRefused``.
    """
    tasks = _locked(actor, task_ids)
    if not 2 <= len(tasks) <= MOST_LINKED:
        raise Unprocessable(f"Name two to {MOST_LINKED} different studies.", code="wrong_number")
    if why := why_not_linkable(joining(tasks)):
        raise NotLinkable(why)
    claims = _live_claims(tasks)
    holder = _holder(actor, claims)
    if holder is None and not actor.can("worklist.manage"):
        actor.require("worklist.claim")
        holder = actor.require_user()
    _settle_offers(actor, tasks, holder)
    tasks.sort(key=lambda task: not _has_own_report(task))
    bind(tasks)
    lead = tasks[0]
    if holder:
        verdict = require_eligible(task=lead, reader_id=holder)
        for task in tasks:
            if task.id not in claims:
                take(actor=actor, task=task, reader_id=holder, expires_at=lease_end(verdict))
    _show_report(lead, tasks[1:])
    for task in tasks:
        record_task(actor, "reading_task.linked", task, lead=str(lead.id), tasks=len(tasks))
        tell_task_changed(task)
    return tasks


def unlink_task(*, actor: Actor, task_id: UUID) -> list[ReadingTask]:
    """Gives a member its own task back, on the list; the lead, or one of two, takes the whole reading apart.

    The text stays with the lead, and so does who reads it. By a manager or by the reader who holds them, before
    anything is signed. Answers who left. Raises ``NotFound``, ``NotLinked``, ``NotLinkable``, ``PermissionRefused``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    if not task.linked:
        raise NotLinked("The study is read by itself.")
    claim = live_claim(task_id=task.id)
    if not actor.can("worklist.manage") and (claim is None or claim.reader_id != actor.user_id):
        raise PermissionRefused("Claim the studies first, or ask a manager to separate them.")
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotLinkable(f"The task is {task.state.lower()}.")
    if task.report_state not in UNSIGNED:
        raise NotLinkable("Something is signed or submitted for all of them; they stay together.")
    others = read_with(task)
    whole = task.lead_id is None or task.linked == 1
    everybody = [task, *others]
    leaving = [one for one in everybody if one.lead_id] if whole else [task]
    for one in leaving:
        held = live_claim(task_id=one.id)
        if held:
            end_one_claim(actor=actor, task=one, claim=held, action="release")
    lead = next(one for one in everybody if one.lead_id is None)
    staying = [lead, *(one for one in everybody if one.lead_id and one not in leaving)]
    loosen(leaving)
    if len(staying) > 1:
        bind(staying)
    else:
        lead.linked = 0
        ReadingTask.objects.filter(id=lead.id).update(linked=0)
    for one in everybody:
        Decision.objects.create(task=one, kind="overridden", decided_by=actor.name, cause=SEPARATED)
        record_task(actor, "reading_task.unlinked", one, lead=str(lead.id))
        tell_task_changed(one)
    return leaving


def _locked(actor: Actor, task_ids: Sequence[UUID]) -> list[ReadingTask]:
    """Every reading that is named, locked; in the order named, of each the lead first."""
    named = list(dict.fromkeys(task_ids))
    locked = {task.id: task for task in lock_readings(named)}
    tasks = [_named(actor, locked, id_) for id_ in named]
    leads = dict.fromkeys(lead_id_of(task) for task in tasks)
    members = sorted(locked.values(), key=lambda task: (task.lead_id is not None, task.id))
    return [one for lead_id in leads for one in members if lead_id_of(one) == lead_id]


def _named(actor: Actor, locked: dict[UUID, ReadingTask], task_id: UUID) -> ReadingTask:
    task = locked.get(task_id)
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def _live_claims(tasks: Sequence[ReadingTask]) -> dict[UUID, Claim]:
    """By task; those whose lease has run out are ended first."""
    live: dict[UUID, Claim] = {}
    for task in tasks:
        claim = live_claim(task_id=task.id)
        if claim and claim.expires_at <= now():
            end_claim(actor=lease_keeper(), task=task, claim=claim, action="expire")
        elif claim:
            live[task.id] = claim
    for task in tasks:
        task.refresh_from_db(fields=["state"])
    return live


def _holder(actor: Actor, claims: dict[UUID, Claim]) -> UUID | None:
    """Who holds all that is held; raises ``AlreadyClaimed`` for two, and for another reader than who asks."""
    held = {claim.reader_id: claim for claim in claims.values()}
    strangers = [claim for reader_id, claim in held.items() if reader_id != actor.user_id]
    if strangers and (len(held) > 1 or not actor.can("worklist.manage")):
        reader = strangers[0].reader
        raise AlreadyClaimed(
            f"{reader.name} is reading one of them.",
            holder={"id": str(reader.id), "name": reader.name},
        )
    return next(iter(held), None)


def _settle_offers(actor: Actor, tasks: Sequence[ReadingTask], holder: UUID | None) -> None:
    """Who takes them takes up their offers; where nobody does, all of them are on the list again, for whoever may read
    them all.
    """
    for task in tasks:
        offer = live_assignment(task_id=task.id)
        if offer is None:
            continue
        if holder != offer.reader_id and not _may_end(actor, offer):
            raise AssignedToAnother(
                f"One of them waits for {offer.reader.name}. A manager can reassign it.",
                reader={"id": str(offer.reader_id), "name": offer.reader.name},
            )
        reason = "claimed" if holder == offer.reader_id else "reassigned"
        end_one_assignment(actor=actor, task=task, assignment=offer, reason=reason)


def _may_end(actor: Actor, offer: Assignment) -> bool:
    return actor.can("worklist.manage") or bool(offer.expires_at and offer.expires_at <= now())


def _has_own_report(task: ReadingTask) -> bool:
    return task.lead_id is None and task.report_id is not None


def _show_report(lead: ReadingTask, members: Sequence[ReadingTask]) -> None:
    """The list shows the lead's report for every member."""
    ReadingTask.objects.filter(id__in=[one.id for one in members]).update(
        report_id=lead.report_id,
        report_state=lead.report_state,
        report_has_draft=lead.report_has_draft,
    )
