"""Reading the worklist."""

from apps.worklist.selectors.claims import claims_to_warn, expired_claim_ids, live_claim
from apps.worklist.selectors.counts import counts
from apps.worklist.selectors.history import history
from apps.worklist.selectors.listing import (
    OPEN_STATES,
    ORDERINGS,
    reading_tasks,
    with_details,
)
from apps.worklist.selectors.paging import PageOfTasks, page_of_tasks
from apps.worklist.selectors.priors import PriorStudy, prior_counts, priors
from apps.worklist.selectors.rows import TaskRow, task_rows
from apps.worklist.selectors.tasks import access_task, lock_task, require_task, task_of_study
from apps.worklist.selectors.worklist_filter import DEFAULT_ORDERING, WorklistFilter

__all__ = [
    "DEFAULT_ORDERING",
    "OPEN_STATES",
    "ORDERINGS",
    "PageOfTasks",
    "PriorStudy",
    "TaskRow",
    "WorklistFilter",
    "access_task",
    "claims_to_warn",
    "counts",
    "expired_claim_ids",
    "history",
    "live_claim",
    "lock_task",
    "page_of_tasks",
    "prior_counts",
    "priors",
    "reading_tasks",
    "require_task",
    "task_of_study",
    "task_rows",
    "with_details",
]
