"""What a site may see: its own studies, how far they are, and the versions delivered to it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.states import StudyState
from apps.common.errors import NotFound
from apps.delivery.models import Delivery, ReportAcknowledgement, ReportOpening
from apps.delivery.timeline import (
    Acknowledgement,
    Confirmed,
    DeliveredVersion,
    Entry,
    Opening,
    ReadingSpell,
    site_timeline,
)
from apps.reporting.states import ReportState
from apps.worklist.models import Claim, MessageMark, ReadingTask, StudyConfirmation
from apps.worklist.selectors import OPEN_STATES
from apps.worklist.states import ConfirmationState, TaskState

STATUSES = (
    *("receiving", "to_confirm", "complete", "reading", "wet_read", "preliminary"),
    *("final", "addended", "corrected", "withdrawn"),
)
PORTAL = "portal"
# What the site has changes with these: it has to know, and to say that it does.
TO_ACKNOWLEDGE = ("addendum", "correction", "withdrawal")
# With these the study has its report, and no other one is expected.
OF_RECORD = ("final", "addendum", "correction")
STATUS_OF_KIND = {"addendum": "addended", "correction": "corrected", "withdrawal": "withdrawn"}


@dataclass(frozen=True, slots=True)
class SiteStudyFilter:
    """What the portal's list is narrowed to; an empty collection narrows nothing."""

    sites: Collection[str] = ()
    statuses: Collection[str] = ()
    search: str = ""


def site_studies(*, actor: Actor, narrowed: SiteStudyFilter) -> QuerySet[Study]:
    """The studies of the actor's sites, the latest arrival first.

    Annotated: ``portal_status`` (one of ``STATUSES``), ``portal_priority``, ``expected_at`` (None once the final
    report is there, and while it is on hold), ``held_since`` with ``hold_code`` and ``hold_reason`` (None where it is
    not), ``delivery_id`` (the latest delivered version that stands), ``unacknowledged`` (whether an addendum, a
    correction or a withdrawal waits for the site's word), ``unread_messages`` (that the practice wrote and nobody of
    the site has read).
    """
    studies: QuerySet[Study] = Study.objects.select_related("patient", "site")
    if actor.site_ids is not None:
        studies = studies.filter(site_id__in=actor.site_ids)
    studies = _with_progress(studies).filter(_conditions(narrowed))
    return studies.order_by("-first_image_at", "-id")


def _with_progress(studies: QuerySet[Study]) -> QuerySet[Study]:
    reads = ReadingTask.objects.filter(study_id=OuterRef("pk"))
    task = reads.filter(parent=None).exclude(state=TaskState.CANCELED).order_by("-received_at")
    # Of a study that is read in parts, it is a part that is read or waits.
    held = reads.filter(state__in=OPEN_STATES, held_at__isnull=False).order_by("held_at")
    delivered = standing_first(
        Delivery.objects.filter(
            study_id=OuterRef("pk"), site_id=OuterRef("site_id"), channel=PORTAL
        )
    )
    unconfirmed = StudyConfirmation.objects.filter(
        study_id=OuterRef("pk"), state=ConfirmationState.WAITING
    )
    unread = MessageMark.objects.filter(study_id=OuterRef("pk"), of_site=True)
    return studies.annotate(
        unread_messages=Coalesce(Subquery(unread.values("unread")[:1]), 0),
        is_read_now=Exists(reads.filter(state=TaskState.IN_PROGRESS)),
        task_due_at=Subquery(task.values("due_at")[:1]),
        hold_code=Subquery(held.values("hold_code")[:1]),
        hold_reason=Subquery(held.values("hold_reason")[:1]),
        held_since=Subquery(held.values("held_at")[:1]),
        portal_priority=Coalesce(Subquery(task.values("priority")[:1]), F("priority")),
        delivery_id=Subquery(delivered.values("id")[:1]),
        delivered_kind=Subquery(delivered.values("version__kind")[:1]),
        unacknowledged=Exists(waiting_for_word().filter(study_id=OuterRef("pk"))),
    ).annotate(
        portal_status=Case(
            *(
                When(delivered_kind=kind, then=Value(status))
                for kind, status in STATUS_OF_KIND.items()
            ),
            When(delivered_kind__isnull=False, then=F("delivered_kind")),
            When(state=StudyState.RECEIVING, then=Value("receiving")),
            When(Exists(unconfirmed), then=Value("to_confirm")),
            When(is_read_now=True, then=Value("reading")),
            default=Value("complete"),
            output_field=CharField(),
        ),
        expected_at=Case(
            When(delivered_kind__in=OF_RECORD, then=Value(None)),
            When(held_since__isnull=False, then=Value(None)),
            default=F("task_due_at"),
        ),
    )


def standing_first(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """The latest signed first, but what belongs to a withdrawn report only after all that stands."""
    withdrawn = Case(
        When(version__report__state=ReportState.WITHDRAWN, then=Value(1)), default=Value(0)
    )
    return deliveries.order_by(withdrawn, "-version__signed_at", "-version__number")


def waiting_for_word() -> QuerySet[Delivery]:
    """Deliveries that a site has to acknowledge and has not, oldest first."""
    found: QuerySet[Delivery] = (
        Delivery.objects.filter(
            channel=PORTAL, version__kind__in=TO_ACKNOWLEDGE, acknowledgements=None
        )
        .select_related("version")
        .order_by("version__signed_at")
    )
    return found


def _conditions(narrowed: SiteStudyFilter) -> Q:
    conditions = Q()
    if narrowed.sites:
        conditions &= Q(site__slug__in=narrowed.sites)
    if narrowed.statuses:
        conditions &= Q(portal_status__in=narrowed.statuses)
    for word in narrowed.search.split()[:5]:
        conditions &= (
            Q(patient__display_name__icontains=word)
            | Q(patient__patient_id__istartswith=word)
            | Q(accession_number__istartswith=word)
            | Q(description__icontains=word)
        )
    return conditions


def access_site_study(*, actor: Actor, study_id: UUID) -> Study:
    """One study as ``site_studies`` gives it; raises ``NotFound`` for any other tenant's or site's."""
    study = site_studies(actor=actor, narrowed=SiteStudyFilter()).filter(id=study_id).first()
    if study is None:
        raise NotFound("There is no such study.")
    return study


def latest_delivery_id(study: Study) -> UUID | None:
    """The latest version delivered, of a study that ``site_studies`` gave."""
    found: UUID | None = vars(study)["delivery_id"]
    return found


def was_opened(delivery: Delivery) -> bool:
    """Whether somebody of the site opened a delivery that ``deliveries_with_openings`` gave."""
    return bool(vars(delivery)["opened"])


def deliveries_with_openings(studies: Iterable[Study]) -> dict[UUID, Delivery]:
    """The latest deliveries of these studies by id, with version and openings; one query."""
    delivery_ids = {latest_delivery_id(study) for study in studies} - {None}
    opened = ReportOpening.objects.filter(delivery_id=OuterRef("pk"), by_site=True)
    found: QuerySet[Delivery] = (
        Delivery.objects.filter(id__in=delivery_ids)
        .select_related("version")
        .annotate(opened=Exists(opened))
    )
    return {delivery.id: delivery for delivery in found}


def deliveries_of(study: Study) -> QuerySet[Delivery]:
    """The versions delivered to the study's own site, oldest first."""
    found: QuerySet[Delivery] = (
        Delivery.objects.filter(study=study, site_id=study.site_id, channel=PORTAL)
        .select_related("version__report__reading_task")
        .prefetch_related("acknowledgements")
        .order_by("version__signed_at", "version__number")
    )
    return found


def deliveries_of_report(*, report_id: UUID) -> QuerySet[Delivery]:
    """Where each version of a report went for which study, who opened it first, and who confirmed it; oldest first.

    Annotated: ``opened_at`` and ``opened_by`` (None until somebody of the site opened it).
    """
    opened = ReportOpening.objects.filter(delivery_id=OuterRef("pk"), by_site=True).order_by(
        "opened_at"
    )
    found: QuerySet[Delivery] = (
        Delivery.objects.filter(version__report_id=report_id)
        .select_related("version", "site", "study")
        .prefetch_related("acknowledgements")
        .annotate(
            opened_at=Subquery(opened.values("opened_at")[:1]),
            opened_by=Subquery(opened.values("name")[:1]),
        )
        .order_by("version__number", "study__study_at", "delivered_at", "id")
    )
    return found


def access_delivery(
    *, study: Study, number: int | None = None, version_id: UUID | None = None
) -> Delivery:
    """The delivery of one version, or of the latest that stands; raises ``NotFound``.

    Several reads of a study number their versions each from 1: among these ``number`` means the latest.
    """
    found = deliveries_of(study)
    if version_id is not None:
        delivery = found.filter(version_id=version_id).first()
    elif number is not None:
        delivery = found.filter(version__number=number).last()
    else:
        delivery = standing_first(found).first()
    if delivery is None:
        raise NotFound(
            "There is no report yet. The study's page shows when it is expected.",
            code="no_report",
        )
    return delivery


def openings_of(study: Study) -> QuerySet[ReportOpening]:
    """Who opened the study's reports, oldest first."""
    found: QuerySet[ReportOpening] = ReportOpening.objects.filter(delivery__study=study).order_by(
        "opened_at", "id"
    )
    return found


def timeline_of(study: Study, openings: Iterable[ReportOpening]) -> list[Entry]:
    """The study's way, oldest first; five queries."""
    claims: QuerySet[Claim] = Claim.objects.filter(task__study=study).select_related("reader")
    return site_timeline(
        first_image_at=study.first_image_at,
        completed_at=study.completed_at,
        confirmed=_confirmed(study),
        spells=[
            ReadingSpell(claim.reader.name, claim.claimed_at, claim.ended_at, claim.end_reason)
            for claim in claims
        ],
        versions=[_delivered(delivery) for delivery in deliveries_of(study)],
        openings=[Opening(one.name, one.what, one.opened_at) for one in openings],
        acknowledgements=[
            Acknowledgement(one.name, one.delivery.version.number, one.acknowledged_at)
            for one in _acknowledgements_of(study)
        ],
    )


def _acknowledgements_of(study: Study) -> QuerySet[ReportAcknowledgement]:
    found: QuerySet[ReportAcknowledgement] = ReportAcknowledgement.objects.filter(
        delivery__study=study
    ).select_related("delivery__version")
    return found


def _confirmed(study: Study) -> Confirmed | None:
    found: StudyConfirmation | None = (
        StudyConfirmation.objects.select_related("settled_by")
        .filter(study=study, state=ConfirmationState.CONFIRMED)
        .first()
    )
    if found is None or found.settled_at is None:
        return None
    by = found.settled_by.name if found.settled_by else None
    return Confirmed(found.settled_at, by, found.confirmed_by)


def _delivered(delivery: Delivery) -> DeliveredVersion:
    version = delivery.version
    return DeliveredVersion(
        number=version.number,
        kind=version.kind,
        signer=version.signer_name,
        signed_at=version.signed_at,
        delivered_at=delivery.delivered_at,
    )
