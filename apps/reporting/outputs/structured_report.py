"""A signed version as DICOM Basic Text SR (PS3.3 A.35.1, content by PS3.16 TID 2000)."""

from collections.abc import Iterable
from itertools import groupby

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, BasicTextSRStorage

from apps.reporting.content import Section
from apps.reporting.outputs.characters import fits_long_string, long_string, plain_person_name
from apps.reporting.outputs.concepts import (
    IMAGING_REPORT,
    LANGUAGE,
    OBSERVER_NAME,
    OBSERVER_TYPE,
    PERSON,
    Concept,
    concepts_of,
    language_concept,
)
from apps.reporting.outputs.dicom_header import (
    code_item,
    file_bytes,
    moment_text,
    report_object,
)
from apps.reporting.outputs.source import (
    FiledInstance,
    FiledStudy,
    ReportSource,
    instance_uid,
    series_uid,
)
from apps.reporting.outputs.status import status_of
from apps.reporting.pdf.script import language


def structured_report(source: ReportSource) -> bytes:
    """The DICOM file. The same version gives the same bytes."""
    dataset = report_object(source, kind="sr", sop_class_uid=BasicTextSRStorage)
    status = status_of(source.signed.kind)
    dataset.ReferencedPerformedProcedureStepSequence = Sequence()
    dataset.PerformedProcedureCodeSequence = Sequence()
    dataset.PreliminaryFlag = "PRELIMINARY" if status.preliminary else "FINAL"
    dataset.CompletionFlag = "COMPLETE" if status.complete else "PARTIAL"
    dataset.VerificationFlag = "VERIFIED" if status.verified else "UNVERIFIED"
    dataset.AuthorObserverSequence = Sequence([_author(source)])
    if status.verified:
        dataset.VerifyingObserverSequence = Sequence([_verifier(source)])
    if source.earlier_version_id:
        dataset.PredecessorDocumentsSequence = Sequence([_predecessor(source)])
    every = (source.study, *source.others)
    if source.others:
        dataset.IdenticalDocumentsSequence = Sequence(
            [_copy_under(source, study) for study in source.others]
        )
    dataset.ReferencedRequestSequence = Sequence([_request(study) for study in every])
    if evidence := [_study_item(study, study.instances) for study in every if study.instances]:
        dataset.CurrentRequestedProcedureEvidenceSequence = Sequence(evidence)
    _add_content(dataset, source)
    return file_bytes(dataset)


def _author(source: ReportSource) -> Dataset:
    item = Dataset()
    item.ObserverType = "PSN"
    item.PersonName = plain_person_name(source.signed.signer_name)
    item.PersonIdentificationCodeSequence = Sequence()
    item.InstitutionName = _practice(source)
    item.InstitutionCodeSequence = Sequence()
    return item


def _verifier(source: ReportSource) -> Dataset:
    item = Dataset()
    item.VerifyingObserverName = plain_person_name(source.signed.signer_name)
    item.VerifyingObserverIdentificationCodeSequence = Sequence()
    item.VerifyingOrganization = _practice(source)
    item.VerificationDateTime = moment_text(source)
    return item


def _practice(source: ReportSource) -> str:
    return long_string(source.signed.identity["practice"]["name"])


def _predecessor(source: ReportSource) -> Dataset:
    assert source.earlier_version_id is not None
    earlier = FiledInstance(
        series_uid(source.signed.report_id, "sr", source.copy),
        BasicTextSRStorage,
        instance_uid(source.earlier_version_id, "sr", source.copy),
    )
    return _study_item(source.study, [earlier])


def _copy_under(source: ReportSource, study: FiledStudy) -> Dataset:
    """The same document in another study that it is on (PS3.3 C.17.2, Identical Documents Sequence)."""
    own = study.study_instance_uid == source.signed.identity["study"]["study_instance_uid"]
    copy = "" if own else study.study_instance_uid
    same = FiledInstance(
        series_uid(source.signed.report_id, "sr", copy),
        BasicTextSRStorage,
        instance_uid(source.version_id, "sr", copy),
    )
    return _study_item(study, [same])


def _study_item(study: FiledStudy, instances: Iterable[FiledInstance]) -> Dataset:
    """Hierarchical SOP Instance Reference (PS3.3 C.17.2.1)."""
    item = Dataset()
    item.StudyInstanceUID = UID(study.study_instance_uid)
    item.ReferencedSeriesSequence = Sequence()
    by_series = sorted(
        instances, key=lambda one: (one.series_instance_uid, _numbers(one.sop_instance_uid))
    )
    for uid, members in groupby(by_series, key=lambda one: one.series_instance_uid):
        series = Dataset()
        series.SeriesInstanceUID = UID(uid)
        series.ReferencedSOPSequence = Sequence([_sop_item(member) for member in members])
        item.ReferencedSeriesSequence.append(series)
    return item


def _sop_item(instance: FiledInstance) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = UID(instance.sop_class_uid)
    item.ReferencedSOPInstanceUID = UID(instance.sop_instance_uid)
    return item


def _numbers(uid: str) -> list[int]:
    return [int(part) for part in uid.split(".") if part.isdecimal()]


def _request(study: FiledStudy) -> Dataset:
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


def _add_content(dataset: Dataset, source: ReportSource) -> None:
    """The root of the tree is the data set itself (PS3.3 C.17.3)."""
    dataset.ValueType = "CONTAINER"
    dataset.ConceptNameCodeSequence = Sequence([code_item(IMAGING_REPORT)])
    dataset.ContinuityOfContent = "SEPARATE"
    template = Dataset()
    template.MappingResource = "DCMR"
    template.TemplateIdentifier = "2000"
    dataset.ContentTemplateSequence = Sequence([template])
    tag = language(source.text_of_sections)
    observer = _item("HAS OBS CONTEXT", "PNAME", OBSERVER_NAME)
    observer.PersonName = plain_person_name(source.signed.signer_name)
    dataset.ContentSequence = Sequence(
        [
            _coded("HAS CONCEPT MOD", LANGUAGE, language_concept(tag)),
            _coded("HAS OBS CONTEXT", OBSERVER_TYPE, PERSON),
            observer,
            *(_section(section) for section in source.written()),
        ]
    )


def _section(section: Section) -> Dataset:
    """The heading as it was signed where a code's meaning has room for it, else in full as the section's first text."""
    concepts = concepts_of(section["code"])
    title, fits = section["title"], fits_long_string(section["title"])
    container = _item("CONTAINS", "CONTAINER", concepts.heading, meaning=title if fits else "")
    container.ContinuityOfContent = "SEPARATE"
    texts = [section["body"]] if fits else [title, section["body"]]
    container.ContentSequence = Sequence([_text(concepts.element, text) for text in texts])
    return container


def _text(concept: Concept, text: str) -> Dataset:
    item = _item("CONTAINS", "TEXT", concept)
    # A line ends with CR LF in DICOM text (PS3.5 6.1.3).
    item.TextValue = text.replace("\n", "\r\n")
    return item


def _coded(relationship: str, name: Concept, value: Concept) -> Dataset:
    item = _item(relationship, "CODE", name)
    item.ConceptCodeSequence = Sequence([code_item(value)])
    return item


def _item(relationship: str, value_type: str, name: Concept, *, meaning: str = "") -> Dataset:
    item = Dataset()
    item.RelationshipType = relationship
    item.ValueType = value_type
    item.ConceptNameCodeSequence = Sequence([code_item(name, meaning=meaning)])
    return item
