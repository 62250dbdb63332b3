"""Refusing who may not read, and taking from them what they hold."""

from uuid import UUID

from apps.worklist.engine.eligibility import Verdict
from apps.worklist.errors import NotClaimable, NotEligible
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.eligibility import verdict_on


def require_eligible(*, task: ReadingTask, reader_id: UUID) -> Verdict:
    """The verdict, where it is yes; raises ``NotEligible`` with every exclusion, ``NotClaimable`` before routing."""
    if task.work_class_id is None:
        raise NotClaimable("The study is just being routed; try again in a few seconds.")
    verdict = verdict_on(task, reader_id)
    if not verdict.eligible:
        raise NotEligible(
            "Your licences, privileges or skills do not cover this study now. "
            "The explanation of the task lists what is missing; your manager can add it.",
            exclusions=[
                {"code": exclusion.code, "detail": exclusion.detail}
                for exclusion in verdict.exclusions
            ],
        )
    return verdict
