"""Frames, pictures, bulk data and metadata of stored objects."""

import gzip
import json
from io import BytesIO
from typing import Any

import numpy as np
import pydicom
import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from PIL import Image

from apps.archive.dicom.headers import parse_headers
from apps.archive.dicomweb.accept import choose_frame_form, parse_accept
from tests.apps.archive.dicom.samples import sample
from tests.apps.archive.factories import store_file, store_series
from tests.factories import Practice

OCTETS = 'multipart/related; type="application/octet-stream"'


@pytest.fixture
def client(practice: Practice) -> Client:
    return practice.client("reader")


def stored(practice: Practice, name: str) -> str:
    path = sample(name)
    store_file(path, tenant_id=practice.tenant_id, site=practice.site_a)
    headers = parse_headers(path)
    return (
        f"/dicom-web/studies/{headers.study_instance_uid}/series/{headers.series_instance_uid}"
        f"/instances/{headers.sop_instance_uid}"
    )


async def collected(answer: Any) -> bytes:
    return b"".join([piece async for piece in answer.streaming_content])


def parts(answer: Any) -> list[tuple[str, bytes]]:
    """Media type and bytes of each part."""
    assert answer.status_code == 200, answer.content
    boundary = answer.headers["Content-Type"].partition("boundary=")[2].encode()
    body = async_to_sync(collected)(answer) if answer.streaming else answer.content
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]
    split = [piece.partition(b"\r\n\r\n") for piece in pieces]
    return [(head.decode().partition("Content-Type: ")[2], data) for head, _, data in split]


J2K, HTJ2K, NATIVE = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.1"
AS_IT_LIES = ("stored", J2K, "application/octet-stream")
DECODED = ("decoded", NATIVE, "application/octet-stream")
COPY = ("derivative", HTJ2K, "application/octet-stream")
NAMED_COPY = ("derivative", HTJ2K, "image/jphc")
HT_IMAGE = 'multipart/related; type="image/jphc"'

FORMS = [
    ("*/*", AS_IT_LIES),
    ("", AS_IT_LIES),
    (f"{OCTETS}; transfer-syntax=*", AS_IT_LIES),
    (OCTETS, DECODED),
    (f"{OCTETS}; transfer-syntax={NATIVE}", DECODED),
    (f"{OCTETS}; transfer-syntax={HTJ2K}", COPY),
    (f"*/*; transfer-syntax={HTJ2K}", COPY),
    (HT_IMAGE, NAMED_COPY),
    ('multipart/related; type="image/jp2"', ("stored", J2K, "image/jp2")),
    (f"{HT_IMAGE}, {OCTETS}; transfer-syntax=*; q=0.5", NAMED_COPY),
    (f"{HT_IMAGE}; q=0.1, {OCTETS}; transfer-syntax=*", AS_IT_LIES),
    ('multipart/related; type="image/jls"', None),
    (f"{OCTETS}; transfer-syntax=1.2.840.10008.1.2.4.80", None),
    ("text/html", None),
    ("image/png", None),
    ("*/*;q=0", None),
]


@pytest.mark.parametrize(("accept", "expected"), FORMS)
def test_the_form_of_a_frame_follows_what_the_client_takes(
    accept: str, expected: tuple[str, str, str] | None
) -> None:
    choice = choose_frame_form(accept, J2K, HTJ2K)
    found = None if choice is None else (choice.source, choice.transfer_syntax, choice.media_type)
    assert found == expected


def test_a_hostile_accept_header_is_read_in_no_time() -> None:
    assert parse_accept("a/b" + "; a=b" * 5000 + '"') is not None
    assert parse_accept(";" * 100_000) == ()


def test_several_frames_come_in_the_order_asked_for(client: Client, practice: Practice) -> None:
    address = stored(practice, "rtdose.dcm")
    answer = client.get(f"{address}/frames/3,1", headers={"accept": OCTETS})
    pixels = pydicom.dcmread(sample("rtdose.dcm")).pixel_array
    assert [data for _, data in parts(answer)] == [pixels[2].tobytes(), pixels[0].tobytes()]
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_compressed_frame_is_decoded_when_asked_for(client: Client, practice: Practice) -> None:
    address = stored(practice, "MR_small_jpeg_ls_lossless.dcm")
    answer = client.get(f"{address}/frames/1", headers={"accept": OCTETS})
    ((media_type, data),) = parts(answer)
    assert media_type == "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1"
    pixels = pydicom.dcmread(sample("MR_small_jpeg_ls_lossless.dcm")).pixel_array
    assert np.array_equal(np.frombuffer(data, "<u2").reshape(pixels.shape), pixels)


def test_wrong_frames_and_forms_are_refused(client: Client, practice: Practice) -> None:
    address = stored(practice, "rtdose.dcm")
    for numbers, status in (("0", 400), ("x", 400), ("1,,2", 400), ("-1", 400), ("16", 404)):
        assert client.get(f"{address}/frames/{numbers}").status_code == status, numbers
    many = ",".join(["1"] * 300)
    assert client.get(f"{address}/frames/{many}").json()["code"] == "too_many_frames"
    refused = client.get(f"{address}/frames/1", headers={"accept": "image/jls"})
    assert refused.status_code == 406
    assert refused.json()["stored_transfer_syntax"] == "1.2.840.10008.1.2.1"
    assert client.get(address, headers={"accept": "text/html"}).status_code == 406
    assert client.get(f"{address}/metadata", headers={"accept": "text/html"}).status_code == 406
    assert client.get(f"{address}/rendered", headers={"accept": "text/html"}).status_code == 406


def test_an_object_without_pixels_says_so(client: Client, practice: Practice) -> None:
    address = stored(practice, "rtplan.dcm")
    for kind in ("frames/1", "rendered", "thumbnail"):
        answer = client.get(f"{address}/{kind}")
        assert answer.status_code == 404
        assert answer.json()["code"] == "no_pixel_data"


def test_a_picture_follows_window_viewport_and_form(client: Client, practice: Practice) -> None:
    address = stored(practice, "CT_small.dcm")
    plain = client.get(f"{address}/rendered", headers={"accept": "image/png"})
    assert plain.headers["Content-Type"] == "image/png"
    picture = Image.open(BytesIO(plain.content))
    assert picture.size == (128, 128)
    narrow = client.get(f"{address}/rendered?window=0,1,linear&accept=image/png")
    assert len(np.unique(np.asarray(Image.open(BytesIO(narrow.content))))) <= 3
    small = client.get(f"{address}/frames/1/rendered?viewport=32,64")
    assert Image.open(BytesIO(small.content)).size == (32, 32)
    for wrong in (
        "window=1",
        "window=1,0",
        "window=a,b",
        "viewport=0,1",
        "viewport=9",
        "quality=101",
        "window=1,2,square",
    ):
        assert client.get(f"{address}/rendered?{wrong}").status_code == 400, wrong


def test_thumbnails_are_small_and_are_not_sent_twice(client: Client, practice: Practice) -> None:
    study, series = store_series(practice.tenant_id, practice.site_a)
    for address in (f"studies/{study}", f"studies/{study}/series/{series}"):
        answer = client.get(f"/dicom-web/{address}/thumbnail")
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert "private" in answer.headers["Cache-Control"]
        assert max(Image.open(BytesIO(answer.content)).size) <= 128
        again = client.get(
            f"/dicom-web/{address}/thumbnail", headers={"if-none-match": answer.headers["ETag"]}
        )
        assert again.status_code == 304
        assert again.content == b""


def test_metadata_points_at_bulk_data_that_is_there(client: Client, practice: Practice) -> None:
    address = stored(practice, "CT_small.dcm")
    (metadata,) = client.get(f"{address}/metadata").json()
    sent = pydicom.dcmread(sample("CT_small.dcm"))
    uri = metadata["7FE00010"]["BulkDataURI"]
    assert uri == f"http://testserver{address}/bulkdata/7FE00010"
    ((_, pixels),) = parts(client.get(uri.removeprefix("http://testserver")))
    assert pixels == sent.PixelData
    others = [
        (tag, element["BulkDataURI"])
        for tag, element in metadata.items()
        if "BulkDataURI" in element and tag != "7FE00010"
    ]
    for tag, other in others:
        ((_, value),) = parts(client.get(other.removeprefix("http://testserver")))
        assert value == sent[int(tag, 16)].value, tag
    assert client.get(f"{address}/bulkdata/00100010").status_code == 404


def test_metadata_of_a_series_is_whole_ordered_and_compressed(
    client: Client, practice: Practice
) -> None:
    study, series = store_series(practice.tenant_id, practice.site_a, instances=4)
    address = f"/dicom-web/studies/{study}/series/{series}/metadata"
    plain = client.get(address)
    assert [row["00200013"]["Value"][0] for row in plain.json()] == [1, 2, 3, 4]
    squeezed = client.get(address, headers={"accept-encoding": "gzip"})
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(squeezed.content)) == plain.json()
    again = client.get(address, headers={"if-none-match": plain.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/dicom-web/studies/{study}/metadata").json() == plain.json()
