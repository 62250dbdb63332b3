"""Names of the IANA time zone database."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"‘{name}’ is not a time zone; write one like Europe/Berlin.")


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
