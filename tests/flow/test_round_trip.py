"""Every transfer syntax in pydicom's files: sent by DCMTK, fetched by dicomweb-client, pixel data to the bit."""

import subprocess
from pathlib import Path

import numpy as np
import pydicom
import requests
from dicomweb_client.api import DICOMwebClient

from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from runtime import dcmtk
from tests.apps.archive.dicom.samples import READABLE_FILES
from tests.flow.house import House, make_house
from tests.flow.stack import Stack

# The first says Explicit VR and is Implicit: DCMTK cannot read it, so it cannot send it. The others come in
# under another instance UID than dcmsend announces, and wait in quarantine as they should.
NOT_FOR_DCMTK = {"SC_rgb_jpeg.dcm", "rtdose_rle.dcm", "rtdose_rle_1frame.dcm"}


def shelves() -> list[dict[str, tuple[Path, ParsedHeaders]]]:
    """Every file of pydicom's with pixels, by instance UID; files that share one stand on different shelves."""
    found: list[dict[str, tuple[Path, ParsedHeaders]]] = []
    for path in READABLE_FILES:
        headers = parse_headers(path)
        uids = (headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid)
        if path.name in NOT_FOR_DCMTK or headers.pixels is None or not all(uids):
            continue
        if announced_uid(path) != headers.sop_instance_uid:
            continue
        shelf = next((shelf for shelf in found if fits(headers, shelf)), None)
        if shelf is None:
            found.append(shelf := {})
        shelf[headers.sop_instance_uid] = (path, headers)
    return found


def announced_uid(path: Path) -> str:
    """What a sender announces, from the file meta; an object that differs from it goes to quarantine."""
    return str(pydicom.filereader.read_file_meta_info(path).get("MediaStorageSOPInstanceUID", ""))


def fits(headers: ParsedHeaders, shelf: dict[str, tuple[Path, ParsedHeaders]]) -> bool:
    """Whether one practice would take it: no UID of it means something else there already."""
    return headers.sop_instance_uid not in shelf and all(
        same_or_strange(
            (other.study_instance_uid, other.patient_id),
            (headers.study_instance_uid, headers.patient_id),
        )
        and same_or_strange(
            (other.series_instance_uid, other.study_instance_uid),
            (headers.series_instance_uid, headers.study_instance_uid),
        )
        for _, other in shelf.values()
    )


def same_or_strange(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (UID, owner) agree, or have nothing to do with each other."""
    return one[0] != other[0] or one[1] == other[1]


def test_the_pixel_data_comes_back_as_it_was_sent(stack: Stack, committed: None) -> None:
    syntaxes = set()
    for shelf in shelves():
        house = make_house(stack)
        send(house, [path for path, _ in shelf.values()])
        client = dicomweb(house)
        for path, headers in shelf.values():
            came = client.retrieve_instance(
                headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid
            )
            sent = pydicom.dcmread(path, force=True)
            sent.file_meta.TransferSyntaxUID = pydicom.uid.UID(headers.transfer_syntax_uid)
            assert_same_pixel_data(sent, came, path.name)
            syntaxes.add(headers.transfer_syntax_uid)
    assert len(syntaxes) > 10, sorted(syntaxes)


def assert_same_pixel_data(sent: pydicom.Dataset, came: pydicom.Dataset, name: str) -> None:
    """Compressed: the same bytes in the same syntax. Native: the same words; DCMTK may turn their bytes around."""
    one, other = sent.file_meta.TransferSyntaxUID, came.file_meta.TransferSyntaxUID
    if one.is_encapsulated:
        assert other == one, name
    assert words(came) == words(sent), name


def words(dataset: pydicom.Dataset) -> bytes:
    """The pixel data, native words in little endian."""
    data = bytes(dataset.PixelData)
    in_bytes = dataset.BitsAllocated <= 8 and dataset["PixelData"].VR == "OB"
    if dataset.file_meta.TransferSyntaxUID.is_little_endian or in_bytes:
        return data
    # OW is a string of 16-bit words whatever the pixels are (PS3.5 6.2).
    return np.frombuffer(data, ">u2").astype("<u2").tobytes()


def send(house: House, paths: list[Path]) -> None:
    """With dcmsend, which proposes for each file the transfer syntax that it has."""
    sender = house.sender
    options = [
        "-v",
        "--decompress-never",
        "--no-uid-checks",
        "-aet",
        sender.title,
        "-aec",
        sender.called,
    ]
    done = subprocess.run(
        [dcmtk.program("dcmsend"), *options, "127.0.0.1", str(sender.port), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    output = done.stderr + done.stdout
    assert done.returncode == 0, output
    assert f"with status SUCCESS  : {len(paths)}" in output, output


def dicomweb(house: House) -> DICOMwebClient:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {house.practice.token('reader')}"
    return DICOMwebClient(f"{house.stack.url}/dicom-web", session=session)
