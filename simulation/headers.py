"""The parts of a dataset that every study shares: patient, study, series, equipment, file meta."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from simulation.identifiers import make_uid
from simulation.plans import StudyPlan

IMPLEMENTATION_UID = "2.25.301776193484127386514730127365012876541"
IMPLEMENTATION_NAME = "TELEREAD_SIM_1"


@dataclass(frozen=True)
class StudyContext:
    """A plan together with the seed and the moment 'now' it is drawn for."""

    plan: StudyPlan
    seed: int
    now: datetime

    def uid(self, *path: str | int) -> str:
        """A UID of this study, or of something in it."""
        return make_uid(self.seed, self.plan.key, *path)

    @property
    def local_time(self) -> datetime:
        """When the study was made, on the site's clock."""
        offset = self.plan.site.utc_offset
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        zone = timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
        return self.plan.made_at(self.now).astimezone(zone)


@dataclass(frozen=True)
class SeriesDescription:
    """What a series says about itself."""

    number: int
    modality: str
    description: str
    body_part: str
    maker: str
    model: str
    protocol: str
    seconds_after_start: int = 0


def study_template(context: StudyContext) -> Dataset:
    """Patient, General Study, Patient Study and SOP Common attributes (PS3.3 C.7.1, C.7.2)."""
    plan, made = context.plan, context.local_time
    ds = Dataset()
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.InstanceCreationDate = made.strftime("%Y%m%d")
    ds.InstanceCreationTime = made.strftime("%H%M%S")
    ds.StudyDate = made.strftime("%Y%m%d")
    ds.StudyTime = made.strftime("%H%M%S")
    ds.AccessionNumber = plan.accession
    ds.ReferringPhysicianName = plan.physician
    ds.StudyDescription = plan.description
    ds.PatientName = plan.patient.name
    ds.PatientID = plan.patient.patient_id
    ds.PatientBirthDate = plan.patient.birth_date
    ds.PatientSex = plan.patient.sex
    if plan.patient.birth_date:
        ds.PatientAge = age_string(plan.patient.birth_date, made)
    ds.PatientSize = f"{plan.patient.size_metres:.2f}"
    ds.PatientWeight = f"{plan.patient.weight_kilograms:.0f}"
    ds.StudyInstanceUID = context.uid()
    ds.StudyID = plan.accession[-6:]
    ds.AdmittingDiagnosesDescription = plan.indication[:64]
    ds.RequestedProcedureDescription = plan.description[:64]
    ds.ReasonForTheRequestedProcedure = plan.indication[:64]
    if plan.priority:
        ds.RequestedProcedurePriority = plan.priority
    if plan.say_offset:
        ds.TimezoneOffsetFromUTC = plan.site.utc_offset
    ds.InstitutionName = plan.site.institution
    ds.InstitutionAddress = plan.site.address
    return ds


def series_template(context: StudyContext, series: SeriesDescription) -> Dataset:
    """`study_template` with General Series and General Equipment (PS3.3 C.7.3.1, C.7.5.1)."""
    ds = study_template(context)
    begun = context.local_time + timedelta(seconds=series.seconds_after_start)
    ds.SeriesDate = begun.strftime("%Y%m%d")
    ds.SeriesTime = begun.strftime("%H%M%S")
    ds.Modality = series.modality
    ds.Manufacturer = series.maker
    ds.ManufacturerModelName = series.model
    ds.DeviceSerialNumber = f"SIM{context.plan.site.slug.upper()[:10]}"
    ds.SoftwareVersions = "simulation 1"
    ds.StationName = context.plan.site.ae_title
    ds.SeriesDescription = series.description
    ds.ProtocolName = series.protocol
    ds.BodyPartExamined = series.body_part
    ds.SeriesInstanceUID = context.uid("series", series.number)
    ds.SeriesNumber = series.number
    return ds


def place_in_space(ds: Dataset, context: StudyContext, spacing: float, thickness: float) -> None:
    """Frame of Reference and the constant part of Image Plane (PS3.3 C.7.4.1, C.7.6.2)."""
    ds.FrameOfReferenceUID = context.uid("frame of reference")
    ds.PositionReferenceIndicator = ""
    ds.PixelSpacing = [f"{spacing:.6f}", f"{spacing:.6f}"]
    ds.SliceThickness = f"{thickness:.3f}"


def describe_grey_pixels(
    ds: Dataset, pixels: NDArray[Any], *, bits: int, photometric: str = "MONOCHROME2"
) -> None:
    """The Image Pixel module (PS3.3 C.7.6.3) for one grey plane or a stack of them."""
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = photometric
    ds.Rows, ds.Columns = pixels.shape[-2:]
    ds.BitsAllocated = pixels.dtype.itemsize * 8
    ds.BitsStored = bits
    ds.HighBit = bits - 1
    ds.PixelRepresentation = 1 if np.issubdtype(pixels.dtype, np.signedinteger) else 0


def instance(
    template: Dataset,
    context: StudyContext,
    sop_class: str,
    number: int,
    *,
    transfer_syntax: str = ExplicitVRLittleEndian,
    taken: datetime | None = None,
) -> FileDataset:
    """A new instance of the template's series, with its file meta information (PS3.10 7.1).

    The template must not hold anything that differs between instances: its elements are shared.
    """
    uid = context.uid("instance", str(template.SeriesInstanceUID), number)
    meta = FileMetaDataset()
    meta.FileMetaInformationVersion = b"\x00\x01"
    meta.MediaStorageSOPClassUID = UID(sop_class)
    meta.MediaStorageSOPInstanceUID = UID(uid)
    meta.TransferSyntaxUID = UID(transfer_syntax)
    meta.ImplementationClassUID = UID(IMPLEMENTATION_UID)
    meta.ImplementationVersionName = IMPLEMENTATION_NAME
    meta.SourceApplicationEntityTitle = context.plan.site.ae_title
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.update(template)
    ds.SOPClassUID = sop_class
    ds.SOPInstanceUID = uid
    ds.InstanceNumber = number
    moment = taken or context.local_time
    ds.AcquisitionDate = ds.ContentDate = moment.strftime("%Y%m%d")
    ds.AcquisitionTime = ds.ContentTime = moment.strftime("%H%M%S.%f")
    return ds


def age_string(birth_date: str, at: datetime) -> str:
    """Age as an AS value (PS3.5 6.2): months under two years, else years."""
    born = date.fromisoformat(birth_date)
    months = (at.year - born.year) * 12 + at.month - born.month - (at.day < born.day)
    return f"{months:03d}M" if months < 24 else f"{months // 12:03d}Y"
