"""Generated studies: complete by their IOD, decodable, consistent in space, the same by seed."""

import io
import re
from collections import defaultdict

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from simulation.catalogue import SEED
from tests.simulation.conftest import small_study

KEYS = [
    "cr-chest-1",
    "us-heart-1",
    "ct-head-1",
    "xa-coronary-1",
    "mr-brain-1",
    "ct-chest-1",
    "ct-chest-1-prior",
]

EVERY_IOD = [
    "SpecificCharacterSet",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "ReferringPhysicianName",
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyInstanceUID",
    "StudyID",
    "Modality",
    "SeriesInstanceUID",
    "SeriesNumber",
    "Manufacturer",
    "InstanceNumber",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "Rows",
    "Columns",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "PixelData",
    "StudyDescription",
    "SeriesDescription",
    "BodyPartExamined",
    "InstitutionName",
]

BY_MODALITY = {
    "CT": [
        "ImageType",
        "FrameOfReferenceUID",
        "PositionReferenceIndicator",
        "PixelSpacing",
        "SliceThickness",
        "ImageOrientationPatient",
        "ImagePositionPatient",
        "RescaleIntercept",
        "RescaleSlope",
        "KVP",
        "AcquisitionNumber",
        "PatientPosition",
    ],
    "MR": [
        "ImageType",
        "FrameOfReferenceUID",
        "PixelSpacing",
        "ImageOrientationPatient",
        "SliceThickness",
        "ImagePositionPatient",
        "ScanningSequence",
        "SequenceVariant",
        "ScanOptions",
        "MRAcquisitionType",
        "RepetitionTime",
        "EchoTime",
        "EchoTrainLength",
        "PatientPosition",
    ],
    "CR": ["ViewPosition", "PatientOrientation", "ImagerPixelSpacing", "KVP", "PlateID"],
    "US": [
        "ImageType",
        "NumberOfFrames",
        "FrameIncrementPointer",
        "FrameTime",
        "LossyImageCompression",
        "PlanarConfiguration",
        "SequenceOfUltrasoundRegions",
    ],
    "XA": [
        "ImageType",
        "NumberOfFrames",
        "FrameIncrementPointer",
        "FrameTime",
        "PixelIntensityRelationship",
        "KVP",
        "RadiationSetting",
        "PositionerMotion",
    ],
}


@pytest.mark.parametrize("key", KEYS)
def test_every_instance_has_what_its_iod_requires(key: str) -> None:
    for dataset in small_study(key):
        wanted = EVERY_IOD + BY_MODALITY[dataset.Modality]
        assert [name for name in wanted if name not in dataset] == []
        assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
        assert dataset.file_meta.MediaStorageSOPClassUID == dataset.SOPClassUID


@pytest.mark.parametrize("key", KEYS)
def test_pixels_decode_and_are_not_empty(key: str) -> None:
    for dataset in small_study(key):
        pixels = _read_back(dataset).pixel_array
        frames = int(dataset.get("NumberOfFrames", 1))
        assert pixels.shape[: 1 if frames > 1 else 0] == ((frames,) if frames > 1 else ())
        assert pixels.std() > 1
        assert pixels.max() < 2**dataset.BitsStored


@pytest.mark.parametrize("key", KEYS)
def test_uids_are_short_unique_and_under_the_uuid_root(key: str) -> None:
    datasets = small_study(key)
    instances = [dataset.SOPInstanceUID for dataset in datasets]
    assert len(set(instances)) == len(instances)
    assert len({dataset.StudyInstanceUID for dataset in datasets}) == 1
    for dataset in datasets:
        for uid in (dataset.SOPInstanceUID, dataset.SeriesInstanceUID, dataset.StudyInstanceUID):
            assert re.fullmatch(r"2\.25\.[1-9]\d{0,38}", uid)


@pytest.mark.parametrize("key", ["ct-head-1", "ct-chest-1-prior", "mr-brain-1"])
def test_slices_are_evenly_spaced_along_the_normal(key: str) -> None:
    series = defaultdict(list)
    for dataset in small_study(key):
        series[dataset.SeriesInstanceUID, dataset.get("DiffusionBValue")].append(dataset)
    for slices in series.values():
        row, column = np.reshape(slices[0].ImageOrientationPatient, (2, 3)).astype(float)
        normal = np.cross(row, column)
        heights = [float(np.dot(normal, ds.ImagePositionPatient)) for ds in slices]
        gaps = np.abs(np.diff(heights))
        assert gaps == pytest.approx(float(slices[0].SpacingBetweenSlices), abs=2e-3)
        assert len({ds.FrameOfReferenceUID for ds in slices}) == 1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first, again = small_study("xa-coronary-1"), small_study.__wrapped__("xa-coronary-1")
    other = small_study("xa-coronary-1", seed=2)
    assert _bytes(first[0]) == _bytes(again[0])
    assert first[0].StudyInstanceUID != other[0].StudyInstanceUID
    assert first[0].PixelData != other[0].PixelData


def test_chest_holds_air_fat_water_and_bone_where_they_belong() -> None:
    middle = small_study("ct-chest-1")[9]
    hounsfield = middle.pixel_array * float(middle.RescaleSlope) + float(middle.RescaleIntercept)
    size = middle.Rows
    assert hounsfield[2, 2] < -950
    lung = hounsfield[size // 2, size // 4]
    assert -990 < lung < -600
    share_of_bone = float((hounsfield > 300).mean())
    assert 0.005 < share_of_bone < 0.1


def test_a_prior_is_of_the_same_patient_and_older() -> None:
    current, prior = small_study("ct-chest-1")[0], small_study("ct-chest-1-prior")[0]
    assert prior.PatientID == current.PatientID
    assert prior.PatientName == current.PatientName
    assert prior.StudyDate < current.StudyDate
    assert prior.StudyInstanceUID != current.StudyInstanceUID


def test_every_prior_in_the_catalogue_has_a_current_study() -> None:
    plans = {plan.key: plan for plan in SEED}
    priors = [plan for plan in SEED if plan.prior]
    assert len(priors) >= 2
    for prior in priors:
        current = plans[prior.key.removesuffix("-prior")]
        assert (prior.patient, prior.anatomy) == (current.patient, current.anatomy)
        assert prior.age > current.age


def test_names_survive_a_round_trip_in_every_script() -> None:
    dataset = _read_back(small_study("ct-chest-1")[0])
    assert dataset.PatientName.ideographic == "山田^太郎"
    assert dataset.PatientName.phonetic == "やまだ^たろう"


def test_two_people_share_a_patient_number_at_two_sites() -> None:
    people = defaultdict(set)
    for plan in SEED:
        people[plan.patient.patient_id].add((plan.site.slug, plan.patient.name))
    shared = [owners for owners in people.values() if len({site for site, _ in owners}) > 1]
    assert shared
    assert all(len({name for _, name in owners}) == len(owners) for owners in shared)


def _bytes(dataset: FileDataset) -> bytes:
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _read_back(dataset: FileDataset) -> FileDataset:
    return dcmread(io.BytesIO(_bytes(dataset)))
