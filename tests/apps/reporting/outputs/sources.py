"""Sources to make outputs of, and the words that were signed in them."""

from dataclasses import replace
from typing import Any

from apps.reporting.content import Section, content_hash, tidy
from apps.reporting.key_images.words import key_image_lines
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


def key_image(**said: Any) -> Any:
    """A key image as a version holds it: a slice of ``source``'s study."""
    return {
        "key": "0190c5a0-0000-7000-8000-0000000000b1",
        "study_instance_uid": content().identity["study"]["study_instance_uid"],
        "series_instance_uid": "1.2.3.4",
        "sop_instance_uid": "1.2.3.4.2",
        "frame": 1,
        "window_center": -600.0,
        "window_width": 1500.0,
        "inverted": False,
        "rotation": 0,
        "flipped": False,
        "caption": "",
        "marks": [],
        "sop_class_uid": "1.2.840.10008.5.1.4.1.1.2",
        "frames": 1,
        "modality": "CT",
        "series_number": 3,
        "instance_number": 45,
        "study_date": "2026-11-21",
        "prior": False,
        **said,
    }


def prior_clip(**said: Any) -> Any:
    """A frame of a clip of another study of the patient."""
    return key_image(
        **{
            "key": "0190c5a0-0000-7000-8000-0000000000b2",
            "study_instance_uid": "1.2.9",
            "series_instance_uid": "1.2.9.1",
            "sop_instance_uid": "1.2.9.1.1",
            "sop_class_uid": "1.2.840.10008.5.1.4.1.1.3.1",
            "modality": "US",
            "frame": 7,
            "frames": 30,
            "window_center": None,
            "window_width": None,
            "study_date": "2025-03-02",
            "prior": True,
            **said,
        }
    )


def with_key_images(made: ReportSource, *images: Any) -> ReportSource:
    signed = replace(made.signed, act={**made.signed.act, "key_images": list(images)})
    return replace(made, signed=signed, content_hash=content_hash(signed))


def written(*sections: tuple[str, str, str]) -> list[Section]:
    """Sections as a signature finds them: (code, title, body) made tidy."""
    return tidy({"code": code, "title": title, "body": body} for code, title, body in sections)


def signed_words(made: ReportSource) -> list[str]:
    """Every word that was signed, titles and key images too, in order."""
    sections = [
        word
        for section in made.signed.sections
        if section["body"].strip()
        for word in f"{section['title']} {section['body']}".split()
    ]
    images = key_image_lines(made.signed.act)
    return [*sections, *("Key images".split() if images else []), *" ".join(images).split()]
