"""A signed version as the page shows it: every value a finished string. Pure: no Django, no clock."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from apps.reporting.content import SignedContent
from apps.reporting.key_images.words import described
from apps.reporting.pdf.script import breakable, direction, language

NOT_GIVEN = "not given"
# By kind of version: the title, the word on every page, and what the reader is told before all else.
FINAL = ("Radiology report", "", "", "")
KINDS: Mapping[str, tuple[str, str, str, str]] = {
    "wet_read": (
        "Wet read",
        "WET READ",
        "Provisional statement, not a report.",
        "A report will follow and may differ.",
    ),
    "preliminary": (
        "Preliminary radiology report",
        "PRELIMINARY",
        "Preliminary report.",
        "A final report will follow and may differ.",
    ),
    "addendum": (
        "Radiology report with addendum",
        "ADDENDUM",
        "This report has an addendum.",
        "It follows the text that was signed before.",
    ),
    "correction": (
        "Corrected radiology report",
        "CORRECTED",
        "This report replaces an earlier one.",
        "Do not use earlier copies.",
    ),
    "withdrawal": (
        "Withdrawn radiology report",
        "WITHDRAWN",
        "This report is withdrawn.",
        "Do not act on it or on earlier copies.",
    ),
}
ACTS = {"preliminary": "Preliminary version signed", "wet_read": "Wet read signed"}
SEXES = {"F": "Female", "M": "Male", "O": "Other"}


def page_of(
    content: SignedContent,
    *,
    content_hash: str,
    later: Sequence[str] = (),
    superseded: str = "",
) -> dict[str, Any]:
    """JSON values for ``report.typ``. Times are in the site's zone, with the zone named.

    ``superseded`` says which version stands in place of this one; it is on every page of the copy.
    """
    identity = content.identity
    patient, site = identity["patient"], identity["site"]
    zone = ZoneInfo(site["time_zone"])
    title, mark, warning, advice = KINDS.get(content.kind, FINAL)
    return {
        "title": title,
        "mark": "SUPERSEDED" if superseded else mark,
        "superseded": _line(superseded),
        "warning": warning,
        "advice": advice,
        "practice": _line(identity["practice"]["name"]),
        "site": _line(site["name"]),
        "patient_name": _line(patient["name"]),
        "patient_facts": _line(
            "   ".join(
                (
                    f"ID {patient['patient_id'] or NOT_GIVEN}",
                    f"born {_birth_date(patient)}",
                    SEXES.get(patient["sex"], patient["sex"]) or f"sex {NOT_GIVEN}",
                )
            )
        ),
        "facts": [
            {"label": label, "value": _line(value)} for label, value in _facts(content, zone)
        ],
        "study_uid": " ".join(one["study_instance_uid"] for one in covered(identity)),
        "sections": [
            {
                "title": _line(section["title"]),
                "paragraphs": _paragraphs(section["body"]),
            }
            for section in content.sections
            if section["body"].strip()
        ],
        "key_images": [
            {
                "title": one.title,
                "facts": one.facts,
                "caption": _line(one.caption),
                "measured": _line(one.measured),
                "reference": one.reference,
                "alternative": one.alternative,
                "is_prior": one.image["prior"],
            }
            for one in described(content.act)
        ],
        "later": [_line(paragraph) for paragraph in later],
        "signature": {
            "act": ACTS.get(content.kind, "Signed"),
            "name": _line(content.signer_name),
            "at": moment(content.signed_at, zone),
        },
        "signed_before": [_line(sentence) for sentence in _signed_before(content, zone)],
        "study": _line(f"Accession {accessions(identity) or NOT_GIVEN}"),
        "version": f"Version {content.number}, {content.kind.replace('_', ' ')}",
        "content_hash": content_hash,
    }


def covered(identity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The studies that a version is on as its signature names them, its report's own first."""
    return [identity["study"], *identity.get("linked_studies", [])]


def accessions(identity: Mapping[str, Any]) -> str:
    """The accession numbers of all of them that have one, in their order."""
    return ", ".join(
        one["accession_number"] for one in covered(identity) if one["accession_number"]
    )


def _examination(study: Mapping[str, Any], zone: ZoneInfo) -> str:
    """One of the other examinations: what, under which accession number, when."""
    made_at = study["study_at"]
    parts = (
        study["description"] or ", ".join(study["modalities"]),
        f"accession {study['accession_number'] or NOT_GIVEN}",
        moment(datetime.fromisoformat(made_at), zone) if made_at else "",
    )
    return ", ".join(part for part in parts if part)


def _signed_before(content: SignedContent, zone: ZoneInfo) -> list[str]:
    """Who answers for what stands in this version beside its signer."""
    prepared = content.act.get("prepared_by", "")
    return [
        *([f"Prepared by {prepared}."] if prepared else []),
        *(
            f"Version {one['number']}, {one['kind'].replace('_', ' ')}: signed by "
            f"{one['signer_name']}, {moment(datetime.fromisoformat(one['signed_at']), zone)}."
            for one in content.act.get("signed_before", [])
        ),
    ]


def moment(at: datetime, zone: ZoneInfo) -> str:
    """``21 Nov 2026, 14:03 UTC+01:00 (Europe/Berlin)``."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    return f"{_day(local.date())}, {local:%H:%M} UTC{offset[:3]}:{offset[3:5]} ({zone.key})"


def _facts(content: SignedContent, zone: ZoneInfo) -> list[tuple[str, str]]:
    identity = content.identity
    patient, study = identity["patient"], identity["study"]
    study_at = study["study_at"]
    return [
        ("Patient", patient["name"]),
        ("Patient ID", patient["patient_id"]),
        ("Date of birth", _birth_date(patient)),
        ("Sex", SEXES.get(patient["sex"], patient["sex"])),
        ("Examination", study["description"] or ", ".join(study["modalities"])),
        (
            "Examined",
            moment(datetime.fromisoformat(study_at), zone) if study_at else "",
        ),
        ("Accession number", accessions(identity)),
        *(("Together with", _examination(one, zone)) for one in identity.get("linked_studies", [])),
        ("Referred by", study["referring_physician"].replace("^", " ").strip()),
        ("Site", identity["site"]["name"]),
        ("Issuer of ID", patient["issuer"]),
    ]


def _birth_date(patient: Mapping[str, Any]) -> str:
    value = patient["birth_date"]
    return _day(date.fromisoformat(value)) if value else NOT_GIVEN


def _day(day: date) -> str:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _paragraphs(body: str) -> list[dict[str, str]]:
    """One per line; an empty line is an empty paragraph between two others."""
    return [_line(line) for line in body.strip("\n").split("\n")]


def _line(text: str) -> dict[str, str]:
    return {
        "text": breakable(text) if text.strip() else "",
        "dir": direction(text),
        "lang": language(text),
    }
