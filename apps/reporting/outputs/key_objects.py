"""A version's key images as DICOM Key Object Selection (PS3.3 A.35.4, content by PS3.16 TID 2010)."""

from collections.abc import Sequence as Several

from pydicom.sequence import Sequence
from pydicom.uid import KeyObjectSelectionDocumentStorage

from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.outputs.concepts import FOR_REPORT_ATTACHMENT, KEY_OBJECT_DESCRIPTION
from apps.reporting.outputs.content_tree import (
    begin_tree,
    context_items,
    copies_elsewhere,
    image_item,
    request_item,
    study_item,
    text_item,
)
from apps.reporting.outputs.dicom_header import file_bytes, report_object
from apps.reporting.outputs.source import FiledInstance, FiledStudy, ReportSource


def key_objects(source: ReportSource) -> bytes:
    """The DICOM file, titled For Report Attachment (CID 7010). The same version gives the same bytes.

    The evidence names every frame's object under its own study, priors too; the version has at least one key image.
    """
    dataset = report_object(source, kind="ko", sop_class_uid=KeyObjectSelectionDocumentStorage)
    dataset.ReferencedPerformedProcedureStepSequence = Sequence()
    dataset.ReferencedRequestSequence = Sequence(
        request_item(study) for study in (source.study, *source.others)
    )
    if source.others:
        dataset.IdenticalDocumentsSequence = Sequence(
            copies_elsewhere(source, kind="ko", sop_class_uid=KeyObjectSelectionDocumentStorage)
        )
    dataset.CurrentRequestedProcedureEvidenceSequence = Sequence(
        study_item(uid, instances) for uid, instances in _by_study(source).items()
    )
    begin_tree(dataset, title=FOR_REPORT_ATTACHMENT, template="2010")
    words = "\n".join(line for one in source.key_images for line in one.lines)
    dataset.ContentSequence = Sequence(
        [
            *context_items(source),
            text_item(KEY_OBJECT_DESCRIPTION, words),
            *(image_item("CONTAINS", one.image) for one in source.key_images),
        ]
    )
    return file_bytes(dataset)


def read_objects(source: ReportSource, study: FiledStudy) -> list[FiledInstance]:
    """What the report was made from in one of its studies: all that had arrived, and what its key images show."""
    shown = _by_study(source).get(study.study_instance_uid, [])
    return list(dict.fromkeys([*study.instances, *shown]))


def of_priors(source: ReportSource) -> dict[str, Several[FiledInstance]]:
    """By Study Instance UID, the objects that key images show of studies that the report is not on."""
    on = {study.study_instance_uid for study in (source.study, *source.others)}
    return {uid: found for uid, found in _by_study(source).items() if uid not in on}


def _by_study(source: ReportSource) -> dict[str, Several[FiledInstance]]:
    """Each object once, the report's own study first."""
    own = source.study.study_instance_uid
    images = sorted((one.image for one in source.key_images), key=lambda one: _is_other(one, own))
    found: dict[str, dict[FiledInstance, None]] = {}
    for image in images:
        found.setdefault(image["study_instance_uid"], {})[_instance(image)] = None
    return {uid: list(instances) for uid, instances in found.items()}


def _is_other(image: KeyImage, own: str) -> bool:
    return image["study_instance_uid"] != own


def _instance(image: KeyImage) -> FiledInstance:
    return FiledInstance(
        image["series_instance_uid"], image["sop_class_uid"], image["sop_instance_uid"]
    )
