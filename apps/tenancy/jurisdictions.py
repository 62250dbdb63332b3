"""Codes of countries and their subdivisions (ISO 3166-1 alpha-2 and 3166-2), as licences and sites name them."""

from functools import cache

import pycountry
from django.core.exceptions import ValidationError


@cache
def jurisdictions() -> dict[str, str]:
    """Every code with a name a person can find it by: ``DE`` Germany, ``DE-BE`` Berlin, Germany; in order of code."""
    countries = {country.alpha_2: country.name for country in pycountry.countries}
    parts = {
        part.code: f"{part.name}, {countries[part.country_code]}"
        for part in pycountry.subdivisions
        if part.country_code in countries
    }
    return dict(sorted({**countries, **parts}.items()))


def validate_jurisdiction(code: str) -> None:
    if code not in jurisdictions():
        raise ValidationError(
            f"‘{code}’ is no country or part of one; write an ISO 3166 code like DE or US-NY."
        )
