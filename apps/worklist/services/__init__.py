"""Changing the worklist."""

from apps.worklist.services.assigning import assign_waiting
from apps.worklist.services.assignments import assign_task, unassign_task
from apps.worklist.services.breaches import note_breaches
from apps.worklist.services.claims import (
    claim_task,
    expire_claims,
    hand_back_task,
    keep_claim,
    own_claim,
    release_task,
)
from apps.worklist.services.confirmation_gate import set_confirmation_gate
from apps.worklist.services.confirmations import (
    confirm_study,
    follow_study,
    page_late_confirmations,
)
from apps.worklist.services.eligibility import require_eligible
from apps.worklist.services.escalations import fire_due_steps
from apps.worklist.services.handing_on import hand_on_task
from apps.worklist.services.holdings import end_offers, end_unlawful_holds, expire_offers
from apps.worklist.services.holds import (
    exclude_time,
    hold_task,
    resume_task,
    resume_what_waited_for_priors,
)
from apps.worklist.services.linking import link_tasks, unlink_task
from apps.worklist.services.linking_by_rule import link_by_rule
from apps.worklist.services.listing import list_complete_study, list_ordered_study
from apps.worklist.services.milestones import note_exam_end, note_milestone
from apps.worklist.services.next_task import claim_next_task
from apps.worklist.services.pages import acknowledge_page, call_people
from apps.worklist.services.rereads import list_again
from apps.worklist.services.reroutings import start_rerouting
from apps.worklist.services.site_changes import follow_jurisdictions
from apps.worklist.services.splitting import Part, rejoin_task, split_task
from apps.worklist.services.tasks import (
    change_priority,
    complete_task,
    create_reading_task,
    ensure_default_policies,
    note_critical,
    note_prior_status,
    note_report,
    reroute_task,
    route_unrouted,
)

__all__ = [
    "Part",
    "acknowledge_page",
    "assign_task",
    "assign_waiting",
    "call_people",
    "change_priority",
    "claim_next_task",
    "claim_task",
    "complete_task",
    "confirm_study",
    "create_reading_task",
    "end_offers",
    "end_unlawful_holds",
    "ensure_default_policies",
    "exclude_time",
    "expire_claims",
    "expire_offers",
    "fire_due_steps",
    "follow_jurisdictions",
    "follow_study",
    "hand_back_task",
    "hand_on_task",
    "hold_task",
    "keep_claim",
    "link_by_rule",
    "link_tasks",
    "list_again",
    "list_complete_study",
    "list_ordered_study",
    "note_breaches",
    "note_critical",
    "note_exam_end",
    "note_milestone",
    "note_prior_status",
    "note_report",
    "own_claim",
    "page_late_confirmations",
    "rejoin_task",
    "release_task",
    "require_eligible",
    "reroute_task",
    "resume_task",
    "resume_what_waited_for_priors",
    "route_unrouted",
    "set_confirmation_gate",
    "split_task",
    "start_rerouting",
    "unassign_task",
    "unlink_task",
]
