"""How service levels, calendars, pathways and ladders look on the wire."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import SiteSerializer
from apps.tenancy.time_zones import validate_time_zone
from apps.worklist.engine.clocks import MILESTONES
from apps.worklist.engine.escalation import (
    CONDITIONS,
    HIGHEST_PERCENT,
    KINDS,
    LONGEST_MINUTES,
    Rung,
    ladder_as_json,
)
from apps.worklist.engine.sla import SIGNED
from apps.worklist.models import Pathway, Priority
from apps.worklist.selectors.service_levels import ladder_of

READ_TYPES = ["preliminary", "final", "over_read"]
LONGEST_PROMISE = 60 * 24 * 90

CLOCK_ENDS = [*MILESTONES, SIGNED]


class NamedCalendarSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class SlaPolicySerializer(serializers.Serializer[Any]):
    """A row of the matrix. What is null takes everything; no calendar counts round the clock."""

    id = serializers.UUIDField()
    site = SiteSerializer(allow_null=True)
    pathway = serializers.CharField(allow_null=True)
    priority = serializers.CharField(allow_null=True)
    modality = serializers.CharField(allow_null=True)
    read_type = serializers.CharField(allow_null=True)
    clock_from = serializers.ChoiceField(choices=MILESTONES)
    clock_to = serializers.ChoiceField(choices=CLOCK_ENDS)
    minutes = serializers.IntegerField()
    calendar = NamedCalendarSerializer(allow_null=True)
    effective_from = serializers.DateTimeField(allow_null=True)
    effective_to = serializers.DateTimeField(allow_null=True)


class SlaPolicyChangeSerializer(serializers.Serializer[Any]):
    """``site`` and ``calendar`` are ids."""

    site = serializers.UUIDField(allow_null=True, required=False)
    pathway = serializers.SlugField(max_length=20, allow_null=True, required=False)
    priority = serializers.ChoiceField(choices=Priority.values, allow_null=True, required=False)
    modality = serializers.RegexField(
        r"^[A-Z0-9_ ]{1,16}$", allow_null=True, required=False, help_text="DICOM code, e.g. CT"
    )
    read_type = serializers.ChoiceField(choices=READ_TYPES, allow_null=True, required=False)
    clock_from = serializers.ChoiceField(choices=MILESTONES, required=False)
    clock_to = serializers.ChoiceField(choices=CLOCK_ENDS, required=False)
    minutes = serializers.IntegerField(min_value=1, max_value=LONGEST_PROMISE)
    calendar = serializers.UUIDField(allow_null=True, required=False)
    effective_from = serializers.DateTimeField(allow_null=True, required=False)
    effective_to = serializers.DateTimeField(allow_null=True, required=False)


class HoursSerializer(serializers.Serializer[Any]):
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 Monday … 6 Sunday")
    opens = serializers.CharField(max_length=5, help_text="08:00")
    closes = serializers.CharField(
        max_length=5, help_text="18:00; 24:00 is the day's end; no later than opens: the next day"
    )


class HolidaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    name = serializers.CharField(max_length=200, allow_blank=True)


class ServiceCalendarSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    time_zone = serializers.CharField()
    hours = HoursSerializer(many=True)
    holidays = serializers.SerializerMethodField()
    late_from = serializers.CharField(help_text="empty: no late rule")
    country = serializers.CharField()
    region = serializers.CharField()

    def get_holidays(self, calendar: Any) -> list[dict[str, str]]:
        return [{"date": day, "name": name} for day, name in sorted(calendar.holidays.items())]


class ServiceCalendarChangeSerializer(serializers.Serializer[Any]):
    """Naming a country adds its public holidays to those given."""

    name = serializers.CharField(max_length=100)
    time_zone = serializers.CharField(max_length=60, validators=[validate_time_zone])
    hours = HoursSerializer(many=True, allow_empty=False)
    holidays = HolidaySerializer(many=True, required=False)
    late_from = serializers.RegexField(
        r"^([01]\d|2[0-3]):[0-5]\d$", required=False, allow_blank=True
    )
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    region = serializers.CharField(max_length=6, required=False, allow_blank=True)

    def validate_holidays(self, holidays: list[dict[str, Any]]) -> dict[str, str]:
        return {day["date"].isoformat(): day["name"] for day in holidays}


class RungSerializer(serializers.Serializer[Any]):
    """One step: at ``percent`` of the clock or ``minutes`` after its start."""

    kind = serializers.ChoiceField(choices=KINDS)
    percent = serializers.IntegerField(min_value=0, max_value=HIGHEST_PERCENT, required=False)
    minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_MINUTES, required=False)
    target = serializers.CharField(
        max_length=60, required=False, help_text="reader, on_call, managers, or a user's id"
    )
    rank = serializers.IntegerField(min_value=1, max_value=20, required=False)
    unless = serializers.ChoiceField(choices=[one for one in CONDITIONS if one], required=False)
    message = serializers.CharField(max_length=500, required=False)


class PathwaySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    queue_rank = serializers.IntegerField()
    minutes = serializers.IntegerField(allow_null=True)
    cap_exempt = serializers.BooleanField()
    ladder = serializers.SerializerMethodField()
    ladder_is_shipped = serializers.SerializerMethodField()

    def get_ladder(self, pathway: Pathway) -> list[dict[str, Any]]:
        rungs: tuple[Rung, ...] = ladder_of(pathway)
        return ladder_as_json(rungs)

    def get_ladder_is_shipped(self, pathway: Pathway) -> bool:
        return pathway.ladder is None


class PathwayChangeSerializer(serializers.Serializer[Any]):
    """A null ladder takes the shipped one, an empty list none."""

    name = serializers.CharField(max_length=100)
    queue_rank = serializers.IntegerField(min_value=0, max_value=1000)
    minutes = serializers.IntegerField(
        min_value=1, max_value=LONGEST_PROMISE, allow_null=True, required=False
    )
    cap_exempt = serializers.BooleanField(required=False)
    ladder = RungSerializer(many=True, allow_null=True, required=False)


class NewPathwaySerializer(PathwayChangeSerializer):
    code = serializers.SlugField(max_length=20)
