"""The teaching library: published for everybody who reads, drafts for who keeps it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.peer_review.models import LearningCase
from apps.peer_review.states import CaseState


def learning_cases(*, actor: Actor, search: str = "") -> QuerySet[LearningCase]:
    """Published ones, and for who keeps the library all; the latest first."""
    found: QuerySet[LearningCase] = LearningCase.objects.prefetch_related("images").order_by(
        "-created_at", "-id"
    )
    if not actor.can("review.manage"):
        found = found.filter(state=CaseState.PUBLISHED)
    if search:
        words = Q(title__icontains=search) | Q(teaching_point__icontains=search)
        found = found.filter(
            words | Q(findings__icontains=search) | Q(impression__icontains=search)
        )
    return found


def access_case(*, actor: Actor, case_id: UUID) -> LearningCase:
    """One of ``learning_cases``; raises ``NotFound``."""
    case = learning_cases(actor=actor).filter(id=case_id).first()
    if case is None:
        raise NotFound("There is no such case.")
    return case
