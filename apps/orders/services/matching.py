"""Bringing orders and studies together by machine."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.dicom.identity import normalise_sex
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.errors import NotFound
from apps.common.outbox import publish
from apps.common.states import advance
from apps.orders.events import OrderChanged, OrderMatched
from apps.orders.matching import EARLIEST, LATEST, Doubt, Found, Link, Wanted, compare, settle
from apps.orders.models import Order, OrderLink
from apps.orders.services.locks import lock_matching
from apps.orders.states import ORDER_TRANSITIONS, OrderState

WAITING = (OrderState.PLACED, OrderState.UNMATCHED)
MOST = 50
# Taken apart by a person and waiting for one.
UNLINKED = "unlinked"


def match_study(*, actor: Actor, study_id: UUID) -> None:
    """Looks for the order of a study that has none. Harmless when repeated. Raises ``NotFound``."""
    study: Study | None = Study.objects.select_related("patient").filter(id=study_id).first()
    if study is None or not actor.may_enter_site(study.site_id):
        raise NotFound("There is no such study.")
    lock_matching(study.site_id)
    if not Order.objects.filter(study_id=study.id).exists():
        _settle_all(actor, list(_orders_near([study])))


def match_order(*, actor: Actor, order_id: UUID) -> None:
    """Looks for the study of an order that waits, and settles what it makes doubtful or clear for its neighbours."""
    order: Order | None = Order.objects.filter(id=order_id).first()
    if order is None or not actor.may_enter_site(order.site_id):
        raise NotFound("There is no such order.")
    lock_matching(order.site_id)
    near = {order.id: order}
    near.update({one.id: one for one in _orders_near(_studies_near(order))})
    _settle_all(actor, near.values())


def settle_neighbours(*, actor: Actor, study_id: UUID) -> None:
    """After a study was taken or set free: orders that were waiting beside it may be clear now."""
    studies = list(Study.objects.select_related("patient").filter(id=study_id))
    _settle_all(actor, list(_orders_near(studies)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A study that may be the order's, for a person to judge."""

    study: Study
    score: int
    contradictions: tuple[str, ...]


def candidates(order: Order) -> list[Candidate]:
    """The studies without an order that share something with this one, the best first."""
    judged = [(study, compare(as_wanted(order), as_found(study))) for study in _studies_near(order)]
    found = [Candidate(study, fit.score, fit.contradictions) for study, fit in judged]
    return sorted(found, key=lambda one: (len(one.contradictions), -one.score))


def _settle_all(actor: Actor, orders: Iterable[Order]) -> None:
    """Again after each round with a link: a rival that is gone may leave one possibility."""
    waiting = [order for order in orders if order.state in WAITING]
    while any(_settle_one(actor, order) for order in sorted(waiting, key=lambda one: one.id)):
        waiting = [order for order in waiting if order.state in WAITING]


def _settle_one(actor: Actor, order: Order) -> bool:
    studies = _studies_near(order)
    orders = {one.id: one for one in _orders_near(studies)}
    orders[order.id] = order
    settled = settle(
        [as_wanted(one) for one in orders.values()],
        [as_found(study) for study in studies],
        parted=_parted(orders),
    )
    link = next((link for link in settled.links if link.order_id == order.id), None)
    if link:
        _link(actor, order, link)
        return True
    _note_doubt(actor, order, settled.doubts.get(order.id))
    return False


def _link(actor: Actor, order: Order, link: Link) -> None:
    advance(order, ORDER_TRANSITIONS, "match")
    order.study_id, order.doubt = link.study_id, ""
    order.save(update_fields=["state", "study", "doubt"])
    OrderLink.objects.create(
        order=order,
        study_id=link.study_id,
        kind=OrderLink.LINKED,
        method=link.method,
        score=link.score,
    )
    _audit(actor, "order.matched", order, study_id=str(link.study_id), method=link.method)
    publish(OrderMatched(order_id=order.id, study_id=link.study_id))


def _note_doubt(actor: Actor, order: Order, doubt: Doubt | None) -> None:
    reason = doubt.reason if doubt else ""
    if order.doubt == reason or (order.doubt == UNLINKED and not reason):
        return
    advance(order, ORDER_TRANSITIONS, "doubt" if reason else "clear")
    order.doubt = reason
    order.save(update_fields=["state", "doubt"])
    if reason:
        _audit(actor, "order.doubted", order, reason=reason)
    publish(OrderChanged(order_id=order.id, study_id=None))


def _studies_near(order: Order) -> list[Study]:
    """The site's studies without an order that share a number, or a birth date, with the order.

    Each way has an index of its own, so each is asked by itself. Only the last way is cut short: a birth date alone
    never links.
    """
    earliest, latest = order.requested_at - EARLIEST, order.requested_at + LATEST
    in_time = Q(study_at=None) | Q(study_at__range=(earliest, latest))
    ways = []
    if order.accession_number:
        ways.append(Q(accession_number__in=_spellings(order.accession_number)))
    if order.patient_id:
        ways.append(Q(patient__patient_id=order.patient_id) & in_time)
    if order.patient_birth_date:
        born = Q(patient__birth_date=order.patient_birth_date, first_image_at__gte=earliest)
        ways.append(born & in_time)
    taken = Order.objects.filter(study_id=OuterRef("id"))
    free: QuerySet[Study] = (
        Study.objects.filter(~Exists(taken), site_id=order.site_id)
        .select_related("patient")
        .order_by("-first_image_at", "id")
    )
    found = {study.id: study for way in ways for study in free.filter(way)[:MOST]}
    return list(found.values())


def _orders_near(studies: Collection[Study]) -> list[Order]:
    """The waiting orders of the sites that share a number, or a birth date, with one of the studies, locked."""
    numbers = {s for study in studies for s in _spellings(study.accession_number)}
    patients = {study.patient.patient_id for study in studies} - {""}
    births = {study.patient.birth_date for study in studies} - {None}
    waiting: QuerySet[Order] = (
        Order.objects.select_for_update(of=("self",))
        .filter(site_id__in={study.site_id for study in studies}, state__in=WAITING)
        .order_by("id")
    )
    ways = [
        Q(accession_number__in=numbers),
        Q(patient_id__in=patients),
        Q(patient_birth_date__in=births),
    ]
    found = {order.id: order for way in ways for order in waiting.filter(way)[:MOST]}
    return list(found.values())


def _spellings(number: str) -> set[str]:
    return {number, number.upper(), number.lower()} - {""}


def _parted(order_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs that were taken apart last."""
    latest = {
        (row.order_id, row.study_id): row.kind
        for row in OrderLink.objects.filter(order_id__in=list(order_ids)).order_by("at", "id")
    }
    return {pair for pair, kind in latest.items() if kind == OrderLink.UNLINKED}


def as_wanted(order: Order) -> Wanted:
    return Wanted(
        id=order.id,
        accession_number=order.accession_number,
        patient_id=order.patient_id,
        name=order.patient_name,
        birth_date=order.patient_birth_date,
        sex=order.patient_sex,
        modality=order.modality,
        body_part=order.body_part,
        requested_at=order.requested_at,
    )


def as_found(study: Study) -> Found:
    return Found(
        id=study.id,
        accession_number=study.accession_number,
        patient_id=study.patient.patient_id,
        name=study.patient.name,
        birth_date=study.patient.birth_date,
        sex=normalise_sex(study.patient.sex),
        modalities=frozenset(study.modalities),
        body_part=study.body_part,
        study_at=study.study_at,
    )


def _audit(actor: Actor, action: str, order: Order, **detail: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="order",
        object_id=order.id,
        site_id=order.site_id,
        detail=detail,
    )
