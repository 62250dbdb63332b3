"""Organs, conditions and pronouns of the other sex than the patient's."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.text import SectionText

CODE = "sex_mismatch"
_OF_WOMEN = re.compile(
    r"\b(?:uter(?:us|i|ine|o\w+)|endometri(?!oid)\w*|myometri\w*|ovar(?:y|ies|ian|ien)\w*|ovaire\w*|ovario\w*"
    r"|(?<!ocular )(?<!orbital )(?<!skin )adnexa\w*|cervix|fallopian|vagina(?!lis)\w*|vulva\w*|hysterectomy|oophorectomy"
    r"|salping\w*|gravid|primigravida|pregnan\w*|f(?:o)?etus|intrauterine|placenta\w*|menopaus\w*|menstrua\w*"
    r"|leiomyoma\w*|nabothian|o-rads|gebarmutter|eierstock\w*|grossesse|embarazo|\biud\b|transvaginal)\b"
)
_OF_MEN = re.compile(
    r"\b(?:prostat\w*|seminal vesicles?|test(?:is|es|icle|icles|icular)|scrot\w*|epididym\w*|penis|penile|vas deferens"
    r"|spermatic|orchi\w+|varicocele|hydrocele|vasectomy|bph|pi-?rads|gyn(?:a)?ecomasti\w*|hoden\w*|testicule\w*)\b"
)
_SHE = re.compile(r"\b(?:she|her|hers|woman|female|lady)\b")
_HE = re.compile(r"\b(?:he|him|his|man|male|gentleman)\b")
_NOT_THE_ORGAN = re.compile(
    r"\b(?:mother|maternal|sister|daughter|father|brother|wife|husband|family history|familial|not applicable|n/a"
    r"|utricle|nuck|processus|male breast|female breast)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:dr|doctor|physician|nurse|clinician|team|surgeon|discussed|communicated|spoke|called|notified|bundle of"
    r"|acknowledged|provider|resident|mother|father|parent|f(?:o)?et(?:us|al)|genitalia|newborn|neonate|baby)\b"
)
_ABSENT = re.compile(
    r"\b(?:no|absent|absence of|without(?: an?| the)?) (?:(?:normal|discernible|the) )?$"
)
_ABSENT_AFTER = re.compile(r"^ (?:is|are) (?:absent|not present|not applicable)")


def sex(report: ReportText) -> Iterator[Result]:
    """At most one result: the first place in findings, impression or technique."""
    said = report.facts.sex.strip().lower()
    if said not in ("m", "male", "f", "female"):
        return
    man = said[0] == "m"
    organs, pronouns = (_OF_WOMEN, _SHE) if man else (_OF_MEN, _HE)
    who, other = ("male", "female") if man else ("female", "male")
    sections = [report.findings, report.impression, report.technique, report.comparison]
    for pattern, kind, exempt in (
        (organs, "organ", _NOT_THE_ORGAN),
        (pronouns, "word", _SOMEBODY_ELSE),
    ):
        for section in sections:
            place = _first(section, pattern, exempt)
            if place:
                words = section.original[place[0] : place[1]]
                what = (
                    f"“{words}” belongs to a {other} patient"
                    if kind == "organ"
                    else f"the text says “{words}”"
                )
                yield result(CODE, section, *place, f"The patient is {who}, but {what}.")
                return


def _first(
    section: SectionText, pattern: re.Pattern[str], exempt: re.Pattern[str]
) -> tuple[int, int] | None:
    for found in pattern.finditer(section.text):
        sentence = section.sentence_at(found.start())
        begin = max(sentence.start, found.start() - 150)
        around = section.text[begin : min(sentence.end, found.end() + 80)]
        absent = _ABSENT.search(section.text[begin : found.start()]) or _ABSENT_AFTER.match(
            section.text[found.end() : found.end() + 30]
        )
        if absent and found.group() in ("uterus", "ovaries", "prostate", "testes"):
            continue
        if not (exempt.search(around) or _NOT_THE_ORGAN.search(around)):
            return found.start(), found.end()
    return None
