"""Reviews as JSON: for who reviews, for whose report it was, for the committee. No side learns who the other is."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.clock import now
from apps.peer_review.models import Review, ReviewEntry
from apps.peer_review.models.policies import MODES
from apps.peer_review.models.reviews import LONGEST_COMMENT, ORIGINS
from apps.peer_review.radpeer import LESSONS, SCORES
from apps.peer_review.selectors.blinding import (
    difference_under_review,
    said_without_names,
    text_under_review,
)
from apps.peer_review.selectors.reviews import thread, votes
from apps.peer_review.states import ReviewState
from apps.reporting.api.serializers import SECTION_CODES
from apps.worklist.engine.age_groups import age_in_years

TOLD_ORIGINS = ["sample", "difference"]
SIDES = ["reader", "committee"]
OUTCOMES = [ReviewState.ARBITRATION.value, ReviewState.CLOSED.value]


class ReviewedStudySerializer(serializers.Serializer[Any]):
    study_instance_uid = serializers.CharField()
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    body_part = serializers.CharField()
    study_date = serializers.DateField(allow_null=True)


class ReviewedSectionSerializer(serializers.Serializer[Any]):
    """Names are blanked."""

    code = serializers.ChoiceField(choices=SECTION_CODES)
    title = serializers.CharField()
    body = serializers.CharField()


class ReviewFactsSerializer(serializers.Serializer[Any]):
    """What everybody with a part in it may know."""

    id = serializers.UUIDField()
    origin = serializers.ChoiceField(choices=ORIGINS)
    mode = serializers.ChoiceField(choices=MODES)
    state = serializers.ChoiceField(choices=ReviewState.values())
    modality = serializers.CharField()
    study = ReviewedStudySerializer()
    assigned_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField()
    promised_at = serializers.DateTimeField(allow_null=True)
    overdue = serializers.SerializerMethodField()
    score = serializers.ChoiceField(choices=SCORES, allow_blank=True)
    lesson = serializers.ChoiceField(choices=LESSONS, allow_blank=True)
    final_score = serializers.ChoiceField(choices=SCORES, allow_blank=True)
    scored_at = serializers.DateTimeField(allow_null=True)

    def get_overdue(self, review: Review) -> bool:
        until = min(review.due_at, review.promised_at or review.due_at)
        return review.state not in ("closed", "canceled") and until < now()


class ReviewSerializer(ReviewFactsSerializer):
    """For who reviews it: nothing here says whose report it is."""

    comment = serializers.CharField()


class ReviewTextSerializer(ReviewSerializer):
    patient_age = serializers.SerializerMethodField(help_text="years, at the time of the study")
    patient_sex = serializers.CharField(source="study.patient.sex")
    sections = serializers.SerializerMethodField()
    difference = serializers.SerializerMethodField(
        help_text="what the site or another reader said of it"
    )

    def get_patient_age(self, review: Review) -> int | None:
        study = review.study
        age = age_in_years(study.patient.birth_date, study.study_at or study.first_image_at)
        return None if age is None else int(age)

    @extend_schema_field(ReviewedSectionSerializer(many=True))
    def get_sections(self, review: Review) -> Any:
        return ReviewedSectionSerializer(text_under_review(review), many=True).data

    def get_difference(self, review: Review) -> str:
        return difference_under_review(review)


class ReviewMessageSerializer(serializers.Serializer[Any]):
    """``side``: who signed the report, or the committee."""

    side = serializers.ChoiceField(choices=SIDES)
    text = serializers.CharField()
    at = serializers.DateTimeField()


def messages_of(review: Review, *, own: str) -> Any:
    """The talk; what the other side wrote is shown without names."""
    return ReviewMessageSerializer(
        [
            {
                "side": side,
                "text": entry.text if side == own else said_without_names(entry.text),
                "at": entry.at,
            }
            for entry in thread(review)
            for side in ("reader" if entry.kind == "answered" else "committee",)
        ],
        many=True,
    ).data


class FeedbackSerializer(serializers.Serializer[Any]):
    """For who signed the report. The score is told once it counts; nothing says who gave it, nor the minute or the
    occasion that would.
    """

    id = serializers.UUIDField()
    origin = serializers.SerializerMethodField()
    mode = serializers.ChoiceField(choices=MODES)
    state = serializers.ChoiceField(choices=OUTCOMES)
    modality = serializers.CharField()
    report = serializers.UUIDField(source="report_id")
    reading_task = serializers.UUIDField(source="report.reading_task_id")
    study = ReviewedStudySerializer()
    told_on = serializers.SerializerMethodField()
    seen = serializers.SerializerMethodField()
    comment = serializers.SerializerMethodField()
    final_score = serializers.ChoiceField(choices=SCORES, allow_blank=True)
    lesson = serializers.ChoiceField(choices=LESSONS, allow_blank=True)
    decision = serializers.SerializerMethodField()
    messages = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=TOLD_ORIGINS))
    def get_origin(self, review: Review) -> str:
        return "sample" if review.origin in ("sample", "in_flow") else "difference"

    @extend_schema_field(serializers.DateField())
    def get_told_on(self, review: Review) -> str:
        return (review.closed_at or review.scored_at or review.created_at).date().isoformat()

    def get_seen(self, review: Review) -> bool:
        return review.seen_at is not None

    def get_comment(self, review: Review) -> str:
        return said_without_names(review.comment)

    def get_decision(self, review: Review) -> str:
        return said_without_names(review.decision)

    @extend_schema_field(ReviewMessageSerializer(many=True))
    def get_messages(self, review: Review) -> Any:
        return messages_of(review, own="reader")


class CommitteeVoteSerializer(serializers.Serializer[Any]):
    score = serializers.ChoiceField(choices=SCORES)
    text = serializers.CharField()
    at = serializers.DateTimeField()


class CaseSummarySerializer(ReviewFactsSerializer):
    """For the committee, which decides without knowing who read and who reviewed."""

    comment = serializers.SerializerMethodField()
    decision = serializers.CharField()
    arbitrated_at = serializers.DateTimeField(allow_null=True)
    vote_count = serializers.SerializerMethodField()
    quorum = serializers.IntegerField(source="policy.quorum")
    answered = serializers.SerializerMethodField(help_text="whether who signed it has answered")

    def get_comment(self, review: Review) -> str:
        return said_without_names(review.comment)

    def get_vote_count(self, review: Review) -> int:
        return len(votes(review))

    def get_answered(self, review: Review) -> bool:
        return any(entry.kind == "answered" for entry in review.entries.all())


class CaseSerializer(CaseSummarySerializer):
    """Context: ``actor``. The others' votes are shown to who has voted, or once it is decided."""

    sections = serializers.SerializerMethodField()
    difference = serializers.SerializerMethodField()
    own_vote = serializers.SerializerMethodField()
    votes = serializers.SerializerMethodField()
    messages = serializers.SerializerMethodField()

    @extend_schema_field(ReviewedSectionSerializer(many=True))
    def get_sections(self, review: Review) -> Any:
        return ReviewedSectionSerializer(text_under_review(review), many=True).data

    def get_difference(self, review: Review) -> str:
        return difference_under_review(review)

    @extend_schema_field(CommitteeVoteSerializer(allow_null=True))
    def get_own_vote(self, review: Review) -> Any:
        found = self._own(review)
        return CommitteeVoteSerializer(found).data if found else None

    @extend_schema_field(CommitteeVoteSerializer(many=True))
    def get_votes(self, review: Review) -> Any:
        open_to_all = review.state == ReviewState.CLOSED or self._own(review) is not None
        return CommitteeVoteSerializer(votes(review) if open_to_all else [], many=True).data

    @extend_schema_field(ReviewMessageSerializer(many=True))
    def get_messages(self, review: Review) -> Any:
        return messages_of(review, own="committee")

    def _own(self, review: Review) -> ReviewEntry | None:
        actor = self.context["actor"]
        return next((one for one in votes(review) if one.by_id == actor.user_id), None)


class ScoreSerializer(serializers.Serializer[Any]):
    score = serializers.ChoiceField(choices=SCORES)
    comment = serializers.CharField(
        max_length=LONGEST_COMMENT, allow_blank=True, required=False, default=""
    )


class LessonSerializer(serializers.Serializer[Any]):
    lesson = serializers.ChoiceField(choices=LESSONS)
    comment = serializers.CharField(
        max_length=LONGEST_COMMENT, allow_blank=True, required=False, default=""
    )


class ReviewRemarkSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=LONGEST_COMMENT)


class InFlowOfferSerializer(serializers.Serializer[Any]):
    offered = serializers.BooleanField()
    mode = serializers.ChoiceField(choices=MODES, allow_null=True)
    version = serializers.IntegerField(allow_null=True)


class InFlowReviewSerializer(serializers.Serializer[Any]):
    """A score, or in peer learning a lesson."""

    report = serializers.UUIDField()
    score = serializers.ChoiceField(choices=SCORES, required=False)
    lesson = serializers.ChoiceField(choices=LESSONS, required=False)
    comment = serializers.CharField(
        max_length=LONGEST_COMMENT, allow_blank=True, required=False, default=""
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("score" in attrs) == ("lesson" in attrs):
            raise serializers.ValidationError("Give a score, or a lesson.")
        return attrs
