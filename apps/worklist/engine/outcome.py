"""What a rule set says about one study: the actions in force, and the whole way to them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.worklist.engine.facts import SkillNeed


@dataclass(frozen=True, slots=True)
class PageAction:
    """Page ``recipient`` ``after_minutes`` from listing, unless the task was ``claimed`` or ``signed`` by then.

    ``recipient``: on_call, managers, reader, or a user's id. ``message`` is empty for a page; a notice has one,
    and an empty ``unless``: it is sent in any case.
    """

    after_minutes: int
    recipient: str
    unless: str = "claimed"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The actions that hold; None or empty where no rule spoke.

    ``link_within``: minutes within which studies of the patient come that are read together with it.
    ``trace`` is JSON, one object per rule in order: ``id``, ``name``, ``matched``, ``skipped`` (empty, ``disabled``
    or ``stopped``), ``applied`` and ``overruled`` (actions; the latter an earlier rule had decided), and
    ``conditions``: each comparison with ``field``, ``operator``, ``expected``, ``actual``, ``passed`` and its
    ``path`` in the rule. ``actions`` are those that count, as JSON, each with its ``rule`` and ``kind``.
    """

    priority: str | None = None
    pathway: str | None = None
    pool: str | None = None
    pool_widens_after: int | None = None
    reader: UUID | None = None
    reader_widens_after: int | None = None
    required_skills: tuple[SkillNeed, ...] = ()
    preferred_skills: tuple[SkillNeed, ...] = ()
    preference_ends_after: int | None = None
    due_within: int | None = None
    workflow: str | None = None
    split_regions: tuple[str, ...] = ()
    link_within: int | None = None
    pages: tuple[PageAction, ...] = ()
    trace: tuple[dict[str, Any], ...] = ()
    actions: tuple[dict[str, Any], ...] = ()
