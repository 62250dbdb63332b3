"""The codes of a report's parts (PS3.16 CID 7000, 7001, 7002, TID 1204; LOINC)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """``scheme`` is a coding scheme designator of PS3.16 section 8: ``LN`` is LOINC, ``DCM`` is DICOM's own."""

    value: str
    scheme: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SectionConcepts:
    """``heading`` names the section, ``element`` the text in it."""

    heading: Concept
    element: Concept


IMAGING_REPORT = Concept("18748-4", "LN", "Diagnostic Imaging Report")
LANGUAGE = Concept("121049", "DCM", "Language of Content Item and Descendants")
OBSERVER_TYPE = Concept("121005", "DCM", "Observer Type")
PERSON = Concept("121006", "DCM", "Person")
OBSERVER_NAME = Concept("121008", "DCM", "Person Observer Name")

# CID 7001, 7003, 7010; TID 2010.
KEY_IMAGES = Concept("55113-5", "LN", "Key Images")
BEST_ILLUSTRATION = Concept("121080", "DCM", "Best illustration of finding")
FOR_REPORT_ATTACHMENT = Concept("113020", "DCM", "For Report Attachment")
KEY_OBJECT_DESCRIPTION = Concept("113012", "DCM", "Key Object Description")

_HISTORY = Concept("11329-0", "LN", "History")
_PROCEDURE = Concept("121065", "DCM", "Procedure Description")
_FINDING = Concept("121071", "DCM", "Finding")
_SUMMARY = Concept("55112-7", "LN", "Summary")
_ADDENDUM = SectionConcepts(Concept("55107-7", "LN", "Addendum"), _SUMMARY)
_OTHER = SectionConcepts(_SUMMARY, _SUMMARY)

SECTIONS: Mapping[str, SectionConcepts] = {
    "indication": SectionConcepts(Concept("18785-6", "LN", "Indications for Procedure"), _HISTORY),
    "technique": SectionConcepts(
        Concept("55111-9", "LN", "Current Procedure Descriptions"), _PROCEDURE
    ),
    "comparison": SectionConcepts(
        Concept("55114-3", "LN", "Prior Procedure Descriptions"), _PROCEDURE
    ),
    "findings": SectionConcepts(Concept("59776-5", "LN", "Findings"), _FINDING),
    "impression": SectionConcepts(
        Concept("19005-8", "LN", "Impressions"), Concept("121073", "DCM", "Impression")
    ),
    "communication": SectionConcepts(
        Concept("73568-8", "LN", "Communication of Critical Results"), _SUMMARY
    ),
    "addendum": _ADDENDUM,
    "correction": _ADDENDUM,
}

_LANGUAGE_NAMES = {
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
    "ar": "Arabic",
    "he": "Hebrew",
    "hi": "Hindi",
    "th": "Thai",
}


def concepts_of(section_code: str) -> SectionConcepts:
    """The codes of a section; one without codes of its own is a summary."""
    return SECTIONS.get(section_code, _OTHER)


def language_concept(tag: str) -> Concept:
    """A language by its tag (RFC 5646), as TID 1204 codes it."""
    return Concept(tag, "RFC5646", _LANGUAGE_NAMES.get(tag, tag))
