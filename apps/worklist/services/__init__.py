"""Changing the worklist."""

from apps.worklist.services.breaches import note_breaches
from apps.worklist.services.claims import (
    claim_task,
    expire_claims,
    hand_back_task,
    keep_claim,
    own_claim,
    release_task,
)
from apps.worklist.services.clocks import note_milestone, refresh_clocks_of_calendar
from apps.worklist.services.escalations import fire_due_steps
from apps.worklist.services.holds import exclude_time, hold_task, resume_task
from apps.worklist.services.pages import acknowledge_page
from apps.worklist.services.tasks import (
    change_priority,
    complete_task,
    create_reading_task,
    ensure_default_policies,
    note_report,
)

__all__ = [
    "acknowledge_page",
    "change_priority",
    "claim_task",
    "complete_task",
    "create_reading_task",
    "ensure_default_policies",
    "exclude_time",
    "expire_claims",
    "fire_due_steps",
    "hand_back_task",
    "hold_task",
    "keep_claim",
    "note_breaches",
    "note_milestone",
    "note_report",
    "own_claim",
    "refresh_clocks_of_calendar",
    "release_task",
    "resume_task",
]
