"""Changing the worklist."""

from apps.worklist.services.assigning import assign_waiting
from apps.worklist.services.assignments import assign_task, unassign_task
from apps.worklist.services.claims import (
    claim_task,
    expire_claims,
    hand_back_task,
    keep_claim,
    own_claim,
    release_task,
)
from apps.worklist.services.holdings import end_offers, end_unlawful_holds, expire_offers
from apps.worklist.services.next_task import claim_next_task
from apps.worklist.services.tasks import (
    change_priority,
    complete_task,
    create_reading_task,
    ensure_default_policies,
    list_complete_study,
    note_prior_status,
    note_report,
    reroute_task,
)

__all__ = [
    "assign_task",
    "assign_waiting",
    "change_priority",
    "claim_next_task",
    "claim_task",
    "complete_task",
    "create_reading_task",
    "end_offers",
    "end_unlawful_holds",
    "ensure_default_policies",
    "expire_claims",
    "expire_offers",
    "hand_back_task",
    "keep_claim",
    "list_complete_study",
    "note_prior_status",
    "note_report",
    "own_claim",
    "release_task",
    "reroute_task",
    "unassign_task",
]
