"""Public holidays of a country and region, from the ``holidays`` library."""

from collections.abc import Mapping
from datetime import date

import holidays

SUPPORTED: Mapping[str, list[str]] = holidays.list_supported_countries(include_aliases=False)


class UnknownRegion(ValueError):
    """The library knows no such country or region; the message lists what it knows."""


def public_holidays(country: str, region: str | None, years: range) -> dict[date, str]:
    """Dates and English names; ``country`` as ISO 3166-1 alpha-2, ``region`` as the part after the hyphen of 3166-2.

    Raises ``UnknownRegion``.
    """
    if country not in SUPPORTED:
        raise UnknownRegion(f"There are no public holidays on file for the country ‘{country}’.")
    if region and region not in SUPPORTED[country]:
        known = ", ".join(SUPPORTED[country]) or "none"
        raise UnknownRegion(f"‘{region}’ is no region of {country}; known: {known}.")
    found = holidays.country_holidays(country, subdiv=region, years=years, language="en_US")
    return dict(sorted(found.items()))
