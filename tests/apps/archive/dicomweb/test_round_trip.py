"""What goes in comes out: a third-party client against the running server."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
import requests
from dicomweb_client.api import DICOMwebClient

from apps.archive.dicom.headers import parse_headers
from apps.archive.services import CannotBeFiled
from tests.apps.archive.dicom.samples import READABLE_FILES
from tests.apps.archive.factories import store_bytes, store_file
from tests.factories import Practice, make_practice

pytestmark = pytest.mark.usefixtures("committed")


def client_of(address: str, practice: Practice, role: str = "reader") -> DICOMwebClient:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {practice.token(role)}"
    return DICOMwebClient(f"{address}/dicom-web", session=session)


def fileable(path: Path) -> bool:
    headers = parse_headers(path)
    return all((headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid))


def has_pixels(path: Path) -> bool:
    return parse_headers(path).pixels is not None


FILEABLE = [path for path in READABLE_FILES if fileable(path)]


def test_every_file_of_pydicom_comes_back_with_the_same_dataset_and_frames(
    server_address: str,
) -> None:
    syntaxes = set()
    practice = make_practice()
    client = client_of(server_address, practice)
    for path in FILEABLE:
        try:
            store_file(path, tenant_id=practice.tenant_id, site=practice.site_a)
        except CannotBeFiled:
            # Two of the files claim the same study for two patients: the second goes to another practice.
            practice = make_practice()
            client = client_of(server_address, practice)
            store_file(path, tenant_id=practice.tenant_id, site=practice.site_a)
        uids = uids_of(path)
        came = client.retrieve_instance(*uids)
        sent = pydicom.dcmread(path, force=True)
        assert dataset_bytes(came) == dataset_bytes(sent), path.name
        metadata = client.retrieve_instance_metadata(*uids)
        assert metadata["00080018"]["Value"] == [uids[2]], path.name
        syntaxes.add(sent.file_meta.get("TransferSyntaxUID"))
        if has_pixels(path):
            assert_frames_equal(client, path, uids)
    assert len(syntaxes) > 10


def uids_of(path: Path) -> tuple[str, str, str]:
    headers = parse_headers(path)
    return headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid


def dataset_bytes(dataset: pydicom.Dataset) -> bytes:
    """The pixel data as it lies, or everything else where there is none."""
    if "PixelData" in dataset:
        return bytes(dataset.PixelData)
    return dataset.to_json(suppress_invalid_tags=True).encode()


def assert_frames_equal(client: DICOMwebClient, path: Path, uids: tuple[str, str, str]) -> None:
    dataset = pydicom.dcmread(path, force=True)
    if "PixelData" not in dataset:
        return
    syntax = dataset.file_meta.get("TransferSyntaxUID", "1.2.840.10008.1.2")
    count = int(dataset.get("NumberOfFrames", 1) or 1)
    url = (
        f"{client.base_url}/studies/{uids[0]}/series/{uids[1]}/instances/{uids[2]}"
        f"/frames/{','.join(map(str, range(1, count + 1)))}"
    )
    accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'
    response = client._session.get(url, headers={"Accept": accept}, timeout=30)
    if response.status_code == 406:
        assert response.json()["code"] in ("frames_unresolved", "truncated"), path.name
        return
    assert response.status_code == 200, (path.name, response.text)
    parts = list(client._decode_multipart_message(response, stream=False))
    assert len(parts) == count, path.name
    if pydicom.uid.UID(syntax).is_compressed and not pydicom.uid.UID(syntax).is_deflated:
        frames = list(pydicom.encaps.generate_frames(dataset.PixelData, number_of_frames=count))
        assert parts == frames, path.name
    elif syntax == "1.2.840.10008.1.2.2" and dataset.BitsAllocated > 8:
        size = dataset.BitsAllocated // 8
        swapped = np.frombuffer(b"".join(parts), f"<u{size}").astype(f">u{size}").tobytes()
        assert swapped == dataset.PixelData[: len(swapped)], path.name
    elif dataset.BitsAllocated >= 8 and syntax != "1.2.840.10008.1.2.2":
        together = b"".join(parts)
        assert together == dataset.PixelData[: len(together)], path.name


def test_the_preamble_that_leaves_is_empty(server_address: str) -> None:
    practice = make_practice()
    path = next(p for p in FILEABLE if p.name == "CT_small.dcm")
    evil = bytearray(path.read_bytes())
    evil[:4] = b"MZ\x90\x00"
    store_bytes(bytes(evil), tenant_id=practice.tenant_id, site=practice.site_a, as_it_is=True)
    study, series, instance = uids_of(path)
    answer = requests.get(
        f"{server_address}/dicom-web/studies/{study}/series/{series}/instances/{instance}",
        headers={
            "Authorization": f"Bearer {practice.token('reader')}",
            "Accept": "application/dicom",
        },
        timeout=30,
    )
    assert answer.status_code == 200
    assert answer.content[:132] == bytes(128) + b"DICM"
    assert answer.content[132:] == path.read_bytes()[132:]
    assert pydicom.dcmread(BytesIO(answer.content)).PatientID == "1CT1"
