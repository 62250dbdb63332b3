"""A person says which study an order is for, takes them apart, and thinks again."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.outbox import publish
from apps.common.states import advance
from apps.orders.errors import OrderClosed, StudyHasOrder
from apps.orders.events import OrderMatched, OrderUnlinked
from apps.orders.models import Order, OrderLink
from apps.orders.services.locks import lock_order
from apps.orders.services.matching import UNLINKED, settle_neighbours
from apps.orders.states import ORDER_TRANSITIONS, OrderState


def link_order(*, actor: Actor, order_id: UUID, study_id: UUID, reason: str) -> Order:
    """Links the order to a study of its site, away from another one where it has one.

    Raises ``NotFound``, ``Unprocessable`` without a reason, ``StudyHasOrder``, ``OrderClosed``.
    """
    actor.require(Capability.ORDERS_MANAGE)
    order = lock_order(actor=actor, order_id=order_id)
    return _move(actor, order, _study(order, study_id), "person", _said(reason))


def put_on_study(*, actor: Actor, order: Order, study_id: UUID) -> Order:
    """Links an order that is being placed for a certain study; the caller holds the site's matching.

    Raises ``NotFound``, ``StudyHasOrder``.
    """
    return _move(actor, order, _study(order, study_id), "person", "placed for this study")


def unlink_order(*, actor: Actor, order_id: UUID, reason: str) -> Order:
    """Takes the order off its study; no machine will link the two again.

    Raises ``NotFound``, ``Unprocessable`` without a reason, ``Conflict`` where there is no study.
    """
    actor.require(Capability.ORDERS_MANAGE)
    order = lock_order(actor=actor, order_id=order_id)
    if order.study_id is None:
        raise Conflict("The order has no study.", code="not_matched")
    return _move(actor, order, None, "person", _said(reason))


def undo_last_link(*, actor: Actor, order_id: UUID) -> Order:
    """Puts the order back to the study, or to none, that it had before it was last linked or unlinked.

    Undone again, it is as it was. Raises ``NotFound``, ``Conflict`` where nothing was done, ``StudyHasOrder``.
    """
    actor.require(Capability.ORDERS_MANAGE)
    order = lock_order(actor=actor, order_id=order_id)
    last: OrderLink | None = OrderLink.objects.filter(order=order).order_by("-at", "-id").first()
    if last is None:
        raise Conflict("There is nothing to undo.", code="nothing_to_undo")
    before: OrderLink | None = OrderLink.objects.filter(
        order=order, at=last.at, kind=OrderLink.UNLINKED
    ).first()
    target = _study(order, before.study_id) if before else None
    return _move(actor, order, target, "undo", "")


def _move(actor: Actor, order: Order, study: Study | None, method: str, reason: str) -> Order:
    if order.state == OrderState.CANCELLED:
        raise OrderClosed("The order was cancelled. Reopen it first.")
    before, at = order.study_id, now()
    if study is not None and study.id == before:
        return order
    _refuse_second_order(order, study)
    advance(order, ORDER_TRANSITIONS, "match" if study else "unlink")
    order.study, order.doubt = study, "" if study else UNLINKED
    order.save(update_fields=["state", "study", "doubt"])
    for kind, study_id in ((OrderLink.UNLINKED, before), (OrderLink.LINKED, order.study_id)):
        if study_id is not None:
            _note(actor, order, study_id, kind, method, reason, at)
    if before:
        publish(OrderUnlinked(order_id=order.id, study_id=before))
        settle_neighbours(actor=actor, study_id=before)
    if study:
        publish(OrderMatched(order_id=order.id, study_id=study.id))
        settle_neighbours(actor=actor, study_id=study.id)
    return order


def _note(
    actor: Actor, order: Order, study_id: UUID, kind: str, method: str, reason: str, at: object
) -> None:
    OrderLink.objects.create(
        order=order,
        study_id=study_id,
        kind=kind,
        method=method,
        reason=reason,
        by_id=actor.user_id,
        at=at,
    )
    record(
        actor=actor,
        action=f"order.{kind}",
        object_type="order",
        object_id=order.id,
        site_id=order.site_id,
        detail={"study_id": str(study_id), "method": method},
    )


def _study(order: Order, study_id: UUID) -> Study:
    study: Study | None = Study.objects.filter(id=study_id, site_id=order.site_id).first()
    if study is None:
        raise NotFound("The site of the order has no such study.")
    return study


def _refuse_second_order(order: Order, study: Study | None) -> None:
    if study is None:
        return
    other: Order | None = Order.objects.filter(study=study).exclude(id=order.id).first()
    if other is not None:
        raise StudyHasOrder("Take the other order off the study first.", order=str(other.id))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    return reason.strip()[:500]
