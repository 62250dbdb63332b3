"""What the worklist itself notes of a study's way."""

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.engine.sla import SIGNED, end_milestone
from apps.worklist.models import Milestone, ReadingTask
from apps.worklist.services.clocks import note_milestone
from apps.worklist.services.escalations import withdraw_steps


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
