"""A signed version as DICOM Basic Text SR (PS3.3 A.35.1, content by PS3.16 TID 2000)."""

from collections.abc import Iterator

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import BasicTextSRStorage

from apps.reporting.content import Section
from apps.reporting.key_images.words import KEY_IMAGES_TITLE
from apps.reporting.outputs.characters import fits_long_string, long_string, plain_person_name
from apps.reporting.outputs.concepts import (
    BEST_ILLUSTRATION,
    IMAGING_REPORT,
    KEY_IMAGES,
    concepts_of,
)
from apps.reporting.outputs.content_tree import (
    begin_tree,
    content_item,
    context_items,
    copies_elsewhere,
    image_item,
    request_item,
    study_item,
    text_item,
)
from apps.reporting.outputs.dicom_header import file_bytes, moment_text, report_object
from apps.reporting.outputs.key_objects import of_priors, read_objects
from apps.reporting.outputs.source import FiledInstance, ReportSource, instance_uid, series_uid
from apps.reporting.outputs.status import status_of


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
            copies_elsewhere(source, kind="sr", sop_class_uid=BasicTextSRStorage)
        )
    dataset.ReferencedRequestSequence = Sequence(request_item(study) for study in every)
    evidence = [(study.study_instance_uid, read_objects(source, study)) for study in every]
    if any(instances for _, instances in evidence):
        dataset.CurrentRequestedProcedureEvidenceSequence = Sequence(
            study_item(uid, instances) for uid, instances in evidence if instances
        )
    if priors := of_priors(source):
        dataset.PertinentOtherEvidenceSequence = Sequence(
            study_item(uid, instances) for uid, instances in priors.items()
        )
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
    return study_item(source.study.study_instance_uid, [earlier])


def _add_content(dataset: Dataset, source: ReportSource) -> None:
    begin_tree(dataset, title=IMAGING_REPORT, template="2000")
    dataset.ContentSequence = Sequence(
        [
            *context_items(source),
            *(_section(section) for section in source.written()),
            *_key_images(source),
        ]
    )


def _section(section: Section) -> Dataset:
    """The heading as it was signed where a code's meaning has room for it, else in full as the section's first text."""
    concepts = concepts_of(section["code"])
    title, fits = section["title"], fits_long_string(section["title"])
    container = content_item(
        "CONTAINS", "CONTAINER", concepts.heading, meaning=title if fits else ""
    )
    container.ContinuityOfContent = "SEPARATE"
    texts = [section["body"]] if fits else [title, section["body"]]
    container.ContentSequence = Sequence([text_item(concepts.element, text) for text in texts])
    return container


def _key_images(source: ReportSource) -> Iterator[Dataset]:
    """A heading with the words of each key image, inferred from its frame (PS3.16 TID 2001)."""
    if not source.key_images:
        return
    container = content_item("CONTAINS", "CONTAINER", KEY_IMAGES, meaning=KEY_IMAGES_TITLE)
    container.ContinuityOfContent = "SEPARATE"
    container.ContentSequence = Sequence()
    for one in source.key_images:
        words = text_item(concepts_of("").element, "\n".join(one.lines))
        words.ContentSequence = Sequence(
            [image_item("INFERRED FROM", one.image, BEST_ILLUSTRATION)]
        )
        container.ContentSequence.append(words)
    yield container
