"""How categories, named findings, contacts and ladders look on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.reporting.api.critical_serializers import CriticalSiteSerializer, FindingContactSerializer
from apps.reporting.contact_ladders import KINDS, MOST_MINUTES
from apps.reporting.models import ContactLadder, SiteContact


class CriticalCategorySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    minutes = serializers.IntegerField()
    read_back_required = serializers.BooleanField()


class CategoryChangeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=60)
    minutes = serializers.IntegerField(min_value=1, max_value=MOST_MINUTES)
    read_back_required = serializers.BooleanField()


class NamedFindingSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    category = serializers.IntegerField()
    active = serializers.BooleanField()


class NewNamedFindingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    category = serializers.IntegerField(min_value=1, max_value=3)


class NamedFindingChangeSerializer(NewNamedFindingSerializer):
    active = serializers.BooleanField()


class SiteContactSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    site = CriticalSiteSerializer()
    name = serializers.CharField()
    role = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    active = serializers.BooleanField()
    has_code = serializers.SerializerMethodField()

    def get_has_code(self, contact: SiteContact) -> bool:
        return bool(contact.code_hash)


class SiteContactChangeSerializer(serializers.Serializer[Any]):
    """``code``: at least six characters; empty takes it away."""

    name = serializers.CharField(max_length=200)
    role = serializers.CharField(max_length=120, allow_blank=True, required=False)
    phone = serializers.CharField(max_length=60, allow_blank=True, required=False)
    email = serializers.EmailField(max_length=254, allow_blank=True, required=False)
    active = serializers.BooleanField(required=False)
    code = serializers.CharField(max_length=60, allow_blank=True, required=False)

    def validate_code(self, code: str) -> str:
        if code and len(code.strip()) < 6:
            raise serializers.ValidationError("A code has at least six characters.")
        return code


class NewSiteContactSerializer(SiteContactChangeSerializer):
    site = serializers.UUIDField()


class LadderHoursSerializer(serializers.Serializer[Any]):
    """``weekday`` 0 is Monday; times as HH:MM in the site's zone. ``closes`` no later than ``opens``: past midnight."""

    weekday = serializers.IntegerField(min_value=0, max_value=6)
    opens = serializers.CharField(max_length=5)
    closes = serializers.CharField(max_length=5)


class LadderRungSerializer(serializers.Serializer[Any]):
    minutes = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=KINDS)
    contact = FindingContactSerializer(allow_null=True)


class ContactLadderSerializer(serializers.Serializer[Any]):
    """``site`` null: a fall-back of the practice."""

    id = serializers.UUIDField()
    site = CriticalSiteSerializer(allow_null=True)
    name = serializers.CharField()
    position = serializers.IntegerField()
    categories = serializers.ListField(child=serializers.IntegerField())
    hours = LadderHoursSerializer(many=True)
    rungs = serializers.SerializerMethodField()

    @extend_schema_field(LadderRungSerializer(many=True))
    def get_rungs(self, ladder: ContactLadder) -> Any:
        rungs = sorted(ladder.rungs.all(), key=lambda rung: rung.position)
        return LadderRungSerializer(rungs, many=True).data


class NewRungSerializer(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=0, max_value=MOST_MINUTES)
    kind = serializers.ChoiceField(choices=KINDS)
    contact = serializers.UUIDField(allow_null=True, default=None)


class LadderContentSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    position = serializers.IntegerField(min_value=0, max_value=1000, default=0)
    categories = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=3), default=list
    )
    hours = LadderHoursSerializer(many=True, default=list)
    rungs = NewRungSerializer(many=True)


class NewContactLadderSerializer(LadderContentSerializer):
    site = serializers.UUIDField(allow_null=True)


class ContactStretchSerializer(serializers.Serializer[Any]):
    """Part of a weekday; ``ladder`` is what holds in it. ``calls_nobody``: it reaches no contact of the site."""

    weekday = serializers.IntegerField()
    opens = serializers.CharField()
    closes = serializers.CharField()
    ladder = serializers.UUIDField(allow_null=True)
    calls_nobody = serializers.BooleanField()


class ContactWeekSerializer(serializers.Serializer[Any]):
    site = CriticalSiteSerializer()
    category = serializers.IntegerField()
    stretches = ContactStretchSerializer(many=True)
