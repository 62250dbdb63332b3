"""Earlier studies that the report compares with and the archive does not have."""

import re
from collections.abc import Iterator
from datetime import date

from apps.reporting.checks.dates import dates
from apps.reporting.checks.facts import Result
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.text import SectionText

CODE = "missing_comparison"
_COMPARES = re.compile(
    r"\b(?:compar\w+|prior|previous\w*|since|dated|study of|exam\w* of|relative to|earlier|from the|vergl\w+|voraufnahme"
    r"|anterieur\w*|previo)\b"
)
_NO_STUDY = re.compile(
    r"\b(?:surg\w+|biops\w+|treat\w*|radiotherapy|chemotherapy|admi\w+|symptom\w*|fall|injur\w*|trauma|lmp|menstrual"
    r"|gestational|edd|due date|born|birth|dob|communicat\w+|discussed|notified|called|procedure|diagnos\w+|resection"
    r"|transplant\w*|implant\w*|placed|placement|fellow|guideline\w*|criteria|version|edition|consensus|society|not available"
    r"|unavailable|report only|could not be|not provided|onset|accident|therapy|arthroplasty|fusion|replacement|pathology)\b"
)
_NAMES_PRIOR = re.compile(
    r"\b(?:compared (?:to|with) (?:the |a |her |his )?(?:most recent |recent )?(?:prior|previous)"
    r"|(?:since|from|to|with) (?:the |a )?(?:most recent |recent |last )?(?:prior|previous) (?:\w+ )?(?:study|exam\w*|ct|mri?|scan"
    r"|radiograph\w*|ultrasound|mammogra\w+|imaging|x-?ray|film)\b|on (?:the )?(?:prior|previous) (?:study|exam\w*|ct|mri?|scan"
    r"|radiograph\w*|ultrasound|mammogra\w+))"
)
_NONE = re.compile(
    r"\b(?:no|none|nil|not|without|n/a|keine?|aucune?|ningun\w*|unavailable|concurrent\w*|same|today\w*|sin|lack of|absence of|first|baseline)\b"
)
_EXAM = re.compile(
    r"\b(?:ct|mri?|radiogra\w+|x-?rays?|ultraso\w+|mammogra\w+|pet\S*|study|studies|exam\w*|scan|prior|previous|films?|sonogra\w+)\b"
)


def missing_comparison(report: ReportText) -> Iterator[Result]:
    """Every date that is no earlier study's; without one, the first words that compare with what never was."""
    known = report.facts.prior_dates
    if known is None:
        return
    found = list(_dated(report.comparison, known, everywhere=True))
    for section in (report.findings, report.impression, report.technique):
        found += _dated(section, known, everywhere=False)
    yield from found
    if not found and not known:
        yield from _undated(report)


def _dated(section: SectionText, known: frozenset[date], *, everywhere: bool) -> Iterator[Result]:
    seen = set()
    for one in dates(section.text):
        sentence = section.sentence_at(one.start)
        around = section.text[
            max(sentence.start, one.start - 200) : min(sentence.end, one.end + 120)
        ]
        meant = (
            everywhere or (one.whole != "year" and _COMPARES.search(around))
        ) and not _NO_STUDY.search(around)
        if meant and not one.fits(known) and one.days not in seen:
            seen.add(one.days)
            said = section.original[one.start : one.end]
            yield result(
                CODE,
                section,
                one.start,
                one.end,
                f"There is a study of {said} in the {section.name}, but the archive has none of the patient from then.",
            )


def _undated(report: ReportText) -> Iterator[Result]:
    section = report.comparison
    text = section.text.strip()
    if text and _EXAM.search(text) and not _NONE.search(text):
        start = len(section.text) - len(section.text.lstrip())
        yield _no_priors(section, start, start + len(text))
        return
    for section in (report.findings, report.impression):
        for found in _NAMES_PRIOR.finditer(section.text):
            words = section.words_of(section.sentence_at(found.start()))[:400]
            if not _NONE.search(words.replace(found.group(), " ")[:60]) and not _NO_STUDY.search(
                words
            ):
                yield _no_priors(section, found.start(), found.end())
                return


def _no_priors(section: SectionText, start: int, end: int) -> Result:
    return result(
        CODE,
        section,
        start,
        end,
        "The text compares with an earlier study, but the archive has none of this patient.",
    )
