"""Drawing, assigning, reviewing, arbitrating, answering, teaching and exporting."""

from apps.peer_review.services.assigning import (
    assign,
    assign_waiting,
    expire_assignments,
    unblind,
    unblind_claimant,
)
from apps.peer_review.services.committee import decide, open_case, reply, step_aside, vote
from apps.peer_review.services.differences import cancel_difference, review_difference
from apps.peer_review.services.drawing import Proof, draw_due, prove_draw
from apps.peer_review.services.export import EXPORTS, export_reviews
from apps.peer_review.services.feedback import answer, open_feedback
from apps.peer_review.services.in_flow import Offer, offer_of, review_in_flow
from apps.peer_review.services.learning_cases import edit_case, make_case, publish_case, retire_case
from apps.peer_review.services.learning_images import add_images, read_image, remove_image
from apps.peer_review.services.legacy_scores import import_legacy, preview_legacy
from apps.peer_review.services.mails import choose_mail, mail_new
from apps.peer_review.services.policies import set_policy
from apps.peer_review.services.reviewing import (
    learn_from_review,
    open_review,
    recuse,
    score_review,
)

__all__ = [
    "EXPORTS",
    "Offer",
    "Proof",
    "add_images",
    "answer",
    "assign",
    "assign_waiting",
    "cancel_difference",
    "choose_mail",
    "decide",
    "draw_due",
    "edit_case",
    "expire_assignments",
    "export_reviews",
    "import_legacy",
    "learn_from_review",
    "mail_new",
    "make_case",
    "offer_of",
    "open_case",
    "open_feedback",
    "open_review",
    "preview_legacy",
    "prove_draw",
    "publish_case",
    "read_image",
    "recuse",
    "remove_image",
    "reply",
    "retire_case",
    "review_difference",
    "review_in_flow",
    "score_review",
    "set_policy",
    "step_aside",
    "unblind",
    "unblind_claimant",
    "vote",
]
