"""DICOM objects to send, made small, and the shortest way through the intake's one door."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, generate_uid

from apps.accounts.actors import Actor
from apps.archive.dicom.part10 import content_hash
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.services import Origin, Received, SpooledObject, open_transfer, receive_object
from apps.tenancy.models import Site
from tests.factories import Practice


def make_object(**attributes: Any) -> Dataset:
    """An 8×8 CT slice; `attributes` replace or (with None) remove what it says."""
    dataset = Dataset()
    values: dict[str, Any] = {
        "SOPClassUID": CTImageStorage,
        "SOPInstanceUID": generate_uid(),
        "StudyInstanceUID": generate_uid(),
        "SeriesInstanceUID": generate_uid(),
        "PatientID": "P1",
        "PatientName": "Test^Person",
        "PatientBirthDate": "19700102",
        "PatientSex": "O",
        "StudyDate": "20260301",
        "StudyTime": "120000",
        "StudyDescription": "CT head",
        "AccessionNumber": "A1",
        "Modality": "CT",
        "SeriesNumber": 1,
        "InstanceNumber": 1,
        "Rows": 8,
        "Columns": 8,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 16,
        "HighBit": 15,
        "PixelRepresentation": 0,
        "PixelData": bytes(range(128)),
    }
    for name, value in {**values, **attributes}.items():
        if value is not None:
            setattr(dataset, name, value)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = values["SOPClassUID"]
    dataset.file_meta.MediaStorageSOPInstanceUID = UID(str(dataset.get("SOPInstanceUID") or "1.2"))
    return dataset


def as_bytes(dataset: Dataset) -> bytes:
    """The object as a PS3.10 file."""
    file = io.BytesIO()
    dataset.save_as(file, enforce_file_format=True)
    return file.getvalue()


def make_study(*, series: int = 1, instances: int = 3, **attributes: Any) -> Iterator[Dataset]:
    """The objects of one study."""
    study_uid = attributes.pop("StudyInstanceUID", None) or generate_uid()
    for series_number in range(1, series + 1):
        series_uid = generate_uid()
        for number in range(1, instances + 1):
            yield make_object(
                StudyInstanceUID=study_uid,
                SeriesInstanceUID=series_uid,
                SeriesNumber=series_number,
                InstanceNumber=number,
                **attributes,
            )


def spool(content: bytes | Dataset | Path) -> SpooledObject:
    """The object as a receiver hands it over: complete, in a file of its own."""
    if isinstance(content, Dataset):
        content = as_bytes(content)
    if isinstance(content, Path):
        content = content.read_bytes()
    folder = Path(settings.SPOOL_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{new_id()}.dcm"
    path.write_bytes(content)
    return SpooledObject(path=path, size=len(content), content_hash=_hash(content))


def _hash(content: bytes) -> str:
    try:
        return content_hash(content)
    except Exception:  # noqa: BLE001 - a broken object has a hash too: of all it is
        return content_hash(b"\0" * 132 + content)


@dataclass
class Sender:
    """One peer of a site, sending over one transfer."""

    practice: Practice
    site: Site
    transfer: bool = False
    carried: set[str] = field(default_factory=set)
    origin: Origin = field(init=False)

    def __post_init__(self) -> None:
        actor = Actor(
            tenant_id=self.practice.tenant_id,
            name="MODALITY",
            origin="dicom",
            capabilities=frozenset({"images.store"}),
            site_ids=frozenset({self.site.id}),
        )
        transfer_id = None
        if self.transfer:
            with tenant_context(self.practice.tenant_id):
                transfer_id = open_transfer(actor=actor, site=self.site, receiver="cstore").id
        self.origin = Origin(actor, self.site, "cstore", transfer_id)

    def send(self, content: bytes | Dataset | Path) -> Received:
        return receive_object(origin=self.origin, spooled=spool(content), carried=self.carried)
