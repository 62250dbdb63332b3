"""An impression that concludes nothing."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.report import ReportText, result

CODE = "empty_impression"
# The run of x is taken whole: tried in every way it falls into runs, forty of them would take an hour.
_NOTHING = re.compile(
    r"^(?:\W|_|impression|conclusion|opinion|summary|beurteilung|conclusiones|none|nil|n/?a|tbd|tba|pending"
    r"|to follow|to be (?:dictated|completed|added)|not dictated|no impression|blank|(?:see|as) (?:above|below)"
    r"|see (?:the )?(?:findings|body of (?:the )?report)|as (?:described|stated|detailed)(?: above)?|xx++)*$"
)
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)]", re.MULTILINE)
_PLACEHOLDERS = re.compile(r"\[[^\]\n]{0,80}\]|\{[^}\n]{0,80}\}|<[^>\n]{0,80}>")


def empty_impression(report: ReportText) -> Iterator[Result]:
    """The whole section, where nothing is left of it without headings, placeholders and stand-ins."""
    section = report.impression
    text = section.text[:600]
    left = _LIST_NUMBER.sub(" ", _PLACEHOLDERS.sub(" ", text))
    words = [word for word in re.split(r"\s*\n\s*|(?<=[.:;])\s+", left) if word.strip()]
    if len(section.text) <= 500 and all(_NOTHING.match(word.strip()) for word in words):
        yield result(
            CODE,
            section,
            0,
            len(section.original),
            "The impression says nothing; write the conclusion.",
        )
