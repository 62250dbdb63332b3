"""Who may read what, and until when. Everything that lists, claims, assigns and signs asks here.

A reader needs, at one and the same instant: a declared reading location; a licence valid in one of the
site's jurisdictions (where the images are made) and one valid at the reading location (where they are
read); one privilege of the site that covers modality, procedure group and read type together; every
needed skill; the patient's age group; the task's pool; and no block. There is no way round any of them.
Availability and shifts are not asked: they decide what is offered, not what may be read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from apps.worklist.engine.facts import ReaderFacts, TaskFacts, WorkClass
from apps.worklist.engine.spans import FOREVER, Span
from apps.worklist.engine.standing import Standing
from apps.worklist.engine.verdicts import EXCLUSION_CODES, Exclusion, Verdict

__all__ = [
    "EXCLUSION_CODES",
    "Exclusion",
    "Standing",
    "Verdict",
    "class_verdict",
    "eligible_classes",
    "verdict",
]

Key = TypeVar("Key")


def class_verdict(work: WorkClass, reader: ReaderFacts, at: datetime) -> Verdict:
    """Whether ``reader`` may, at ``at``, read tasks of this class, leaving aside what only one task has."""
    return Standing(reader, at).of_class(work)


def verdict(task: TaskFacts, reader: ReaderFacts, at: datetime) -> Verdict:
    """Whether ``reader`` may read this task at ``at``; every exclusion is listed, not only the first."""
    return Standing(reader, at).of_task(task)


def eligible_classes(
    classes: Mapping[Key, WorkClass], reader: ReaderFacts, at: datetime
) -> tuple[frozenset[Key], datetime | None]:
    """The keys of the classes that ``reader`` may read at ``at``, and how long that answer can be kept.

    The instant is the first after ``at`` at which a class might leave or join the set by the passing of
    time alone (a credential begins or ends, a block begins or ends); None if that never happens.
    """
    standing = Standing(reader, at)
    keys = frozenset(key for key, work in classes.items() if standing.may_read_class(work))
    change = min((moment for moment in _turning_points(reader) if moment > at), default=FOREVER)
    return keys, None if change == FOREVER else change


def _turning_points(reader: ReaderFacts) -> list[datetime]:
    spans: list[Span] = [(one.starts_at, one.ends_at) for one in reader.licences]
    spans += [(one.starts_at, one.ends_at) for one in reader.privileges]
    spans += [(one.starts_at, one.ends_at) for one in reader.blocks]
    turns = [turn for span in spans for turn in span] + [reader.location_ends_at]
    return [turn for turn in turns if turn is not None]
