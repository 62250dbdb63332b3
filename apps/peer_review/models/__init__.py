"""Policies and draws, reviews with their log, and the teaching library."""

from apps.peer_review.models.learning_cases import LearningCase
from apps.peer_review.models.policies import ReviewDraw, ReviewPolicy
from apps.peer_review.models.reviews import Review, ReviewEntry

__all__ = ["LearningCase", "Review", "ReviewDraw", "ReviewEntry", "ReviewPolicy"]
