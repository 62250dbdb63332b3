"""Whose object it is: identifiers, names, sex and age, made comparable but never guessed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apps.archive.dicom.headers import ParsedHeaders

_PLACEHOLDERS = frozenset(
    {"", "ANON", "ANONYMOUS", "ANONYMIZED", "ANONYMISED", "NA", "N/A", "NONE", "NULL", "UNKNOWN"}
)
_AGE = re.compile(r"(\d{3})([DWMY])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}


@dataclass(frozen=True, slots=True)
class IdentityKey:
    """Two objects of a tenant are of one patient if, and only if, their keys are equal.

    `kind` keeps a patient whose ID looks like a UID apart from an anonymous study.
    """

    issuer: str
    kind: Literal["patient_id", "study", "instance"]
    value: str

    @property
    def is_anonymous(self) -> bool:
        return self.kind != "patient_id"


@dataclass(frozen=True, slots=True)
class PersonName:
    """One component group of a person name (PS3.5 6.2.1)."""

    family: str = ""
    given: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        given = " ".join(part for part in (self.prefix, self.given, self.middle) if part)
        name = ", ".join(part for part in (self.family, given) if part)
        return f"{name}, {self.suffix}" if self.suffix and name else name or self.suffix


def normalise_identifier(text: str) -> str:
    """An LO identifier for comparison: control characters out, spaces around it not significant.

    PS3.5 Table 6.2-1 lets leading and trailing spaces of LO be padding. Case and inner characters
    are significant: `a1` and `A1`, `007` and `7` may be two people.
    """
    clean = "".join(
        character for character in text if unicodedata.category(character) not in ("Cc", "Cf")
    )
    return unicodedata.normalize("NFC", clean).strip()


def identity_key(headers: ParsedHeaders, *, default_issuer: str) -> IdentityKey:
    """Who the patient is: (issuer, PatientID), the issuer defaulting to the site's.

    An object without a PatientID, or with a placeholder that no hospital gives to one person
    ("ANON", "UNKNOWN"), is its study's own patient, so that anonymous objects that arrive at the
    same time are never merged; without a study either, its own.
    """
    issuer = normalise_identifier(headers.issuer_of_patient_id) or default_issuer
    patient_id = normalise_identifier(headers.patient_id)
    if patient_id.upper() not in _PLACEHOLDERS:
        return IdentityKey(issuer, "patient_id", patient_id)
    if headers.study_instance_uid:
        return IdentityKey(issuer, "study", headers.study_instance_uid)
    return IdentityKey(issuer, "instance", headers.sop_instance_uid)


def parse_person_name(group: str) -> PersonName:
    """One component group, `Family^Given^Middle^Prefix^Suffix`; what is beyond is dropped."""
    parts = [" ".join(part.split()) for part in group.split("^")][:5]
    return PersonName(*parts)


def display_name(name: str) -> str:
    """A whole PN for people: `Yamada, Tarou (山田, 太郎)`; "" when there is none.

    The alphabetic group leads; the ideographic one follows in brackets; the phonetic one speaks
    only when it is alone.
    """
    groups = [str(parse_person_name(group)) for group in name.split("=")[:3]]
    alphabetic, ideographic, phonetic = (*groups, "", "")[:3]
    if alphabetic and ideographic:
        return f"{alphabetic} ({ideographic})"
    return alphabetic or ideographic or phonetic


def normalise_sex(text: str) -> Literal["M", "F", "O", ""]:
    """(0010,0040) to its defined terms; what is none of them says nothing."""
    match text.strip().upper():
        case "M" | "MALE":
            return "M"
        case "F" | "FEMALE":
            return "F"
        case "O" | "OTHER":
            return "O"
    return ""


def parse_age_in_days(text: str) -> float | None:
    """AS (`nnnD`, `nnnW`, `nnnM`, `nnnY`) as days, None when it is not one."""
    match = _AGE.fullmatch(text.strip()) if text.isascii() else None
    return int(match[1]) * _DAYS[match[2]] if match else None


def age_in_years(birth_date: date | None, on: date | None) -> int | None:
    """Completed years of life on a day, None when unknown or not yet born."""
    if birth_date is None or on is None or on < birth_date:
        return None
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1)
