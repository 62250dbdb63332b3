"""An order placed for what was recommended is its appointment, without anybody having to say so."""

from datetime import date
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.states import advance
from apps.followup.fitting import CERTAIN, Made, Wanted, fit
from apps.followup.models import FollowUp
from apps.followup.services.records import settle
from apps.followup.services.steps import lay_appointment, lay_steps, today_at, withdraw_steps
from apps.followup.states import FOLLOW_UP_TRANSITIONS, FollowUpState
from apps.orders.models import Order
from apps.orders.states import OrderState

WAITING = (OrderState.PLACED, OrderState.UNMATCHED)
UNSCHEDULED = (FollowUpState.OPEN, FollowUpState.DUE, FollowUpState.OVERDUE)


def follow_order(*, actor: Actor, order_id: UUID) -> int:
    """Schedules what an order that waits for its images is for, and takes back what an order that changed or was
    cancelled had scheduled; answers how many follow-ups moved. A second call changes nothing.

    The order is of the same patient (number and birth date, at the same site) and fits without doubt. What a person
    scheduled stays as they said.
    """
    order: Order | None = Order.objects.select_related("site").filter(id=order_id).first()
    if order is None or order.state not in (*WAITING, OrderState.CANCELLED):
        return 0
    day = max(order.requested_at.date(), today_at(order.site.time_zone))
    moved = 0
    for follow_up in _concerned(order):
        fits = order.state in WAITING and _fits(follow_up, order, day)
        if follow_up.scheduled_order_id == order.id and not fits:
            _unschedule(actor, follow_up)
            moved += 1
        elif fits and (follow_up.state in UNSCHEDULED or _was_moved(follow_up, order, day)):
            advance(follow_up, FOLLOW_UP_TRANSITIONS, "schedule")
            follow_up.scheduled_on, follow_up.scheduled_order = day, order
            lay_appointment(follow_up, day)
            settle(actor, follow_up, "scheduled", note=day.isoformat(), order=str(order.id))
            moved += 1
    return moved


def _concerned(order: Order) -> list[FollowUp]:
    """What runs for the order's patient, and what the order scheduled, locked."""
    running = FollowUp.objects.filter(ended_at=None, site_id=order.site_id)
    of_patient = running.filter(study__patient__patient_id=order.patient_id or None)
    ids = set(of_patient.values_list("id", flat=True))
    ids |= set(running.filter(scheduled_order=order).values_list("id", flat=True))
    return list(
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("site", "study__patient")
        .filter(id__in=ids, ended_at=None)
        .order_by("id")
    )


def _fits(follow_up: FollowUp, order: Order, day: date) -> bool:
    patient = follow_up.study.patient
    born = (patient.birth_date, order.patient_birth_date)
    same_patient = patient.patient_id == order.patient_id and (None in born or born[0] == born[1])
    found = fit(
        Wanted(
            examined_on=follow_up.examined_on,
            modality=follow_up.modality,
            body_part=follow_up.body_part,
            laterality=follow_up.laterality,
            not_before=follow_up.not_before,
        ),
        Made(
            made_on=day,
            modalities=frozenset({order.modality} - {""}),
            body_part=order.body_part,
            description=order.procedure,
            laterality=order.laterality,
            same_patient=same_patient,
        ),
    )
    return found.certainty == CERTAIN


def _was_moved(follow_up: FollowUp, order: Order, day: date) -> bool:
    return follow_up.scheduled_order_id == order.id and follow_up.scheduled_on != day


def _unschedule(actor: Actor, follow_up: FollowUp) -> None:
    """Its days count again; a step whose moment has passed meanwhile is told at once."""
    order_id = follow_up.scheduled_order_id
    follow_up.scheduled_on, follow_up.scheduled_order = None, None
    withdraw_steps(follow_up)
    if follow_up.state == FollowUpState.SCHEDULED:
        advance(follow_up, FOLLOW_UP_TRANSITIONS, "unschedule")
        lay_steps(follow_up)
    settle(actor, follow_up, "unscheduled", order=str(order_id))
