"""Objects in the archive, filed through its own service."""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

from apps.accounts.actors import Actor
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.part10 import (
    FileMetaInformation,
    content_hash,
    dataset_chunks,
    write_part10,
)
from apps.archive.services import ReceivedObject, StoredInstance, store_instance
from apps.archive.storage import instance_key, keep_file
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.tenancy.models import Site


def store_file(
    path: Path, *, tenant_id: UUID, site: Site, as_it_is: bool = False
) -> StoredInstance:
    """Files a DICOM file for a site as receivers do: its dataset as sent behind file meta of our own.

    ``as_it_is`` keeps the preamble and file meta of the file too. Raises what ``store_instance`` raises.
    """
    if as_it_is:
        return _store(path, tenant_id, site)
    headers = parse_headers(path)
    meta = FileMetaInformation(
        sop_class_uid=headers.sop_class_uid,
        sop_instance_uid=headers.sop_instance_uid,
        transfer_syntax_uid=headers.transfer_syntax_uid,
    )
    with tempfile.NamedTemporaryFile() as file:
        write_part10(cast("BinaryIO", file), meta, dataset_chunks(path))
        file.flush()
        return _store(Path(file.name), tenant_id, site)


def _store(path: Path, tenant_id: UUID, site: Site) -> StoredInstance:
    object_id = new_id()
    headers = parse_headers(path)
    key = instance_key(
        tenant_id=tenant_id, study_instance_uid=headers.study_instance_uid, object_id=object_id
    )
    with tempfile.NamedTemporaryFile(delete=False) as copy:
        shutil.copyfileobj(path.open("rb"), copy)
    keep_file(spooled=Path(copy.name), key=key)
    received = ReceivedObject(
        object_id=object_id,
        headers=headers,
        content_hash=content_hash(path),
        size=path.stat().st_size,
        blob_key=key,
    )
    with tenant_context(tenant_id):
        return store_instance(actor=Actor.system(tenant_id, "test"), site=site, received=received)


def ct_slice(
    *,
    study: str,
    series: str,
    number: int = 1,
    patient_name: str = "Muster^Maria",
    patient_id: str = "P1",
    study_date: str = "20240229",
    accession_number: str = "A1",
    modality: str = "CT",
    side: int = 64,
) -> bytes:
    """A small CT image as a DICOM file."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    image.SOPClassUID = CTImageStorage
    image.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID, image.SeriesInstanceUID = study, series
    image.SpecificCharacterSet = "ISO_IR 192"
    image.PatientName, image.PatientID = patient_name, patient_id
    image.PatientBirthDate, image.PatientSex = "19700101", "F"
    image.StudyDate, image.StudyTime = study_date, "101500"
    image.AccessionNumber, image.StudyID = accession_number, "S1"
    image.StudyDescription, image.Modality = "Chest", modality
    image.ReferringPhysicianName = "House^Gregory"
    image.SeriesNumber, image.InstanceNumber = 3, number
    image.SeriesDescription, image.BodyPartExamined = "Axial", "CHEST"
    image.Rows = image.Columns = side
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.BitsAllocated, image.BitsStored, image.HighBit = 16, 12, 11
    image.PixelRepresentation = 0
    image.RescaleSlope, image.RescaleIntercept = 1, -1024
    image.WindowCenter, image.WindowWidth = 40, 400
    ramp = np.add.outer(np.arange(side), np.arange(side)) * 8 + number
    image.PixelData = ramp.astype("<u2").tobytes()
    file = BytesIO()
    image.save_as(file, enforce_file_format=True)
    return file.getvalue()


def store_bytes(
    data: bytes, *, tenant_id: UUID, site: Site, as_it_is: bool = False
) -> StoredInstance:
    """As ``store_file``, for the bytes of a DICOM file."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return store_file(Path(file.name), tenant_id=tenant_id, site=site, as_it_is=as_it_is)


def store_series(
    practice_tenant: UUID, site: Site, *, instances: int = 3, **attributes: str
) -> tuple[str, str]:
    """A CT series of its own study; answers both UIDs."""
    study, series = generate_uid(), generate_uid()
    for number in range(1, instances + 1):
        store_bytes(
            ct_slice(study=study, series=series, number=number, **attributes),  # type: ignore[arg-type] # text attributes only
            tenant_id=practice_tenant,
            site=site,
        )
    return study, series
