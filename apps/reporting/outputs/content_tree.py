"""What the trees of a report's DICOM objects are made of (PS3.3 C.17.2, C.17.3, C.18)."""

from collections.abc import Iterable
from itertools import groupby

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID

from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.outputs.characters import long_string, plain_person_name
from apps.reporting.outputs.concepts import (
    LANGUAGE,
    OBSERVER_NAME,
    OBSERVER_TYPE,
    PERSON,
    Concept,
    language_concept,
)
from apps.reporting.outputs.dicom_header import code_item
from apps.reporting.outputs.source import (
    FiledInstance,
    FiledStudy,
    ObjectKind,
    ReportSource,
    instance_uid,
    series_uid,
)
from apps.reporting.pdf.script import language


def begin_tree(dataset: Dataset, *, title: Concept, template: str) -> None:
    """The root of the tree is the data set itself (PS3.3 C.17.3); ``template`` is a TID of PS3.16."""
    dataset.ValueType = "CONTAINER"
    dataset.ConceptNameCodeSequence = Sequence([code_item(title)])
    dataset.ContinuityOfContent = "SEPARATE"
    used = Dataset()
    used.MappingResource = "DCMR"
    used.TemplateIdentifier = template
    dataset.ContentTemplateSequence = Sequence([used])


def context_items(source: ReportSource) -> list[Dataset]:
    """The language of the document and who made it (PS3.16 TID 1204, TID 1003)."""
    tag = language(source.text_of_sections)
    observer = content_item("HAS OBS CONTEXT", "PNAME", OBSERVER_NAME)
    observer.PersonName = plain_person_name(source.signed.signer_name)
    return [
        coded_item("HAS CONCEPT MOD", LANGUAGE, language_concept(tag)),
        coded_item("HAS OBS CONTEXT", OBSERVER_TYPE, PERSON),
        observer,
    ]


def content_item(
    relationship: str, value_type: str, name: Concept | None, *, meaning: str = ""
) -> Dataset:
    """An item of a content sequence; the caller adds its value."""
    item = Dataset()
    item.RelationshipType = relationship
    item.ValueType = value_type
    if name:
        item.ConceptNameCodeSequence = Sequence([code_item(name, meaning=meaning)])
    return item


def coded_item(relationship: str, name: Concept, value: Concept) -> Dataset:
    item = content_item(relationship, "CODE", name)
    item.ConceptCodeSequence = Sequence([code_item(value)])
    return item


def text_item(concept: Concept, text: str) -> Dataset:
    item = content_item("CONTAINS", "TEXT", concept)
    # A line ends with CR LF in DICOM text (PS3.5 6.1.3).
    item.TextValue = text.replace("\n", "\r\n")
    return item


def image_item(relationship: str, image: KeyImage, purpose: Concept | None = None) -> Dataset:
    """A reference to the image, and to its frame where the object holds several (PS3.3 C.18.4)."""
    item = content_item(relationship, "IMAGE", purpose)
    referenced = _sop_item(image["sop_class_uid"], image["sop_instance_uid"])
    if image["frames"] > 1:
        referenced.ReferencedFrameNumber = image["frame"]
    item.ReferencedSOPSequence = Sequence([referenced])
    return item


def study_item(study_instance_uid: str, instances: Iterable[FiledInstance]) -> Dataset:
    """Hierarchical SOP Instance Reference (PS3.3 C.17.2.1)."""
    item = Dataset()
    item.StudyInstanceUID = UID(study_instance_uid)
    item.ReferencedSeriesSequence = Sequence()
    by_series = sorted(
        instances, key=lambda one: (one.series_instance_uid, _numbers(one.sop_instance_uid))
    )
    for uid, members in groupby(by_series, key=lambda one: one.series_instance_uid):
        series = Dataset()
        series.SeriesInstanceUID = UID(uid)
        series.ReferencedSOPSequence = Sequence(
            _sop_item(member.sop_class_uid, member.sop_instance_uid) for member in members
        )
        item.ReferencedSeriesSequence.append(series)
    return item


def request_item(study: FiledStudy) -> Dataset:
    """The request that the report answers (PS3.3 Table C.17-2); what the site did not send is empty."""
    item = Dataset()
    item.StudyInstanceUID = UID(study.study_instance_uid)
    item.ReferencedStudySequence = Sequence()
    item.AccessionNumber = study.accession_number
    item.PlacerOrderNumberImagingServiceRequest = ""
    item.FillerOrderNumberImagingServiceRequest = ""
    item.RequestedProcedureID = ""
    item.RequestedProcedureDescription = long_string(study.description)
    item.RequestedProcedureCodeSequence = Sequence()
    return item


def copies_elsewhere(
    source: ReportSource, *, kind: ObjectKind, sop_class_uid: str
) -> list[Dataset]:
    """The same document in the other studies that it is on (PS3.3 C.17.2, Identical Documents Sequence)."""
    return [_copy_under(source, study, kind, sop_class_uid) for study in source.others]


def _copy_under(
    source: ReportSource, study: FiledStudy, kind: ObjectKind, sop_class_uid: str
) -> Dataset:
    own = study.study_instance_uid == source.signed.identity["study"]["study_instance_uid"]
    copy = "" if own else study.study_instance_uid
    same = FiledInstance(
        series_uid(source.signed.report_id, kind, copy),
        sop_class_uid,
        instance_uid(source.version_id, kind, copy),
    )
    return study_item(study.study_instance_uid, [same])


def _sop_item(sop_class_uid: str, sop_instance_uid: str) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = UID(sop_class_uid)
    item.ReferencedSOPInstanceUID = UID(sop_instance_uid)
    return item


def _numbers(uid: str) -> list[int]:
    return [int(part) for part in uid.split(".") if part.isdecimal()]
