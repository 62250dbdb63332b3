"""Key images of signed versions as they leave: in the archive, on the page, as pictures, for reader and site."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from apps.archive.models import Instance
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.reporting.models import Report
from apps.reporting.services import version_pdf
from tests.apps.reporting.key_image_scenes import (
    LENGTH,
    colour_clip,
    read_study,
    sent_study,
    signed_with,
    view,
)
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.scenes import Reading
from tests.factories import Practice

pytestmark = [
    pytest.mark.django_db,
    # The test client reads a stream at once, which the server never does.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume asynchronous"),
]


def signed(practice: Practice) -> tuple[Reading, Report]:
    """A slice with a measurement, and a frame of a clip in colour, sent before it."""
    clip = sent_study(practice, colour_clip(StudyDate="20250302"))
    reading = read_study(practice)
    shown = view(reading.study, caption="Bleed", marks=[LENGTH])
    colour = view(clip, frame=2, window_center=None, window_width=None)
    report = signed_with(reading, shown, colour)
    dispatch_due()
    return reading, report


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v1/{path}")


def test_key_objects_lie_beside_the_report(practice: Practice) -> None:
    reading, report = signed(practice)
    uid = reading.study.study_instance_uid
    client = practice.client("manager")
    [row] = client.get(f"/dicom-web/studies/{uid}/instances?Modality=KO").json()
    assert row["00080016"]["Value"] == ["1.2.840.10008.5.1.4.1.1.88.59"]
    series, instance = row["0020000E"]["Value"][0], row["00080018"]["Value"][0]
    answer = client.get(
        f"/dicom-web/studies/{uid}/series/{series}/instances/{instance}",
        headers={"accept": "application/dicom"},
    )
    stored = b"".join(answer)
    selection = readers.dataset(stored)
    with tenant_context(practice.tenant_id):
        frames = [
            Instance.objects.get(sop_instance_uid=one)
            for one, _ in readers.frames_of(selection.ContentSequence)
        ]
    assert [frame.frames for frame in frames] == [1, 3]
    download = get(practice.client("reader"), f"reports/{report.id}/versions/1/key-objects")
    assert download.content == stored


def test_a_version_without_key_images_files_none(practice: Practice) -> None:
    reading = read_study(practice)
    report = reading.signed()
    dispatch_due()
    with tenant_context(practice.tenant_id):
        found = Instance.objects.filter(study=reading.study, series__modality="KO")
        assert not found.exists()
    answer = get(practice.client("reader"), f"reports/{report.id}/versions/1/key-objects")
    assert answer.status_code == 404


def test_the_delivered_page_holds_the_pictures(practice: Practice) -> None:
    reading, _ = signed(practice)
    answer = get(practice.client("site_user"), f"site-studies/{reading.study.id}/report/pdf")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    images = [image.image for page in pages for image in page.images if image.image]
    # The clip's pixels are twice as tall as wide.
    assert [image.size for image in images] == [(900, 900), (450, 900)]
    said = " ".join(page.extract_text() for page in pages)
    assert "Bleed" in said and "Measured: 4.5 mm" in said and "prior of 2 Mar 2025" in said


def test_reader_and_site_open_each_picture(practice: Practice) -> None:
    reading, report = signed(practice)
    roots = {
        "reader": f"reports/{report.id}/versions/1",
        "site_user": f"site-studies/{reading.study.id}/report",
    }
    for role, root in roots.items():
        client = practice.client(role)
        [first, second] = get(client, root).json()["key_images"]
        assert (first["caption"], first["marks"], second["prior"]) == ("Bleed", [LENGTH], True)
        pictures = [get(client, f"{root}/key-images/{place}") for place in (1, 2)]
        assert [one["Content-Type"] for one in pictures] == ["image/jpeg"] * 2
        assert [Image.open(io.BytesIO(one.content)).mode for one in pictures] == ["RGB", "RGB"]
        missing = get(client, f"{root}/key-images/3")
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_what_cannot_be_decoded_leaves_a_note_and_everything_else(practice: Practice) -> None:
    reading = read_study(practice)
    report = signed_with(reading, view(reading.study))
    with tenant_context(practice.tenant_id):
        Instance.objects.filter(study=reading.study).update(blob_key="gone")
    dispatch_due()
    with tenant_context(practice.tenant_id):
        filed = Instance.objects.filter(study=reading.study).values_list("series__modality")
        assert {modality for (modality,) in filed} == {"CT", "SR", "DOC", "KO"}
        page = version_pdf(report.versions.get())
    said = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(page)).pages)
    assert "This image cannot be shown here." in said
    client = practice.client("reader")
    picture = get(client, f"reports/{report.id}/versions/1/key-images/1")
    assert (picture.status_code, picture.json()["code"]) == (409, "key_image_unreadable")
    bundle = get(client, f"reports/{report.id}/versions/1/fhir").json()
    assert readers.resource(bundle, "Media")["content"]["contentType"] == "application/dicom"
