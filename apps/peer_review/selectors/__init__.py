"""Reviews, policies, figures and the library for those who may see them."""

from apps.peer_review.selectors.figures import all_cards, bias_findings, own_cards
from apps.peer_review.selectors.learning_cases import access_case as access_learning_case
from apps.peer_review.selectors.learning_cases import learning_cases
from apps.peer_review.selectors.policies import draws, policies, policy_in_force
from apps.peer_review.selectors.reviews import committee_cases, feedback, reviews_to_do

__all__ = [
    "access_learning_case",
    "all_cards",
    "bias_findings",
    "committee_cases",
    "draws",
    "feedback",
    "learning_cases",
    "own_cards",
    "policies",
    "policy_in_force",
    "reviews_to_do",
]
