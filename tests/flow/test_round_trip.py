"""Every transfer syntax in pydicom's files: sent by DCMTK, fetched by dicomweb-client, pixel data to the bit."""

import shutil
import subprocess
from pathlib import Path

import pydicom
import requests
from dicomweb_client.api import DICOMwebClient

from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from tests.apps.archive.dicom.samples import READABLE_FILES
from tests.flow.house import House


def one_file_per_syntax() -> dict[str, tuple[Path, ParsedHeaders]]:
    """The smallest file with pixels of each transfer syntax, no two of the same instance."""
    found: dict[str, tuple[Path, ParsedHeaders]] = {}
    taken: set[str] = set()
    for path in sorted(READABLE_FILES, key=lambda path: path.stat().st_size):
        headers = parse_headers(path)
        uids = (headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid)
        if headers.pixels is None or not all(uids) or headers.sop_instance_uid in taken:
            continue
        if headers.transfer_syntax_uid not in found:
            found[headers.transfer_syntax_uid] = (path, headers)
            taken.add(headers.sop_instance_uid)
    return found


def test_the_pixel_data_comes_back_as_it_was_sent(house: House) -> None:
    samples = one_file_per_syntax()
    assert len(samples) > 10, sorted(samples)
    send(house, [path for path, _ in samples.values()])
    client = dicomweb(house)
    for syntax, (path, headers) in samples.items():
        came = client.retrieve_instance(
            headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid
        )
        sent = pydicom.dcmread(path)
        assert str(came.file_meta.TransferSyntaxUID) == syntax, path.name
        assert came.PixelData == sent.PixelData, path.name


def send(house: House, paths: list[Path]) -> None:
    """With dcmsend, which proposes for each file the transfer syntax that it has."""
    program = shutil.which("dcmsend")
    assert program, "dcmsend is part of the Debian package dcmtk, which the tests need"
    sender = house.sender
    options = ["-v", "--decompress-never", "-aet", sender.title, "-aec", sender.called]
    done = subprocess.run(
        [program, *options, "127.0.0.1", str(sender.port), *map(str, paths)],
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
