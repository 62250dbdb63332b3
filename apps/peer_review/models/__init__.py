"""Policies and draws, reviews with their log, the teaching library, and mails."""

from apps.peer_review.models.learning_cases import LearningCase, LearningImage
from apps.peer_review.models.legacy import ImportedScore
from apps.peer_review.models.mails import ReviewMail, ReviewMailChoice
from apps.peer_review.models.policies import ReviewDraw, ReviewPolicy
from apps.peer_review.models.reviews import Review, ReviewEntry

__all__ = [
    "ImportedScore",
    "LearningCase",
    "LearningImage",
    "Review",
    "ReviewDraw",
    "ReviewEntry",
    "ReviewMail",
    "ReviewMailChoice",
    "ReviewPolicy",
]
