"""A signed version's page as DICOM Encapsulated PDF (PS3.3 A.45.1, C.24.2)."""

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, BasicTextSRStorage, EncapsulatedPDFStorage

from apps.reporting.outputs.concepts import IMAGING_REPORT
from apps.reporting.outputs.dicom_header import (
    code_item,
    file_bytes,
    moment_text,
    report_object,
    title_of,
)
from apps.reporting.outputs.source import ReportSource
from apps.reporting.outputs.status import status_of

MEDIA_TYPE = "application/pdf"


def encapsulated_pdf(source: ReportSource, *, pdf: bytes) -> bytes:
    """The DICOM file around ``pdf``, the printed page of the same version. The same version gives the same bytes."""
    dataset = report_object(source, kind="pdf", sop_class_uid=EncapsulatedPDFStorage)
    status = status_of(source.signed.kind)
    # Made by a work station, of text and not of pictures (PS3.3 C.8.6.1).
    dataset.ConversionType = "WSD"
    dataset.AcquisitionDateTime = moment_text(source)
    dataset.BurnedInAnnotation = "YES"
    dataset.RecognizableVisualFeatures = "NO"
    dataset.DocumentTitle = title_of(source)
    dataset.ConceptNameCodeSequence = Sequence([code_item(IMAGING_REPORT)])
    dataset.VerificationFlag = "VERIFIED" if status.verified else "UNVERIFIED"
    dataset.SourceInstanceSequence = Sequence([_structured_report(source)])
    dataset.MIMETypeOfEncapsulatedDocument = MEDIA_TYPE
    dataset.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)
    dataset.EncapsulatedDocumentLength = len(pdf)
    return file_bytes(dataset)


def _structured_report(source: ReportSource) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = UID(BasicTextSRStorage)
    item.ReferencedSOPInstanceUID = UID(source.instance_uid("sr"))
    return item
