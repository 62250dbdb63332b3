from django.urls import path

from apps.peer_review.api import (
    committee,
    feedback,
    figures,
    learning_cases,
    learning_images,
    legacy_scores,
    policies,
    reviews,
    waiting,
)

REVIEW = "peer-review/reviews/<uuid:review_id>"
FEEDBACK = "peer-review/feedback/<uuid:review_id>"
CASE = "peer-review/cases/<uuid:review_id>"
LEARNING = "peer-review/learning-cases"

urlpatterns = [
    path("peer-review/reviews", reviews.ReviewsView.as_view(), name="reviews"),
    path(REVIEW, reviews.ReviewView.as_view(), name="review"),
    path(f"{REVIEW}/score", reviews.ReviewScoreView.as_view(), name="review-score"),
    path(f"{REVIEW}/lesson", reviews.ReviewLessonView.as_view(), name="review-lesson"),
    path(f"{REVIEW}/recuse", reviews.ReviewRecusalView.as_view(), name="review-recuse"),
    path("peer-review/in-flow", reviews.InFlowView.as_view(), name="review-in-flow"),
    path("peer-review/feedback", feedback.FeedbackListView.as_view(), name="review-feedback-list"),
    path(FEEDBACK, feedback.FeedbackView.as_view(), name="review-feedback"),
    path(f"{FEEDBACK}/seen", feedback.FeedbackSeenView.as_view(), name="review-feedback-seen"),
    path(
        f"{FEEDBACK}/answers",
        feedback.FeedbackAnswersView.as_view(),
        name="review-feedback-answers",
    ),
    path("peer-review/cases", committee.CommitteeCasesView.as_view(), name="committee-cases"),
    path(CASE, committee.CommitteeCaseView.as_view(), name="committee-case"),
    path(f"{CASE}/votes", committee.CommitteeVotesView.as_view(), name="committee-case-votes"),
    path(
        f"{CASE}/decision",
        committee.CommitteeDecisionView.as_view(),
        name="committee-case-decision",
    ),
    path(
        f"{CASE}/replies", committee.CommitteeRepliesView.as_view(), name="committee-case-replies"
    ),
    path(f"{CASE}/recuse", committee.CommitteeRecusalView.as_view(), name="committee-case-recuse"),
    path("peer-review/policies", policies.ReviewPoliciesView.as_view(), name="review-policies"),
    path("peer-review/draws", policies.ReviewDrawsView.as_view(), name="review-draws"),
    path(
        "peer-review/draws/<uuid:draw_id>/prove",
        policies.ReviewDrawProofView.as_view(),
        name="review-draw-prove",
    ),
    path("peer-review/waiting", waiting.ReviewsWaitingView.as_view(), name="reviews-waiting"),
    path(
        "peer-review/mail-choice", waiting.ReviewMailChoiceView.as_view(), name="review-mail-choice"
    ),
    path("peer-review/scorecards", figures.ScorecardsView.as_view(), name="scorecards"),
    path("peer-review/scorecards/own", figures.OwnScorecardView.as_view(), name="own-scorecard"),
    path("peer-review/bias-watch", figures.BiasWatchView.as_view(), name="bias-watch"),
    path(
        "peer-review/legacy-scores", legacy_scores.LegacyScoresView.as_view(), name="legacy-scores"
    ),
    path("peer-review/export", figures.ReviewExportView.as_view(), name="review-export"),
    path(LEARNING, learning_cases.LearningCasesView.as_view(), name="learning-cases"),
    path(
        f"{LEARNING}/<uuid:case_id>",
        learning_cases.LearningCaseView.as_view(),
        name="learning-case",
    ),
    path(
        f"{LEARNING}/<uuid:case_id>/candidates",
        learning_images.LearningImageCandidatesView.as_view(),
        name="learning-image-candidates",
    ),
    path(
        f"{LEARNING}/<uuid:case_id>/images",
        learning_images.LearningImagesView.as_view(),
        name="learning-images",
    ),
    path(
        f"{LEARNING}/<uuid:case_id>/images/<int:place>",
        learning_images.LearningImageView.as_view(),
        name="learning-image",
    ),
    path(
        f"{LEARNING}/<uuid:case_id>/publish",
        learning_cases.LearningCasePublicationView.as_view(),
        name="learning-case-publish",
    ),
    path(
        f"{LEARNING}/<uuid:case_id>/retire",
        learning_cases.LearningCaseRetirementView.as_view(),
        name="learning-case-retire",
    ),
]
