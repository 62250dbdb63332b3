"""Taking over the scores of an older system, over HTTP."""

from collections import Counter
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.peer_review import services
from apps.peer_review.api.figures import ScoreCountSerializer
from apps.peer_review.api.reviews import given
from apps.peer_review.radpeer import SCORES
from apps.peer_review.services.legacy_scores import MOST_ERRORS_SHOWN, LegacyFile

LARGEST_FILE = 2_000_000


class LegacyFileSerializer(serializers.Serializer[Any]):
    """A CSV file with the columns reference, reader (e-mail), reviewed_on, modality, score, and no other."""

    text = serializers.CharField(max_length=LARGEST_FILE, trim_whitespace=False)
    preview = serializers.BooleanField(help_text="says what would be done, and does nothing")


class LegacyLineErrorSerializer(serializers.Serializer[Any]):
    """``line`` counts from 1, the header's; 0 is the file as a whole."""

    line = serializers.IntegerField()
    text = serializers.CharField()


class LegacyAnswerSerializer(serializers.Serializer[Any]):
    new = serializers.SerializerMethodField(help_text="taken over, or in a preview to be")
    known = serializers.IntegerField(help_text="taken over before")
    scores = serializers.SerializerMethodField(help_text="the new ones, on the present scale")
    error_count = serializers.SerializerMethodField()
    lines = serializers.SerializerMethodField(help_text="the first that are wrong")

    def get_new(self, file: LegacyFile) -> int:
        return len(file.new)

    @extend_schema_field(ScoreCountSerializer(many=True))
    def get_scores(self, file: LegacyFile) -> list[dict[str, Any]]:
        counts = Counter(one.score for one in file.new)
        return [{"score": score, "count": counts[score]} for score in SCORES]

    def get_error_count(self, file: LegacyFile) -> int:
        return len(file.errors)

    @extend_schema_field(LegacyLineErrorSerializer(many=True))
    def get_lines(self, file: LegacyFile) -> Any:
        return LegacyLineErrorSerializer(file.errors[:MOST_ERRORS_SHOWN], many=True).data


class LegacyScoresView(TenantView):
    capabilities: ClassVar = {"POST": "review.manage"}

    @extend_schema(
        operation_id="import_legacy_scores",
        request=LegacyFileSerializer,
        responses=LegacyAnswerSerializer,
    )
    def post(self, request: Request) -> Response:
        said = given(LegacyFileSerializer, request)
        run = services.preview_legacy if said["preview"] else services.import_legacy
        return Response(LegacyAnswerSerializer(run(actor=self.actor, text=said["text"])).data)
