"""Changing the worklist."""

from apps.worklist.services.claims import (
    claim_task,
    expire_claims,
    hand_back_task,
    keep_claim,
    own_claim,
    release_task,
)
from apps.worklist.services.tasks import (
    change_priority,
    complete_task,
    create_reading_task,
    ensure_default_policies,
    note_report,
)

__all__ = [
    "change_priority",
    "claim_task",
    "complete_task",
    "create_reading_task",
    "ensure_default_policies",
    "expire_claims",
    "hand_back_task",
    "keep_claim",
    "note_report",
    "own_claim",
    "release_task",
]
