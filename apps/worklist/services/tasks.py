"""Tasks come, change their urgency, are completed."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.orders.selectors import prior_statuses
from apps.worklist.errors import NotClaimable
from apps.worklist.events import TaskCompleted, TaskCreated
from apps.worklist.live import tell_task_changed, tell_task_created
from apps.worklist.models import Priority, ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.linking import of_one_reading, read_with
from apps.worklist.services.audit import record_task
from apps.worklist.services.claims import end_claim, own_claim
from apps.worklist.services.milestones import note_listing, note_signed
from apps.worklist.services.routing import (
    ROUTED_FIELDS,
    Routing,
    ensure_default_pathways,
    keep_routing,
    route,
)
from apps.worklist.services.search_words import index_task
from apps.worklist.services.sla_policies import ensure_policies_by_priority
from apps.worklist.services.splitting import Part, complete_whole_of, split_task
from apps.worklist.services.work_classes import reclass
from apps.worklist.services.workflows import first_read, list_next_reads
from apps.worklist.states import TaskState

ATTESTATION_WORDS = 2
AT_ONCE = 200
# Of what routing sets, what a row of the list shows.
SEEN_FIELDS = ("priority", "pathway", "queue_rank", "pool", "needs", "due_at", "patient_class")


def ensure_default_policies() -> None:
    """Gives the current tenant the shipped minutes per priority and the shipped pathways where it has none."""
    ensure_policies_by_priority()
    ensure_default_pathways()


def create_reading_task(
    *, actor: Actor, study_id: UUID, received_at: datetime | None = None
) -> ReadingTask:
    """Puts a study on the worklist; a second call finds the first one's task. Raises ``NotFound``.

    What is promised for it counts from ``received_at``, which is when it was complete unless its site had to confirm
    it first. Whether it has to is for ``listing`` to ask.
    """
    study: Study | None = (
        Study.objects.select_related("patient", "site").filter(id=study_id).first()
    )
    if study is None:
        raise NotFound("There is no such study.")
    task = ReadingTask(
        study=study,
        site=study.site,
        priority=study.priority,
        received_at=received_at or study.completed_at or now(),
    )
    routing = route(task=task, cause="listed")
    _begin_workflow(task, routing)
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        existing: ReadingTask = ReadingTask.objects.exclude(state=TaskState.CANCELED).get(
            study_id=study_id, read_type=task.read_type, part=task.part
        )
        return existing
    note_listing(task)
    keep_routing(actor=actor, task=task, routing=routing)
    index_task(task)
    record_task(actor, "reading_task.created", task)
    publish(TaskCreated(task_id=task.id, study_id=study.id))
    tell_task_created(task)
    if len(routing.outcome.split_regions) > 1:
        parts = [Part(region) for region in routing.outcome.split_regions]
        split_task(actor=actor, task_id=task.id, parts=parts)
    return task


def _begin_workflow(task: ReadingTask, routing: Routing) -> None:
    """A rule may ask for more than one read; the first one's type is part of who may read it."""
    task.workflow = routing.outcome.workflow or task.workflow
    first = first_read(task.workflow)
    if first != task.read_type:
        task.read_type = first
        reclass(task)


def reroute_task(*, actor: Actor, task_id: UUID, cause: str) -> ReadingTask:
    """Asks the rules again after something they may ask about changed; a closed or held-by-a-reader task's
    priority and due time follow, its holder stays. Raises ``NotFound``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        return task
    before = {name: getattr(task, name) for name in SEEN_FIELDS}
    routing = route(task=task, cause=cause)
    task.save(update_fields=ROUTED_FIELDS)
    keep_routing(actor=actor, task=task, routing=routing)
    index_task(task)
    if any(before[name] != getattr(task, name) for name in SEEN_FIELDS):
        tell_task_changed(task)
    return task


def route_unrouted() -> int:
    """Routes open tasks of the current tenant that never were (listed before routing existed); answers how many."""
    waiting = ReadingTask.objects.filter(
        work_class=None, state__in=[TaskState.SCHEDULED, TaskState.IN_PROGRESS]
    )
    actor = Actor.system(required_tenant_id(), "routing")
    task_ids = list(waiting.order_by("due_at", "id").values_list("id", flat=True)[:AT_ONCE])
    for task_id in task_ids:
        reroute_task(actor=actor, task_id=task_id, cause="never routed")
    return len(task_ids)


def complete_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """The report is final: the task leaves the list, with all that was read together with it.

    Raises ``NotFound``, ``ClaimLost``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    claim = own_claim(actor=actor, task=task)
    task.completed_at = now()
    task = end_claim(actor=actor, task=task, claim=claim, action="complete")
    read = [task, *read_with(task)]
    for one in read:
        note_signed(actor=actor, task=one)
        publish(TaskCompleted(task_id=one.id, study_id=one.study_id))
    complete_whole_of(actor=actor, part=task)
    list_next_reads(actor=actor, tasks=read)
    return task


def change_priority(*, actor: Actor, task_id: UUID, priority: str, reason: str) -> ReadingTask:
    """Sets another priority and the due time that follows from it.

    STAT says that life or limb depend on it: the reason is the attestation, and stays on record. What has become more
    urgent is counted from now. Raises ``NotFound``, ``NotClaimable``, ``Unprocessable`` (``attestation_required``).
    """
    if priority not in Priority.values:
        raise Unprocessable(
            f"A priority is one of {', '.join(Priority.values)}.", code="unknown_priority"
        )
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    if priority == Priority.STAT and len(reason.split()) < ATTESTATION_WORDS:
        raise Unprocessable(
            "STAT takes readers from other patients: say in a few words what makes it urgent.",
            code="attestation_required",
        )
    task = lock_task(actor=actor, task_id=task_id)
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotClaimable("The task is closed; its priority stays as it was.")
    before, task.priority, task.priority_locked = task.priority, priority, True
    task.stat_attested = task.stat_attested or priority == Priority.STAT
    routing = route(task=task, cause="priority changed")
    task.save(update_fields=["priority_locked", *ROUTED_FIELDS])
    keep_routing(actor=actor, task=task, routing=routing)
    record_task(
        actor,
        "reading_task.priority_changed",
        task,
        before=before,
        after=priority,
        reason=reason.strip(),
        attested=priority == Priority.STAT,
    )
    tell_task_changed(task)
    return task


def note_prior_status(*, study_id: UUID) -> None:
    """Keeps what the list shows of the study's priors."""
    status = prior_statuses([study_id])[study_id]
    for task in ReadingTask.objects.filter(study_id=study_id).exclude(prior_status=status):
        ReadingTask.objects.filter(id=task.id).update(prior_status=status)
        tell_task_changed(task)


def note_report(*, task_id: UUID, report_id: UUID, report_state: str, has_draft: bool) -> None:
    """Keeps what the list shows of the task's report, and of all that is read together with it; called by the reporting
    app in its own transaction.
    """
    concerned = list(of_one_reading(task_id).values_list("id", flat=True))
    ReadingTask.objects.filter(id__in=concerned).update(
        report_id=report_id, report_state=report_state, report_has_draft=has_draft
    )
    for id_ in concerned:
        tell_task_changed(ReadingTask(id=id_))


def note_critical(*, task_id: UUID, critical_state: str) -> None:
    """Keeps what the list shows of the task's critical findings; called by the reporting app in its own transaction."""
    ReadingTask.objects.filter(id=task_id).update(critical_state=critical_state)
    tell_task_changed(ReadingTask(id=task_id))
