"""What time does to a follow-up: each step exactly once, whoever takes it and whatever restarts."""

import logging
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.common.states import advance
from apps.followup.events import FollowUpStepReached
from apps.followup.models import FollowUp, FollowUpStep
from apps.followup.services.records import audit, log
from apps.followup.states import FOLLOW_UP_TRANSITIONS, FollowUpState
from apps.followup.timetable import Step, missed_step, steps
from apps.reporting.recommending.intervals import Window

logger = logging.getLogger(__name__)

BATCH = 200
ACTIONS = {"due": "fall_due", "overdue": "fall_overdue", "missed": "fall_overdue"}


def fire_due_follow_up_steps() -> int:
    """Takes the current tenant's steps whose time has come; answers how many were settled.

    Step and follow-up are locked together and passed over if somebody else has one, so that of any number of workers
    one takes it, and nobody waits. The step, the state it leads to and its event are one transaction.
    """
    due = (
        FollowUpStep.objects.select_for_update(of=("self", "follow_up"), skip_locked=True)
        .select_related("follow_up__site")
        .filter(settled_at=None, fire_at__lte=now())
        .order_by("fire_at", "id")[:BATCH]
    )
    return sum(_take(step) for step in due)


def lay_steps(follow_up: FollowUp) -> None:
    """The days to come of a follow-up that runs; it has none where no interval was said."""
    days = window_of(follow_up)
    if days:
        zone = follow_up.site.time_zone
        _lay(follow_up, steps(days, since=today_at(zone), zone=zone))


def lay_appointment(follow_up: FollowUp, day: date) -> None:
    """When nothing has come of the appointment, the site is asked; an earlier appointment's step is withdrawn."""
    withdraw_steps(follow_up, kinds=("missed",))
    _lay(follow_up, [missed_step(day, follow_up.site.time_zone)])


def withdraw_steps(follow_up: FollowUp, *, kinds: tuple[str, ...] = ()) -> None:
    """The steps to come, or those of these kinds, are no longer wanted."""
    waiting = FollowUpStep.objects.filter(follow_up=follow_up, settled_at=None)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    waiting.update(settled_at=now(), outcome="withdrawn")


def window_of(follow_up: FollowUp) -> Window | None:
    """Its days, where an interval was said."""
    if follow_up.not_before is None or follow_up.due_on is None or follow_up.late_after is None:
        return None
    return Window(follow_up.not_before, follow_up.due_on, follow_up.late_after)


def today_at(zone: str) -> date:
    """The day by the site's wall clock."""
    return now().astimezone(ZoneInfo(zone)).date()


def _lay(follow_up: FollowUp, to_come: list[Step]) -> None:
    FollowUpStep.objects.bulk_create(
        [
            FollowUpStep(follow_up=follow_up, kind=step.kind, fire_at=step.fire_at)
            for step in to_come
        ]
    )


def _take(step: FollowUpStep) -> int:
    try:
        with transaction.atomic():
            _fire(step)
    except Exception:  # one step that fails must not keep the others from being taken
        logger.exception("follow-up step %s failed and will be tried again", step.id)
        return 0
    return 1


def _fire(step: FollowUpStep) -> None:
    follow_up = step.follow_up
    if not _is_wanted(step, follow_up):
        return _settle(step, "withdrawn")
    action = ACTIONS.get(step.kind, "")
    if (follow_up.state, action) in FOLLOW_UP_TRANSITIONS:
        advance(follow_up, FOLLOW_UP_TRANSITIONS, action).save(update_fields=["state"])
    _settle(step, "fired")
    watch = Actor.system(required_tenant_id(), "follow-up reminders")
    log(watch, follow_up, "reminded", channel="portal", note=step.kind)
    audit(watch, follow_up, "reminded", step=step.kind)
    publish(
        FollowUpStepReached(
            step_id=step.id, follow_up_id=follow_up.id, study_id=follow_up.study_id, kind=step.kind
        )
    )
    return None


def _is_wanted(step: FollowUpStep, follow_up: FollowUp) -> bool:
    """An appointment takes the place of the days; only that it was missed is told then."""
    if follow_up.ended_at is not None:
        return False
    scheduled = follow_up.state == FollowUpState.SCHEDULED
    return scheduled if step.kind == "missed" else not scheduled


def _settle(step: FollowUpStep, outcome: str) -> None:
    step.settled_at, step.outcome = now(), outcome
    step.save(update_fields=["settled_at", "outcome"])
