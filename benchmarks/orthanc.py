"""Orthanc as Debian packages it, for the length of a run: SQLite index, synchronous storage, DICOMweb."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import server
from runtime.ports import free_port

PLUGIN = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so"
TITLE = "ORTHANC"


@dataclass(frozen=True)
class Orthanc:
    """Where it answers."""

    http_port: int
    dicom_port: int
    pid: int

    @property
    def dicomweb(self) -> str:
        return f"http://127.0.0.1:{self.http_port}/dicom-web"


@contextmanager
def running_orthanc(folder: Path) -> Iterator[Orthanc]:
    """Have an empty Orthanc up for the block, its data below `folder`."""
    folder.mkdir(parents=True)
    http_port = free_port()
    dicom_port = free_port(excluding={http_port})
    settings = {
        "Name": TITLE,
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "index"),
        "SyncStorageArea": True,
        "StorageCompression": False,
        "OverwriteInstances": False,
        "Plugins": [PLUGIN],
        "DicomAet": TITLE,
        "DicomPort": dicom_port,
        "DicomAlwaysAllowStore": True,
        # Its best: the largest PDU that it offers, and a thread for every association measured.
        "MaximumPduLength": 131072,
        "DicomThreadsCount": 8,
        "HttpPort": http_port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "KeepAlive": True,
        "TcpNoDelay": True,
        "HttpDescribeErrors": False,
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
    }
    configuration = folder / "orthanc.json"
    configuration.write_text(json.dumps(settings), encoding="utf-8")
    environment = {**os.environ, "TCP_NODELAY": "1"}
    command = ["Orthanc", str(configuration)]
    log = folder / "orthanc.log"
    with server(command, port=http_port, log=log, environment=environment) as pid:
        yield Orthanc(http_port=http_port, dicom_port=dicom_port, pid=pid)
