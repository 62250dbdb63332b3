"""Giving signed reports to sites, and noting who opened them."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.delivery.live import tell_site_study_changed
from apps.delivery.models import Delivery, ReportAcknowledgement, ReportOpening
from apps.delivery.selectors import (
    PORTAL,
    TO_ACKNOWLEDGE,
    access_delivery,
    access_site_study,
)
from apps.reporting.identity import covered_study_ids
from apps.reporting.models import ReportVersion
from apps.reporting.services import TAKEN_OVER, picture_at
from apps.worklist.engine.sla import SIGNED, end_milestone
from apps.worklist.selectors.linking import task_on
from apps.worklist.services import note_milestone

# A page that asks again for what it shows is no second opening.
SAME_OPENING = timedelta(minutes=1)
AT_ONCE = 500


def deliver_to_portal(*, actor: Actor, version_id: UUID, study_id: UUID | None = None) -> Delivery:
    """Makes a signed version visible to the site of a study that it is on, the report's own unless another is named; a
    second call finds the first. Raises ``NotFound``.
    """
    version: ReportVersion | None = (
        ReportVersion.objects.select_related("report__study").filter(id=version_id).first()
    )
    if version is None:
        raise NotFound("There is no such version.")
    study = version.report.study
    if study_id and study_id != study.id:
        if study_id not in covered_study_ids(version.identity):
            raise NotFound("The report is not on this study.")
        study = Study.objects.get(id=study_id)
    found: tuple[Delivery, bool] = Delivery.objects.get_or_create(
        version=version, study=study, channel=PORTAL, defaults={"site_id": study.site_id}
    )
    delivery, created = found
    if created:
        _audit(actor, "report.delivered", delivery, number=version.number)
        _note_milestone(actor, delivery, "delivered")
        tell_site_study_changed(study_id=study.id)
    return delivery


def take_over_deliveries(*, actor: Actor, study_ids: Collection[UUID]) -> int:
    """Makes what was signed elsewhere before (``reporting.take_over_reports``) visible to the studies' sites, as of the
    moment of signing; nobody is told. Answers how many versions; a second call adds none.
    """
    versions = ReportVersion.objects.filter(
        report__study_id__in=study_ids, method=TAKEN_OVER, deliveries=None
    ).select_related("report__study")
    rows = [
        Delivery(
            version=version,
            study=version.report.study,
            site_id=version.report.study.site_id,
            channel=PORTAL,
            delivered_at=version.signed_at,
        )
        for version in versions
    ]
    Delivery.objects.bulk_create(rows, batch_size=AT_ONCE)
    record(
        actor=actor,
        action="report.deliveries_taken_over",
        object_type="tenant",
        object_id=actor.tenant_id,
        detail={"deliveries": len(rows)},
    )
    return len(rows)


def view_site_study(*, actor: Actor, study_id: UUID) -> Study:
    """The study's page in the portal. Raises ``NotFound``."""
    actor.require("portal.view")
    study = access_site_study(actor=actor, study_id=study_id)
    record(
        actor=actor,
        action="study.viewed_in_portal",
        object_type="study",
        object_id=study.id,
        site_id=study.site_id,
    )
    return study


def open_site_report(
    *,
    actor: Actor,
    study_id: UUID,
    what: str,
    number: int | None = None,
    version_id: UUID | None = None,
) -> tuple[Study, Delivery]:
    """The study and its latest delivered version that stands, or the one named; notes the opening.

    ``what`` is ``screen``, ``pdf`` or ``file``. Raises ``NotFound``.
    """
    actor.require("portal.view")
    study = access_site_study(actor=actor, study_id=study_id)
    delivery = access_delivery(study=study, number=number, version_id=version_id)
    _note_opening(actor, delivery, what)
    _audit(actor, f"report.opened_{what}", delivery, number=delivery.version.number)
    return study, delivery


def open_site_key_image(
    *,
    actor: Actor,
    study_id: UUID,
    place: int,
    number: int | None = None,
    version_id: UUID | None = None,
) -> bytes:
    """A key image of a delivered version as JPEG, by its place from 1; it comes with the report, and is no second
    opening. Raises ``NotFound``, ``KeyImageUnreadable``.
    """
    actor.require("portal.view")
    study = access_site_study(actor=actor, study_id=study_id)
    delivery = access_delivery(study=study, number=number, version_id=version_id)
    picture = picture_at(delivery.version.act, place)
    _audit(actor, "report.key_image_viewed", delivery, number=delivery.version.number)
    return picture


def acknowledge_version(*, actor: Actor, study_id: UUID, version_id: UUID) -> Delivery:
    """The site says that it knows of an addendum, a correction or a withdrawal; again, it changes nothing.

    Raises ``NotFound``, ``Unprocessable`` for a version that asks for no word.
    """
    actor.require("report.acknowledge")
    study = access_site_study(actor=actor, study_id=study_id)
    delivery = access_delivery(study=study, version_id=version_id)
    if delivery.version.kind not in TO_ACKNOWLEDGE:
        raise Unprocessable(
            "Only an addendum, a correction or a withdrawal is acknowledged.",
            code="nothing_to_acknowledge",
        )
    made: tuple[ReportAcknowledgement, bool] = ReportAcknowledgement.objects.get_or_create(
        delivery=delivery, defaults={"user_id": actor.require_user(), "name": actor.name}
    )
    if made[1]:
        _audit(actor, "report.acknowledged", delivery, number=delivery.version.number)
        tell_site_study_changed(study_id=study.id)
    return access_delivery(study=study, version_id=version_id)


def _note_opening(actor: Actor, delivery: Delivery, what: str) -> None:
    recent = ReportOpening.objects.filter(
        delivery=delivery, user_id=actor.user_id, what=what, opened_at__gt=now() - SAME_OPENING
    )
    if recent.exists():
        return
    ReportOpening.objects.create(
        delivery=delivery,
        user_id=actor.user_id,
        name=actor.name,
        what=what,
        by_site=actor.site_ids is not None,
    )
    if actor.site_ids is not None:
        _note_milestone(actor, delivery, "acknowledged")
    tell_site_study_changed(study_id=delivery.study_id)


def _note_milestone(actor: Actor, delivery: Delivery, name: str) -> None:
    """The task's own report has reached the site; somebody there has opened it.

    What is preliminary and will be followed by the task's final version is not yet the report that was promised.
    """
    version, report = delivery.version, delivery.version.report
    if end_milestone(SIGNED, report.reading_task.read_type) != version.kind:
        return
    task = task_on(report.reading_task, delivery.study_id)
    if task:
        note_milestone(actor=actor, study_id=delivery.study_id, task_id=task.id, name=name)


def _audit(actor: Actor, action: str, delivery: Delivery, *, number: int) -> None:
    record(
        actor=actor,
        action=action,
        object_type="report",
        object_id=delivery.version.report_id,
        site_id=delivery.site_id,
        detail={
            "study": str(delivery.study_id),
            "version": number,
            "channel": delivery.channel,
        },
    )
