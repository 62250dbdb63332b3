"""Orders come, are corrected, and go."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.dicom.identity import normalise_sex
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.outbox import publish
from apps.common.states import advance
from apps.orders.errors import (
    AccessionNumberTaken,
    AttestationRequired,
    IndicationRequired,
    OrderClosed,
)
from apps.orders.events import OrderChanged
from apps.orders.indication import says_something
from apps.orders.models import Order, OrderPriority
from apps.orders.services.linking import put_on_study
from apps.orders.services.locks import lock_matching, lock_order
from apps.orders.services.matching import match_order
from apps.orders.states import ORDER_TRANSITIONS, OrderState
from apps.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """What a site says of an order, under the names of its columns. "" and None are not said."""

    indication: str
    accession_number: str = ""
    patient_id: str = ""
    patient_name: str = ""
    patient_birth_date: date | None = None
    patient_sex: str = ""
    procedure: str = ""
    body_part: str = ""
    laterality: str = ""
    modality: str = ""
    patient_class: str = ""
    location: str = ""
    referring_physician: str = ""
    priority: str = OrderPriority.ROUTINE.value
    requested_at: datetime | None = None

    @classmethod
    def of(cls, order: Order) -> "OrderDetails":
        return cls(**{name: getattr(order, name) for name in cls.__slots__})


def place_order(
    *,
    actor: Actor,
    site: Site,
    details: OrderDetails,
    stat_reason: str = "",
    study_id: UUID | None = None,
    source: str = "manual",
) -> Order:
    """Takes an order and looks for its study, or links it to the one that it is placed for.

    Raises ``NotFound`` for a site the actor does not reach or a study that is not the site's, ``StudyHasOrder``,
    ``IndicationRequired``, ``AttestationRequired`` for STAT without a reason, ``Unprocessable`` for a patient that
    nobody could recognise, ``AccessionNumberTaken``.
    """
    actor.require(Capability.ORDERS_PLACE)
    if not actor.may_enter_site(site.id):
        raise NotFound("There is no such site among yours.")
    tidy = _checked(details, site)
    order = Order(
        **{**asdict(tidy), "requested_at": tidy.requested_at or now()},
        site=site,
        placed_by_id=actor.user_id,
        source=source,
    )
    _attest(actor, order, stat_reason)
    lock_matching(site.id)
    _save(order, force_insert=True)
    _audit(actor, "order.placed", order, priority=order.priority)
    publish(OrderChanged(order_id=order.id, study_id=None))
    if study_id is not None:
        return put_on_study(actor=actor, order=order, study_id=study_id)
    return _matched(actor, order)


def change_order(
    *, actor: Actor, order_id: UUID, changes: dict[str, Any], stat_reason: str = ""
) -> Order:
    """Corrects what was said, by the names of ``OrderDetails``. Raises as ``place_order``, and ``OrderClosed``."""
    actor.require(Capability.ORDERS_PLACE)
    order = lock_order(actor=actor, order_id=order_id)
    if order.state == OrderState.CANCELLED:
        raise OrderClosed("The order was cancelled. Reopen it or place a new one.")
    before = OrderDetails.of(order)
    after = _checked(replace(before, **changes), order.site)
    changed = [name for name in before.__slots__ if getattr(before, name) != getattr(after, name)]
    for name in changed:
        setattr(order, name, getattr(after, name))
    attested = _attest(actor, order, stat_reason)
    if not changed and not attested:
        return order
    _save(order)
    # Which fields, not what they say: that is the patient's.
    _audit(actor, "order.changed", order, fields=",".join(changed), priority=order.priority)
    publish(OrderChanged(order_id=order.id, study_id=order.study_id))
    return _matched(actor, order)


def cancel_order(*, actor: Actor, order_id: UUID, reason: str) -> Order:
    """Withdraws an order that no study answers yet. Raises ``NotFound``, ``OrderClosed``, ``Unprocessable``."""
    actor.require(Capability.ORDERS_PLACE)
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    order = lock_order(actor=actor, order_id=order_id)
    if order.state == OrderState.MATCHED:
        raise OrderClosed("Its images are here and may be being read. Call the practice.")
    advance(order, ORDER_TRANSITIONS, "cancel")
    order.doubt = ""
    _save(order)
    _audit(actor, "order.cancelled", order, reason=reason.strip()[:500])
    publish(OrderChanged(order_id=order.id, study_id=None))
    return _matched(actor, order)


def reopen_order(*, actor: Actor, order_id: UUID) -> Order:
    """Takes a cancellation back. Raises ``NotFound``, ``IllegalTransition``, ``AccessionNumberTaken``."""
    actor.require(Capability.ORDERS_PLACE)
    order = lock_order(actor=actor, order_id=order_id)
    advance(order, ORDER_TRANSITIONS, "reopen")
    _save(order)
    _audit(actor, "order.reopened", order)
    publish(OrderChanged(order_id=order.id, study_id=None))
    return _matched(actor, order)


def _checked(details: OrderDetails, site: Site) -> OrderDetails:
    """The details without padding; raises for what no reader can work with."""
    texts: dict[str, Any] = {
        name: " ".join(value.split()) if name != "indication" else value.strip()
        for name, value in asdict(details).items()
        if isinstance(value, str)
    }
    texts["patient_sex"] = normalise_sex(details.patient_sex)
    tidy = replace(details, **texts)
    if not says_something(tidy.indication):
        raise IndicationRequired("Say in a few words why the study is made, and what is asked.")
    if not (tidy.patient_id or tidy.patient_name):
        raise Unprocessable("Name the patient, or give their number.", code="patient_required")
    # By the site's wall clock: a child is born there while it is still yesterday in Greenwich.
    today = now().astimezone(ZoneInfo(site.time_zone)).date()
    if tidy.patient_birth_date and tidy.patient_birth_date > today:
        raise Unprocessable("The birth date lies in the future.", code="birth_date_in_future")
    return tidy


def _attest(actor: Actor, order: Order, reason: str) -> bool:
    """STAT keeps the attestation it has or takes a new one; no other priority keeps any. True where it changed."""
    if order.priority != OrderPriority.STAT:
        had = order.stat_attested_at is not None
        order.stat_reason, order.stat_attested_at, order.stat_attested_by_id = "", None, None
        return had
    if says_something(reason):
        order.stat_reason = reason.strip()[:500]
        order.stat_attested_at, order.stat_attested_by_id = now(), actor.user_id
        return True
    if order.stat_attested_at is None:
        raise AttestationRequired("Say why this cannot wait: what threatens life or limb?")
    return False


def _save(order: Order, *, force_insert: bool = False) -> None:
    try:
        with transaction.atomic():
            order.save(force_insert=force_insert)
    except IntegrityError as error:
        other: Order | None = (
            Order.objects.filter(site_id=order.site_id, accession_number=order.accession_number)
            .exclude(state=OrderState.CANCELLED)
            .exclude(id=order.id)
            .first()
        )
        if not order.accession_number or other is None:
            raise
        raise AccessionNumberTaken(
            "Correct the number, or change the order there is.", order=str(other.id)
        ) from error


def _matched(actor: Actor, order: Order) -> Order:
    """The order after a machine has looked for its study, and at what it stood in the way of."""
    if order.state != OrderState.MATCHED:
        match_order(actor=Actor.system(actor.tenant_id, "matching"), order_id=order.id)
        order.refresh_from_db()
    return order


def _audit(actor: Actor, action: str, order: Order, **detail: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="order",
        object_id=order.id,
        site_id=order.site_id,
        detail=detail,
    )
