"""What of a file a template of ours does not carry, told once for each kind. Pure."""

from collections import Counter
from typing import TypedDict

MESSAGES = {
    "section_moved": "Sections without one of ours were put under Findings, below their own names: {what}.",
    "section_joined": "Several sections became one: {what}.",
    "field_renamed": "Names of fields hold letters only here; they were changed: {what}.",
    "choices_dropped": "Choices that are too long, or more than twenty of a list, were left out: {what}.",
    "several_choices": "A list here gives one choice at a time; these allowed several: {what}.",
    "number_limits": "Least and greatest values of numbers are not kept: {what}.",
    "field_kind": "Dates, times and numbers became fields of free text: {what}.",
    "merge_unknown": "There are no such merge fields here; they became open fields: {what}.",
    "completion_may_stay_open": "Every open field asks before signing here; these did not: {what}.",
    "completion_prohibits": "An open field can be signed with a reason here; these forbade it: {what}.",
    "verbal_trigger": "Spoken names of fields are not kept: {what}.",
    "control_ignored": "Controls that hold no text were left out: {what}.",
    "layout": "Tables became lines: {what}.",
    "picture": "Pictures and embedded objects were left out: {what}.",
    "script_ignored": "Scripts and event handlers were left out; nothing was executed: {what}.",
    "outside_section": "Text outside of any section was put under Findings: {what}.",
    "terms_dropped": "These statements about the file are not kept: {what}.",
    "codes_untied": "Codes of single fields were kept with their section or the template: {what}.",
    "codes_unreadable": "The coded content could not be read and was left out: {what}.",
    "codes_dropped": "Codes beyond the most that a template keeps were left out: {what}.",
    "text_shortened": "Text beyond the longest that a template keeps was left out: {what}.",
}
NAMED = 6


class Loss(TypedDict):
    code: str
    message: str


class Losses:
    """Collects what was lost."""

    def __init__(self) -> None:
        self._found: dict[str, Counter[str]] = {}

    def add(self, code: str, what: str) -> None:
        assert code in MESSAGES
        self._found.setdefault(code, Counter())[" ".join(what.split())[:80] or "unnamed"] += 1

    def as_list(self) -> list[Loss]:
        return [
            Loss(code=code, message=MESSAGES[code].format(what=_named(found)))
            for code, found in self._found.items()
        ]


def _named(found: Counter[str]) -> str:
    said = [f"{what} ({count}×)" if count > 1 else what for what, count in found.items()]
    more = len(said) - NAMED
    return ", ".join(said[:NAMED]) + (f" and {more} more" if more > 0 else "")
