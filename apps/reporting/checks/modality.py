"""Whether the report speaks of the kind of images that were ordered and made."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.report import ReportText, result, says
from apps.reporting.checks.text import SectionText

CODE = "modality_mismatch"
# DICOM modality codes (PS3.3 C.7.3.1.1.1) and what people write for them.
_KINDS = {
    "CT": "CT",
    "CTA": "CT",
    "CTPA": "CT",
    "MR": "MR",
    "MRI": "MR",
    "MRA": "MR",
    "US": "US",
    "IVUS": "US",
    "ULTRASOUND": "US",
    "CR": "XR",
    "DX": "XR",
    "RG": "XR",
    "XR": "XR",
    "XRAY": "XR",
    "X-RAY": "XR",
    "RADIOGRAPH": "XR",
    "MG": "MG",
    "MAMMO": "MG",
    "MAMMOGRAPHY": "MG",
    "NM": "NM",
    "SPECT": "NM",
    "PT": "PT",
    "PET": "PT",
    "PET/CT": "PT",
    "PETCT": "PT",
    "PET-CT": "PT",
    "XA": "XA",
    "RF": "RF",
    "FL": "RF",
    "FLUORO": "RF",
}
# What may be spoken of beside the images of a kind.
_WITH = {
    "PT": {"CT", "MR", "NM"},
    "NM": {"CT", "PT", "XR"},
    "MG": {"US", "XR"},
    "XA": {"CT", "XR", "RF", "US"},
    "RF": {"XR", "XA", "CT"},
    "XR": {"RF"},
}
_NAMED = {
    "CT": r"(?<!pet/)(?<!pet-)(?<!spect/)(?:ct|cta|ctpa|hrct|computed tomogra\w+|computertomogra\w+|tomodensitometrie|scanner)",
    "MR": r"(?:mri?|mra|mrcp|magnetic resonance|mrt|irm|resonancia)",
    "US": r"(?:ultraso(?:und|nogra\w+)|sonogra\w+|doppler|duplex|echographie|ecografia)",
    "XR": r"(?:x-?rays?|(?<!ct )radiographs?|plain films?|(?:\d|one|two|three|four|single)[- ]views?|rontgen\w*|radiographie\w*)",
    "MG": r"(?:mammogra\w+|tomosynthesis)",
    "PT": r"(?:pet(?:[/-]ct)?|fdg)",
    "NM": r"(?:scintigra\w+|spect(?:/ct)?|bone scan)",
    "XA": r"(?:digital subtraction angiogra\w+|dsa)",
    "RF": r"(?:fluoroscop\w+)",
}
_NAMES = {
    "CT": "CT",
    "MR": "MR",
    "US": "ultrasound",
    "XR": "plain radiography",
    "MG": "mammography",
    "PT": "PET",
    "NM": "scintigraphy",
    "XA": "angiography",
    "RF": "fluoroscopy",
}
_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _NAMED.items()) + r")\b"
)
# How only one kind of image looks.
_LOOKS = re.compile(
    r"\b(?:(?P<MR>t[12][- ](?:weighted|hyper\w+|hypo\w+|signal|bright)\w*|flair|stir|restricted diffusion"
    r"|diffusion restriction|diffusion-weighted|dwi|adc map|gadolinium|susceptibility-weighted)"
    r"|(?P<US>(?:hypo|hyper|an|iso)echoic|echogenic\w*|echotexture|transducer|sonographic(?:ally)?(?! murphy))"
    r"|(?P<CT>hounsfield|hypodens\w+|hyperdens\w+|hypoattenuat\w+|hyperattenuat\w+|\d+ hu\b))"
)
_ABOUT_THIS = re.compile(
    r"\b(?:this|the present|current|today's|the|normal|unremarkable|negative|abnormal|limited|unenhanced|noncontrast"
    r"|non-contrast|contrast-enhanced|diagnostic) (?:[a-z]+ ){0,2}$|(?:^|[.\n:] ?)(?:\d+[.)] ?)?$|\b(?:on|by) $"
)
_AND_SO = re.compile(
    r"^ ?(?:images?|study|exam\w*|scan)?(?: of the [a-z ]{3,30}?)?(?: of [a-z ]{3,30}?)?(?: without [a-z ]{3,30}?| with [a-z ]{3,30}?)? ?"
    r"(?:demonstrat\w+|shows?|showed|reveal\w*|is (?:normal|unremarkable|negative)|[.,]|$)"
)
_OF_ANOTHER = re.compile(
    r"\b(?:prior|previous\w*|earlier|compar\w+|recent|outside|dated|since|from \w+ \d|recommend\w*|consider\w*|suggest\w*"
    r"|follow-?up|further|correlat\w*|if |could|may|would|should|better|advis\w+|known|seen on|repeat|future|referred"
    r"|guid\w+|companion|separate\w*|same[- ]day|unless|please|helpful|required|obtain\w*|reported|\d{4})"
)


def modality(report: ReportText) -> Iterator[Result]:
    """At most one result: the technique's own word first, then findings and impression."""
    facts = report.facts
    codes = (
        [facts.modality, facts.study_modality]
        if facts.modality.strip()
        else ["", facts.study_modality]
    )
    expected = [kinds for kinds in (_kinds(code) for code in codes) if kinds]
    if not facts.modality.strip() and (named := _in_procedure(facts.procedure)):
        expected.append(named)
    for kinds in expected:
        allowed = kinds | {more for kind in kinds for more in _WITH.get(kind, set())}
        found = _technique(report.technique, kinds, allowed) or _text(
            report, allowed | ({"MG"} if "US" in kinds else set()), kinds
        )
        if found:
            yield found
            return


def _kinds(code: str) -> frozenset[str]:
    parts = [code.upper().strip(), *re.split(r"[\\,;+ ]+", code.upper())]
    return frozenset(_KINDS[part] for part in parts if part in _KINDS)


def _in_procedure(procedure: str) -> frozenset[str]:
    return frozenset(found.lastgroup or "" for found in _WORD.finditer(procedure.lower()))


def _technique(
    section: SectionText, kinds: frozenset[str], allowed: frozenset[str]
) -> Result | None:
    words = [
        (found, found.lastgroup or "")
        for pattern in (_WORD, _LOOKS)
        for found in pattern.finditer(section.text)
        if not _is_in_sentence_on_another(section, found.start())
    ]
    named = {kind for _, kind in words}
    if not named or named & kinds:
        return None
    for found, kind in words:
        if kind not in allowed:
            return _told(section, found, kind, kinds)
    return None


def _is_in_sentence_on_another(section: SectionText, place: int) -> bool:
    sentence = section.sentence_at(place)
    return section.has(_OF_ANOTHER, sentence.start, min(sentence.end, sentence.start + 400))


def _text(report: ReportText, allowed: frozenset[str], kinds: frozenset[str]) -> Result | None:
    for section in (report.findings, report.impression):
        for pattern in (_WORD, _LOOKS):
            for found in pattern.finditer(section.text):
                kind = found.lastgroup or ""
                if kind not in allowed and _is_said_of_this(section, found, pattern is _LOOKS):
                    return _told(section, found, kind, kinds)
    return None


def _is_said_of_this(section: SectionText, found: re.Match[str], looks: bool) -> bool:
    sentence = section.sentence_at(found.start())
    start, end = max(sentence.start, found.start() - 200), min(sentence.end, found.end() + 200)
    if section.has(_OF_ANOTHER, start, end):
        return False
    before, after = section.text[start : found.start()], section.text[found.end() : end]
    return looks or bool(_ABOUT_THIS.search(before) and _AND_SO.match(after.rstrip() or ""))


def _told(section: SectionText, found: re.Match[str], kind: str, kinds: frozenset[str]) -> Result:
    said = section.original[found.start() : found.end()]
    made = " and ".join(_NAMES[one] for one in sorted(kinds))
    return result(
        CODE,
        section,
        found.start(),
        found.end(),
        f"The study is {made}, but {says(section)} “{said}”, which is {_NAMES[kind]}.",
    )


def kinds_named(text: str) -> Iterator[tuple[int, str]]:
    """(place, kind) for every kind of image that folded ``text`` names; XR stands for plain radiography."""
    for found in _WORD.finditer(text):
        yield found.start(), found.lastgroup or ""
