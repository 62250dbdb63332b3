"""What the DICOM objects of a report share: patient, study, series, equipment (PS3.3 C.7, C.12.1)."""

import io
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from apps.archive.dicom.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from apps.reporting.outputs.characters import long_string, person_name
from apps.reporting.outputs.concepts import Concept
from apps.reporting.outputs.source import ObjectKind, ReportSource, series_uid
from apps.reporting.pdf.page import page_of

PRIVATE_CREATOR = "TELEREAD REPORT"
PRIVATE_GROUP = 0x0041
# Far behind the series of any modality, so that no list of images begins with a report.
SERIES_NUMBERS: dict[ObjectKind, int] = {"sr": 9001, "pdf": 9002, "ko": 9003}
MODALITIES: dict[ObjectKind, str] = {"sr": "SR", "pdf": "DOC", "ko": "KO"}
DESCRIPTIONS: dict[ObjectKind, str] = {
    "sr": "Report",
    "pdf": "Report (PDF)",
    "ko": "Report (key images)",
}


def report_object(source: ReportSource, *, kind: ObjectKind, sop_class_uid: str) -> Dataset:
    """A data set with every module that says whose the report is; the caller adds what it says."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    dataset.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION_NAME
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = UID(sop_class_uid)
    dataset.SOPInstanceUID = UID(source.instance_uid(kind))
    dataset.SeriesInstanceUID = UID(series_uid(source.signed.report_id, kind, source.copy))
    dataset.Modality = MODALITIES[kind]
    dataset.SeriesNumber = SERIES_NUMBERS[kind]
    dataset.InstanceNumber = source.signed.number
    dataset.SeriesDescription = DESCRIPTIONS[kind]
    _add_patient_and_study(dataset, source)
    at = local_moment(source)
    dataset.ContentDate, dataset.ContentTime = f"{at:%Y%m%d}", f"{at:%H%M%S}"
    if source.study.offset:
        dataset.TimezoneOffsetFromUTC = source.study.offset
    dataset.Manufacturer = "teleread"
    dataset.InstitutionName = long_string(source.signed.identity["practice"]["name"])
    _add_proof(dataset, source)
    return dataset


def _add_patient_and_study(dataset: Dataset, source: ReportSource) -> None:
    study = source.study
    dataset.PatientName = person_name(study.patient_name)
    dataset.PatientID = study.patient_id.replace("\\", "/")
    if study.issuer:
        dataset.IssuerOfPatientID = study.issuer.replace("\\", "/")
    dataset.PatientBirthDate = f"{study.birth_date:%Y%m%d}" if study.birth_date else ""
    dataset.PatientSex = study.sex
    dataset.StudyInstanceUID = UID(study.study_instance_uid)
    dataset.StudyDate, dataset.StudyTime = study.study_date, study.study_time
    dataset.StudyID = study.study_id
    dataset.AccessionNumber = study.accession_number
    dataset.ReferringPhysicianName = person_name(study.referring_physician)
    if study.description:
        dataset.StudyDescription = long_string(study.description)


def _add_proof(dataset: Dataset, source: ReportSource) -> None:
    """Which report and version this is and its hash, in attributes of our own: PS3.3 has none for them."""
    block = dataset.private_block(PRIVATE_GROUP, PRIVATE_CREATOR, create=True)
    block.add_new(0x01, "LO", source.signed.report_id)
    block.add_new(0x02, "IS", source.signed.number)
    block.add_new(0x03, "LO", source.content_hash)


def local_moment(source: ReportSource) -> datetime:
    """The signature in the zone that dates and times of the study are written in."""
    zone: tzinfo = ZoneInfo(source.signed.identity["site"]["time_zone"])
    return source.signed_at.astimezone(_fixed(source.study.offset) or zone)


def moment_text(source: ReportSource) -> str:
    """The signature as DT, with its offset (PS3.5 Table 6.2-1)."""
    return f"{local_moment(source):%Y%m%d%H%M%S.%f%z}"


def title_of(source: ReportSource) -> str:
    """The heading that the printed page has."""
    title: str = page_of(source.signed, content_hash=source.content_hash)["title"]
    return title


def code_item(concept: Concept, *, meaning: str = "") -> Dataset:
    """An item of a code sequence (PS3.3 Table 8.8-1); ``meaning`` in the words of the report."""
    item = Dataset()
    item.CodeValue = concept.value
    item.CodingSchemeDesignator = concept.scheme
    item.CodeMeaning = meaning or concept.meaning
    return item


def file_bytes(dataset: Dataset) -> bytes:
    """The object as a DICOM file (PS3.10 section 7). The same data set gives the same bytes."""
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _fixed(offset: str) -> timezone | None:
    """``+0130`` as a zone; None where it is none."""
    if len(offset) != 5 or offset[0] not in "+-" or not offset[1:].isdecimal():
        return None
    length = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return timezone(-length if offset[0] == "-" else length)
