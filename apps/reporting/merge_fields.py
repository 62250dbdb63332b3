"""What is filled in when a template's or a macro's text enters a report: ``{{patient_name}}``. Pure: no Django.

A value never reads as a field or as another merge field: its brackets become round ones, its line breaks spaces.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from apps.reporting.comparison import MONTHS
from apps.reporting.content import Section

MERGE_FIELDS = (
    "patient_name",
    "patient_sex",
    "patient_age",
    "patient_birth_date",
    "study_date",
    "study_description",
    "accession_number",
    "indication",
    "referring_physician",
    "site_name",
    "reader_name",
    "prior_date",
    "prior_description",
    "measurements",
)
SEX_WORDS: Mapping[str, str] = {"M": "male", "F": "female", "O": "other"}
# For whoever writes a template or a macro and wants to see what becomes of it.
SAMPLE_VALUES: Mapping[str, str] = {
    "patient_name": "Jane Sample",
    "patient_sex": "female",
    "patient_age": "54 years",
    "patient_birth_date": "2 Feb 1972",
    "study_date": "3 Mar 2026",
    "study_description": "CT chest",
    "accession_number": "A1234567",
    "indication": "Cough for six weeks",
    "referring_physician": "Dr Referrer",
    "site_name": "Sample Hospital",
    "reader_name": "Dr Reader",
    "prior_date": "4 Apr 2025",
    "prior_description": "CT chest",
}
_FIELD = re.compile(r"\{\{([a-z_]+)\}\}")
_ROUND = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})
_DAYS_IN_MONTHS = 61
_MONTHS_IN_YEARS = 24


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its merge fields filled.

    Without a value ``{{prior_date}}`` becomes the open field ``[prior date]``. A name that
    is none of ``MERGE_FIELDS`` stays as it is, for the check ``unfilled_field`` to find.
    """

    def value_of(found: re.Match[str]) -> str:
        name = found[1]
        if name not in MERGE_FIELDS:
            return found[0]
        value = " ".join(values.get(name, "").translate(_ROUND).split())
        return value or f"[{name.replace('_', ' ')}]"

    return _FIELD.sub(value_of, text)


def filled_sections(sections: Sequence[Section], values: Mapping[str, str]) -> list[Section]:
    """Each section with its merge fields filled."""
    return [
        Section(code=section["code"], title=section["title"], body=filled(section["body"], values))
        for section in sections
    ]


def has_merge_fields(text: str) -> bool:
    """Whether anything would be filled."""
    return any(found[1] in MERGE_FIELDS for found in _FIELD.finditer(text))


def date_text(day: date | None) -> str:
    """``3 Mar 2026``, as under Comparison; empty when unknown."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def age_text(born: date | None, on: date | None) -> str:
    """The age as it is said: in days below two months, in months below two years; empty when not known."""
    if born is None or on is None or on < born:
        return ""
    days = (on - born).days
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if days < _DAYS_IN_MONTHS:
        return _counted(days, "day")
    return (
        _counted(months, "month") if months < _MONTHS_IN_YEARS else _counted(months // 12, "year")
    )


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
