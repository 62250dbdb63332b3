"""What a study reached on its way, said by the worklist itself and by the apps above it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.selectors import exam_end_of
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.common.statements import insert_rows
from apps.worklist.engine.sla import SIGNED, end_milestone
from apps.worklist.live import tell_task_changed
from apps.worklist.models import Clock, Milestone, ReadingTask
from apps.worklist.selectors.service_levels import clocks_of, pauses_of
from apps.worklist.services.breaches import follow_breach
from apps.worklist.services.clock_targets import milestones_of, set_due, started_at
from apps.worklist.services.clocks import OPEN, refresh_clocks
from apps.worklist.services.escalations import withdraw_steps


def note_milestone(
    *,
    actor: Actor,
    study_id: UUID,
    name: str,
    at: datetime | None = None,
    task_id: UUID | None = None,
) -> None:
    """Says that a milestone (``engine.clocks.MILESTONES``) was reached, by the study or by one task on it.

    The first time stands: a second note changes nothing. Clocks that wait for it start, those that run to it stop.
    """
    milestone, created = Milestone.objects.get_or_create(
        study_id=study_id, task_id=task_id, name=name, defaults={"at": at or now()}
    )
    if not created:
        return
    tasks = ReadingTask.objects.select_for_update().filter(study_id=study_id).order_by("id")
    if task_id:
        tasks = tasks.filter(id=task_id)
    for task in tasks:
        _reach(actor, task, milestone)


def note_task_milestone(*, actor: Actor, tasks: Sequence[ReadingTask], name: str) -> None:
    """As ``note_milestone`` of each of these locked tasks, now; most of them have no clock that waits for it."""
    ids = [task.id for task in tasks]
    have = set(Milestone.objects.filter(task__in=ids, name=name).values_list("task_id", flat=True))
    new = {task.id: task for task in tasks if task.id not in have}
    reached = {"name": name, "at": (at := now()), "noted_at": at}
    insert_rows(
        Milestone,
        [{"study_id": task.study_id, "task_id": id_, **reached} for id_, task in new.items()],
    )
    waiting = Clock.objects.filter(
        Q(milestone_from=name) | Q(milestone_to=name), task__in=list(new), stopped_at=None
    )
    for task_id in waiting.order_by("task_id").values_list("task_id", flat=True).distinct():
        _reach(actor, new[task_id], Milestone(task=new[task_id], **reached))


def note_exam_end(*, actor: Actor, study_id: UUID) -> None:
    """Notes when the study's examination ended, where its headers say so. Raises ``NotFound``."""
    study: Study | None = Study.objects.select_related("site").filter(id=study_id).first()
    if study is None:
        raise NotFound("There is no such study.")
    ended_at = exam_end_of(study)
    if ended_at:
        note_milestone(actor=actor, study_id=study_id, name="exam_end", at=ended_at)


def note_listing(task: ReadingTask) -> None:
    """When its images came, when they were complete, when it was listed; before its clocks are set."""
    study = task.study
    rows = [
        Milestone(study=study, name="complete", at=study.completed_at or task.received_at),
        Milestone(study=study, task=task, name="listed", at=now()),
    ]
    if study.first_image_at:
        rows.append(Milestone(study=study, name="first_image", at=study.first_image_at))
    Milestone.objects.bulk_create(rows, ignore_conflicts=True)


def note_signed(*, actor: Actor, task: ReadingTask) -> None:
    """The task's own report is signed: its clock stops and its ladder ends."""
    name = end_milestone(SIGNED, task.read_type)
    note_milestone(
        actor=actor, study_id=task.study_id, task_id=task.id, name=name, at=task.completed_at
    )
    withdraw_steps(task=task, why="signed")


def _reach(actor: Actor, task: ReadingTask, milestone: Milestone) -> None:
    concerned = [
        clock
        for clock in clocks_of(task.id)
        if clock.stopped_at is None and milestone.name in (clock.milestone_from, clock.milestone_to)
    ]
    if not concerned:
        return
    pauses = pauses_of(task.id)
    started = started_at(milestone.name, task, milestones_of(task)) or milestone.at
    for clock in concerned:
        if clock.milestone_from == milestone.name:
            _note_start(clock, started)
            set_due(clock, pauses)
        else:
            clock.stopped_at = milestone.at
        clock.save()
        follow_breach(clock=clock, task=task, pauses=pauses)
    if task.state in OPEN:
        refresh_clocks(actor=actor, task=task)
        tell_task_changed(task)


def _note_start(clock: Clock, at: datetime) -> None:
    """The true start replaces an assumed one; a clock that counts anew from a later request goes on from there."""
    if clock.counts_from is None or clock.counts_from == clock.started_at:
        clock.counts_from = at
    clock.started_at, clock.counts_from = at, max(at, clock.counts_from)
