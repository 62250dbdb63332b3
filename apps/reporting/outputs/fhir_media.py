"""Key images as FHIR R4: a Media each, with its picture, and the frames in their ImagingStudy."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from apps.reporting.key_images.words import Described
from apps.reporting.outputs import fhir_values as values
from apps.reporting.outputs.source import ReportSource
from apps.reporting.pdf.page import covered

Resource = dict[str, Any]

MEDIA_TYPES = "http://terminology.hl7.org/CodeSystem/media-type"


def resources(source: ReportSource, pictures: Sequence[bytes | None]) -> Iterator[Resource]:
    """One Media a key image. Where ``pictures`` holds none for it, it names the DICOM object alone."""
    for place, one in enumerate(source.key_images):
        picture = pictures[place] if place < len(pictures) else None
        yield {
            "resourceType": "Media",
            "id": _media_id(source, one),
            "identifier": [values.uid_identifier(one.image["sop_instance_uid"])],
            "status": "completed",
            "type": values.coded(MEDIA_TYPES, "image", "Image"),
            "modality": values.coded(values.DICOM_TERMS, one.image["modality"]),
            "subject": values.reference(source.signed.identity["patient"]["id"]),
            "issued": values.instant(source.signed_at),
            "content": _content(source, one, picture),
            "note": [{"text": line} for line in one.lines],
        }


def references(source: ReportSource) -> list[Resource]:
    """To the Media of each key image, in order."""
    return [values.reference(_media_id(source, one)) for one in source.key_images]


def prior_ids(source: ReportSource) -> dict[str, str]:
    """Ids of the ImagingStudy resources of other studies that key images show, by Study Instance UID."""
    on = {study["study_instance_uid"] for study in covered(source.signed.identity)}
    uids = dict.fromkeys(one.image["study_instance_uid"] for one in source.key_images)
    return {uid: values.derived_id("study", uid) for uid in uids if uid not in on}


def series_of(source: ReportSource, study_instance_uid: str) -> list[Resource]:
    """``ImagingStudy.series`` of the objects that key images show in one study."""
    images = [
        one.image
        for one in source.key_images
        if one.image["study_instance_uid"] == study_instance_uid
    ]
    images.sort(key=lambda one: one["series_instance_uid"])
    return [
        {
            "uid": uid,
            "modality": {
                "system": values.DICOM_TERMS,
                "code": members[0]["modality"] or "OT",
            },
            "number": members[0]["series_number"],
            "instance": [
                {
                    "uid": instance,
                    "sopClass": {"system": values.URIS, "code": f"urn:oid:{sop_class}"},
                    "number": number,
                }
                for instance, sop_class, number in dict.fromkeys(
                    (one["sop_instance_uid"], one["sop_class_uid"], one["instance_number"])
                    for one in members
                )
            ],
        }
        for uid, found in groupby(images, key=lambda one: one["series_instance_uid"])
        for members in [list(found)]
    ]


def _content(source: ReportSource, one: Described, picture: bytes | None) -> Resource:
    if picture is None:
        return {"contentType": "application/dicom", "title": one.title}
    return values.attachment(
        picture, "image/jpeg", title=one.title, at=source.signed_at, language="en"
    )


def _media_id(source: ReportSource, one: Described) -> str:
    return values.derived_id("media", f"{source.version_id}/{one.image['key']}")
