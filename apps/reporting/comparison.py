"""What a new report says under Comparison. Pure: no Django.

A template cannot know whether there are priors, and a sentence that denies those on the screen would be signed
sooner or later.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from apps.reporting.content import Section

NOTHING_TO_COMPARE = "None available."
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def comparison_text(earlier: Iterable[tuple[str, date | None]]) -> str:
    """The most helpful earlier study, from (description, date) in order of helpfulness."""
    for description, taken_on in earlier:
        when = (
            f"{taken_on.day} {MONTHS[taken_on.month - 1]} {taken_on.year}"
            if taken_on
            else "date unknown"
        )
        return f"{description or 'Study'}, {when}."
    return NOTHING_TO_COMPARE


def with_comparison(sections: Sequence[Section], text: str) -> list[Section]:
    """The sections with ``text`` under Comparison, where the template says nothing there."""
    return [
        Section(code=section["code"], title=section["title"], body=text)
        if section["code"] == "comparison" and not section["body"].strip()
        else section
        for section in sections
    ]
