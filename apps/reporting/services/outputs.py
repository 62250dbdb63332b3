"""Signed versions leaving in other formats than the page, and filed in the archive beside their images."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.accounts.actors import Actor
from apps.archive.dicom.part10 import content_hash
from apps.archive.services import open_blob
from apps.audit.services import record
from apps.common.errors import NotFound
from apps.common.ids import new_id
from apps.intake.services import ArrivalOutcome, Origin, SpooledObject, receive_object
from apps.reporting.models import ReportVersion
from apps.reporting.outputs.encapsulated_pdf import encapsulated_pdf
from apps.reporting.outputs.fhir_document import fhir_document
from apps.reporting.outputs.key_objects import key_objects
from apps.reporting.outputs.source import ObjectKind, ReportSource
from apps.reporting.outputs.structured_report import structured_report
from apps.reporting.outputs.text import plain_text
from apps.reporting.pdf.document import render_pdf
from apps.reporting.selectors import access_version, filed_object, source_of
from apps.reporting.services.key_image_pictures import pictures_of
from apps.tenancy.models import Site

logger = logging.getLogger(__name__)

RECEIVER = "report"
DICOM_OUTPUTS: Mapping[str, ObjectKind] = {
    "sr": "sr",
    "encapsulated-pdf": "pdf",
    "key-objects": "ko",
}
OUTPUTS: Mapping[str, tuple[str, str]] = {
    "text": ("text/plain; charset=utf-8", "txt"),
    "fhir": ("application/fhir+json", "json"),
    **dict.fromkeys(DICOM_OUTPUTS, ("application/dicom", "dcm")),
}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A version as a file; ``name`` holds no patient's name."""

    content: bytes
    media_type: str
    name: str


def export_version(*, actor: Actor, report_id: UUID, number: int, what: str) -> ReportFile:
    """A signed version in one of ``OUTPUTS``. Raises ``NotFound``, also for key objects of a version without any."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    record(
        actor=actor,
        action="report.exported",
        object_type="report",
        object_id=version.report_id,
        site_id=version.report.study.site_id,
        detail={"study": str(version.report.study_id), "version": number, "format": what},
    )
    return version_file(version, what)


def version_file(version: ReportVersion, what: str, study_id: UUID | None = None) -> ReportFile:
    """A signed version as a file in one of ``OUTPUTS``: what was signed, without what was recorded afterwards.

    ``study_id`` names which of the studies that it is on a DICOM object belongs to; None: the report's own.
    A DICOM object is the archived one where there is one, so that two copies of one SOP Instance never differ. Raises
    ``NotFound`` for key objects where the version has no key image.
    """
    media_type, suffix = OUTPUTS[what]
    name = f"report-{version.report_id}-{version.number}.{suffix}"
    return ReportFile(_content(version, what, study_id), media_type, name)


def file_version(*, actor: Actor, version_id: UUID, study_id: UUID | None = None) -> int:
    """Stores a version's structured report, page and key objects in the archive, each in a series of its own of the
    study: one that it is on, the report's own unless another is named.

    They come through the same door as every object, but count as the practice's own work: the study gets no late
    images by them. Answers how many were new; a second call stores nothing. Raises ``NotFound``.
    """
    version: ReportVersion | None = (
        ReportVersion.objects.select_related("report__study__site").filter(id=version_id).first()
    )
    if version is None:
        raise NotFound("There is no such version.")
    source = source_of(version, study_id)
    missing = [kind for kind in source.kinds if filed_object(version, kind, study_id) is None]
    if not missing:
        return 0
    outcomes = {kind: _store(actor, version, _object(source, kind)) for kind in missing}
    record(
        actor=actor,
        action="report.filed",
        object_type="report",
        object_id=version.report_id,
        site_id=version.report.study.site_id,
        detail={
            "study": str(study_id or version.report.study_id),
            "version": version.number,
            "outcomes": {kind: outcome.value for kind, outcome in outcomes.items()},
        },
    )
    return sum(outcome is ArrivalOutcome.STORED for outcome in outcomes.values())


def _content(version: ReportVersion, what: str, study_id: UUID | None) -> bytes:
    kind = DICOM_OUTPUTS.get(what)
    if kind and (filed := filed_object(version, kind, study_id)):
        with open_blob(filed.blob_key) as blob:
            return blob.read()
    if kind:
        return _object(source_of(version, study_id), kind)
    source = source_of(version)
    if what == "fhir":
        pictures = pictures_of(version.act)
        document = fhir_document(source, pdf=_page(source, pictures), pictures=pictures)
        return json.dumps(document, ensure_ascii=False).encode()
    return plain_text(source).encode()


def _object(source: ReportSource, kind: ObjectKind) -> bytes:
    if kind == "sr":
        return structured_report(source)
    if kind == "pdf":
        return encapsulated_pdf(source, pdf=_page(source, pictures_of(source.signed.act)))
    if not source.key_images:
        raise NotFound("This version has no key images.")
    return key_objects(source)


def _page(source: ReportSource, pictures: Sequence[bytes | None]) -> bytes:
    return render_pdf(source.signed, content_hash=source.content_hash, pictures=pictures)


def _store(actor: Actor, version: ReportVersion, content: bytes) -> ArrivalOutcome:
    site: Site = version.report.study.site
    origin = Origin(actor=actor, site=site, receiver=RECEIVER, own_work=True)
    received = receive_object(origin=origin, spooled=_spool(content))
    if received.outcome not in (ArrivalOutcome.STORED, ArrivalOutcome.DUPLICATE):
        # It waits in quarantine with its reason, where a person decides.
        logger.error("A report object of version %s was set aside: %s", version.id, received.reason)
    return received.outcome


def _spool(content: bytes) -> SpooledObject:
    folder = Path(settings.SPOOL_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{new_id()}.dcm"
    path.write_bytes(content)
    return SpooledObject(path=path, size=len(content), content_hash=content_hash(content))
