"""What is sent: small simulated studies, and the test files inside the pydicom wheel."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pydicom
from pydicom.data import get_testdata_file
from pydicom.uid import generate_uid

from simulation.catalogue import HOSPITAL, SEED
from simulation.headers import StudyContext
from simulation.plans import Patient, StudyPlan
from simulation.studies import make_files

_numbers = count(1)


@dataclass(frozen=True)
class SentStudy:
    """A study in a folder."""

    patient: str
    study_uid: str
    paths: list[Path]

    @property
    def uids(self) -> set[str]:
        return {path.stem for path in self.paths}


def ct_chest(folder: Path) -> SentStudy:
    """A new patient's small CT chest of one series."""
    number = next(_numbers)
    plan = next(plan for plan in SEED if plan.key == "ct-chest-1")
    return write(folder, _for_new_patient(plan, number), seed=number)


def ct_of_two_series(folder: Path) -> SentStudy:
    """A new patient's small CT whose every other image is of a second series."""
    study = ct_chest(folder)
    series = generate_uid()
    for path in study.paths[::2]:
        dataset = pydicom.dcmread(path)
        dataset.SeriesInstanceUID = series
        dataset.SeriesNumber, dataset.SeriesDescription = 3, "HEAD"
        dataset.save_as(path, enforce_file_format=True)
    return study


def _for_new_patient(plan: StudyPlan, number: int) -> StudyPlan:
    patient = Patient(f"Flow{number}^Adaeze", f"FL{number:05}", "19790412", "F", 1.68, 71)
    return replace(
        plan,
        site=HOSPITAL,
        patient=patient,
        accession=f"AC{number:05}",
        age=timedelta(minutes=20),
        size="small",
    )


def write(folder: Path, plan: StudyPlan, *, seed: int) -> SentStudy:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    uid = ""
    for content in make_files(StudyContext(plan, seed, datetime.now(tz=UTC))):
        spare = folder / "writing.dcm"
        spare.write_bytes(content)
        headers = pydicom.dcmread(spare, stop_before_pixels=True)
        uid = str(headers.StudyInstanceUID)
        paths.append(spare.rename(folder / f"{headers.SOPInstanceUID}.dcm"))
    return SentStudy(plan.patient.name.split("^")[0], uid, paths)


def pydicom_file(name: str) -> Path:
    path = get_testdata_file(name, download=False)
    assert isinstance(path, str), f"{name} is not in the pydicom wheel"
    return Path(path)
