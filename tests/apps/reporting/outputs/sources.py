"""Sources to make outputs of, and the words that were signed in them."""

from dataclasses import replace
from typing import Any

from apps.reporting.content import Section, content_hash, tidy
from apps.reporting.outputs.source import FiledInstance, FiledStudy, ReportSource
from tests.apps.reporting.pages import content

VERSION = "0190c5a0-0000-7000-8000-0000000000a2"
EARLIER = "0190c5a0-0000-7000-8000-0000000000a1"
IDS = {
    "site": "0190c5a0-0000-7000-8000-00000000000c",
    "patient": "0190c5a0-0000-7000-8000-00000000000d",
    "study": "0190c5a0-0000-7000-8000-00000000000e",
}


def source(
    *,
    sections: list[Section] | None = None,
    study: dict[str, Any] | None = None,
    earlier: str | None = None,
    **signed: Any,
) -> ReportSource:
    """A version of ``content`` with ids of its own; ``study`` replaces what the archive says."""
    made = content(**signed)
    identity = {
        **made.identity,
        **{name: {**made.identity[name], "id": value} for name, value in IDS.items()},
    }
    made = replace(made, identity=identity, sections=sections or made.sections)
    filed = {
        "study_instance_uid": identity["study"]["study_instance_uid"],
        "study_date": "20261121",
        "study_time": "100000",
        "accession_number": "A-778",
        "description": "CT Chest",
        "referring_physician": "Smith^John",
        "patient_name": "Müller-O’Brien^Zoë",
        "patient_id": "P-1001",
        "sex": "F",
        "instances": [
            FiledInstance("1.2.3.4", "1.2.840.10008.5.1.4.1.1.2", f"1.2.3.4.{number}")
            for number in (2, 10, 1)
        ],
    }
    return ReportSource(
        version_id=VERSION,
        signed=made,
        content_hash=content_hash(made),
        study=FiledStudy(**{**filed, **(study or {})}),
        earlier_version_id=earlier,
    )


def written(*sections: tuple[str, str, str]) -> list[Section]:
    """Sections as a signature finds them: (code, title, body) made tidy."""
    return tidy({"code": code, "title": title, "body": body} for code, title, body in sections)


def signed_words(made: ReportSource) -> list[str]:
    """Every word that was signed, titles too, in order."""
    return [
        word
        for section in made.signed.sections
        if section["body"].strip()
        for word in f"{section['title']} {section['body']}".split()
    ]
