"""Studies with pictures in them, and frames of them to point at."""

from typing import Any

from pydicom.dataset import Dataset
from pydicom.uid import UltrasoundMultiFrameImageStorage

from apps.accounts.actors import Actor
from apps.archive.models import Instance, Study
from apps.archive.services import complete_study
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.models import Report
from tests.apps.reporting.scenes import Reading, text
from tests.factories import Practice
from tests.objects import Sender, make_object
from tests.studies import make_task

LENGTH = {"kind": "length", "points": [[1.5, 2], [6, 2.25]], "text": "4.5 mm"}


def read_study(practice: Practice, **attributes: Any) -> Reading:
    """A study that came over DICOM, complete and on the worklist."""
    study = sent_study(practice, make_object(**attributes))
    with tenant_context(practice.tenant_id):
        complete_study(actor=Actor.system(practice.tenant_id, "test"), study_id=study.id)
        study.refresh_from_db()
    return Reading(practice, study, make_task(practice, study))


def sent_study(practice: Practice, dataset: Dataset) -> Study:
    received = Sender(practice, practice.site_a).send(dataset)
    with tenant_context(practice.tenant_id):
        study: Study = Study.objects.get(study_instance_uid=received.study_instance_uid)
    return study


def colour_clip(**attributes: Any) -> Dataset:
    """Three frames of ultrasound in colour, each pixel twice as tall as it is wide."""
    return make_object(**clip_attributes(), **attributes)


def clip_attributes() -> dict[str, Any]:
    return {
        "SOPClassUID": UltrasoundMultiFrameImageStorage,
        "Modality": "US",
        "NumberOfFrames": 3,
        "SamplesPerPixel": 3,
        "PlanarConfiguration": 0,
        "PhotometricInterpretation": "RGB",
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        "PixelAspectRatio": [2, 1],
        "PixelData": bytes(range(192)) * 3,
    }


def view(study: Study, **said: Any) -> dict[str, Any]:
    """The first object of a study, as a client points at its first frame."""
    assert study.tenant_id is not None
    with tenant_context(study.tenant_id):
        instance = Instance.objects.select_related("series").filter(study=study).order_by("id")[0]
    return {
        "key": str(new_id()),
        "study_instance_uid": study.study_instance_uid,
        "series_instance_uid": instance.series.series_instance_uid,
        "sop_instance_uid": instance.sop_instance_uid,
        "frame": 1,
        "window_center": 40.0,
        "window_width": 400.0,
        "inverted": False,
        "rotation": 0,
        "flipped": False,
        "caption": "",
        "marks": [],
        **said,
    }


def save_images(reading: Reading, report: Report, *views: dict[str, Any]) -> Report:
    """Saves the draft with these key images."""
    with tenant_context(reading.practice.tenant_id):
        return services.save_draft(
            actor=reading.practice.actor(reading.reader),
            report_id=report.id,
            revision=report.draft_revision,
            sections=text(),
            key_images=views,
        )


def signed_with(reading: Reading, *views: dict[str, Any], kind: str = "final") -> Report:
    reading.claim()
    report = save_images(reading, reading.report(), *views)
    return reading.sign(report.id, kind, revision=report.draft_revision)
