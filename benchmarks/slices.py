"""CT slices of clinical size to send: 512x512, 16 bits, with the header a scanner writes. Cheap to make by the hundred.

A few slices are encoded once; every other one is a copy in which UIDs and numbers of the same length are replaced.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

SIDE = 512
DISTINCT_PICTURES = 8
_PIXEL_TAG = b"\xe0\x7f\x10\x00OW\x00\x00"
_numbers = count(1)


def _uid(number: int) -> str:
    """A UID (PS3.5 B.2) whose text is equally long for every number."""
    return f"2.25.{10**37 + number}"


_STUDY, _SERIES, _INSTANCE = _uid(10**36), _uid(10**36 + 1), _uid(10**36 + 2)
# Digits that no UID of ours holds.
_PATIENT, _NUMBER = "BENCH-00000000", "654321"


@dataclass(frozen=True)
class SentSeries:
    """One series of a study of its own, written as files into a folder."""

    study_instance_uid: str
    series_instance_uid: str
    folder: Path
    size: int


def write_series(folder: Path, size: int) -> SentSeries:
    """Write `size` slices that nobody has seen yet, one file each, into a new folder."""
    folder.mkdir(parents=True)
    study, series, patient = _uid(next(_numbers)), _uid(next(_numbers)), next(_numbers)
    for number, (header, pixels) in zip(range(size), _pictures(), strict=False):
        text = (
            header.replace(_STUDY.encode(), study.encode())
            .replace(_SERIES.encode(), series.encode())
            .replace(_INSTANCE.encode(), _uid(next(_numbers)).encode())
            .replace(_PATIENT.encode(), f"BENCH-{patient:08d}".encode())
            .replace(_NUMBER.encode(), str(100_001 + number).encode())
        )
        with (folder / f"{number:05d}.dcm").open("wb") as file:
            file.writelines((text, pixels))
    return SentSeries(study, series, folder, size)


def _pictures() -> Iterator[tuple[bytes, bytes]]:
    while True:
        for picture in range(DISTINCT_PICTURES):
            yield _encoded(picture)


@lru_cache(maxsize=DISTINCT_PICTURES)
def _encoded(picture: int) -> tuple[bytes, bytes]:
    """A slice as a file (PS3.10), cut before its pixels."""
    buffer = io.BytesIO()
    _dataset(picture).save_as(buffer, enforce_file_format=True)
    data = buffer.getvalue()
    cut = data.index(_PIXEL_TAG)
    return data[:cut], data[cut:]


def _pixels(picture: int) -> bytes:
    """A round body with the noise of a scanner, in Hounsfield units."""
    random = np.random.default_rng(picture)
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    body = np.where(x**2 + (y * 1.3) ** 2 < 0.7, 40.0 + 25.0 * np.sin(9 * x + picture), -1000.0)
    noisy = body + random.normal(0, 12, (SIDE, SIDE))
    return noisy.astype("<i2").tobytes()


def _dataset(picture: int) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = UID(_INSTANCE)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    for name, value in _ATTRIBUTES.items():
        setattr(dataset, name, value)
    dataset.SOPClassUID = CTImageStorage
    dataset.RequestAttributesSequence = [_request()]
    dataset.PixelData = _pixels(picture)
    return dataset


def _request() -> Dataset:
    item = Dataset()
    item.RequestedProcedureDescription = "CT Thorax"
    item.RequestedProcedureID = "RP1000"
    item.ScheduledProcedureStepID = "SPS1000"
    return item


_ATTRIBUTES = {
    "SpecificCharacterSet": "ISO_IR 192",
    "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
    "InstanceCreationDate": "20261101",
    "InstanceCreationTime": "083000",
    "SOPInstanceUID": _INSTANCE,
    "StudyDate": "20261101",
    "SeriesDate": "20261101",
    "AcquisitionDate": "20261101",
    "ContentDate": "20261101",
    "StudyTime": "082500",
    "SeriesTime": "082730",
    "AcquisitionTime": "082800",
    "ContentTime": "082801",
    "AccessionNumber": "A1000000",
    "Modality": "CT",
    "Manufacturer": "Benchmark",
    "InstitutionName": "Hospital",
    "ReferringPhysicianName": "Referrer^Robin",
    "StationName": "CT1",
    "StudyDescription": "CT Thorax",
    "SeriesDescription": "Thorax 1.0 soft tissue",
    "InstitutionalDepartmentName": "Radiology",
    "ManufacturerModelName": "Slices",
    "PatientName": "Benchmark^Patient",
    "PatientID": _PATIENT,
    "PatientBirthDate": "19600101",
    "PatientSex": "F",
    "PatientAge": "066Y",
    "PatientSize": "1.70",
    "PatientWeight": "70",
    "BodyPartExamined": "CHEST",
    "SliceThickness": "1.0",
    "KVP": "120",
    "DataCollectionDiameter": "500",
    "DeviceSerialNumber": "1",
    "SoftwareVersions": "1",
    "ProtocolName": "Thorax",
    "ReconstructionDiameter": "380",
    "DistanceSourceToDetector": "1085",
    "DistanceSourceToPatient": "595",
    "GantryDetectorTilt": "0",
    "TableHeight": "150",
    "RotationDirection": "CW",
    "ExposureTime": "500",
    "XRayTubeCurrent": "200",
    "Exposure": "100",
    "FilterType": "0",
    "FocalSpots": "1.2",
    "ConvolutionKernel": "B30f",
    "PatientPosition": "HFS",
    "StudyInstanceUID": _STUDY,
    "SeriesInstanceUID": _SERIES,
    "StudyID": "1",
    "SeriesNumber": "2",
    "AcquisitionNumber": "1",
    "InstanceNumber": _NUMBER,
    "ImagePositionPatient": ["-190", "-190", "-300"],
    "ImageOrientationPatient": ["1", "0", "0", "0", "1", "0"],
    "FrameOfReferenceUID": "2.25.77",
    "PositionReferenceIndicator": "",
    "SliceLocation": "-300",
    "SamplesPerPixel": 1,
    "PhotometricInterpretation": "MONOCHROME2",
    "Rows": SIDE,
    "Columns": SIDE,
    "PixelSpacing": ["0.742", "0.742"],
    "BitsAllocated": 16,
    "BitsStored": 16,
    "HighBit": 15,
    "PixelRepresentation": 1,
    "WindowCenter": "40",
    "WindowWidth": "400",
    "RescaleIntercept": "0",
    "RescaleSlope": "1",
    "RescaleType": "HU",
}
