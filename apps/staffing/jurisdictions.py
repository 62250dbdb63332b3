"""Where a licence holds. Codes are ISO 3166-1 alpha-2 (``DE``) and ISO 3166-2 (``DE-BE``). Pure.

A licence of a country holds in its parts; one of a part holds there alone. Some countries license in their parts only:
there the country's code covers nothing but itself, such as a federal facility that names ``US`` alone.
"""

LICENSED_IN_PARTS = frozenset({"AE", "BR", "CA", "CH", "US"})
"""Emirate authorities, state councils, provincial colleges, cantonal permits (MedBG art. 34), state boards."""


def covering(place: str) -> tuple[str, ...]:
    """The codes of licences that hold at ``place``, the narrowest first."""
    country, _, part = place.partition("-")
    if not part or country in LICENSED_IN_PARTS:
        return (place,)
    return place, country


def covers(licence: str, place: str) -> bool:
    """Whether a licence for ``licence`` holds at ``place``."""
    return licence in covering(place)
