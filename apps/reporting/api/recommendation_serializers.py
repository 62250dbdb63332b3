"""How a recommendation looks on the wire."""

from typing import Any

from rest_framework import serializers

from apps.reporting.recommending.intervals import UNITS
from apps.reporting.recommending.recommendation import LATERALITY_CODES, MODALITIES, URGENCIES


class RecommendationContentSerializer(serializers.Serializer[Any]):
    """``first`` and ``last`` count ``unit`` from the day of the examination: the same twice is one moment, a ``first``
    of 0 is “within”, null is not said. ``quote`` is the words of the report that say it; where it is empty, a sentence
    is made.
    """

    finding = serializers.CharField(max_length=200, allow_blank=True, default="")
    modality = serializers.ChoiceField(choices=MODALITIES, allow_blank=True, default="")
    procedure = serializers.CharField(max_length=200, allow_blank=True, default="")
    body_part = serializers.CharField(max_length=64, allow_blank=True, default="")
    laterality = serializers.ChoiceField(choices=LATERALITY_CODES, allow_blank=True, default="")
    first = serializers.IntegerField(min_value=0, max_value=3660, allow_null=True, default=None)
    last = serializers.IntegerField(min_value=1, max_value=3660, allow_null=True, default=None)
    unit = serializers.ChoiceField(choices=UNITS, allow_blank=True, default="")
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")
    urgency = serializers.ChoiceField(choices=URGENCIES, default="routine")
    guideline = serializers.CharField(max_length=120, allow_blank=True, default="")
    quote = serializers.CharField(max_length=2000, allow_blank=True, default="")


class RecommendationSerializer(RecommendationContentSerializer):
    key = serializers.UUIDField()


class AmendedRecommendationSerializer(RecommendationContentSerializer):
    key = serializers.UUIDField(allow_null=True, default=None)
