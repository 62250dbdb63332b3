"""What the practice promises: rows of the matrix, and the hours that count."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.worklist.engine.calendar_text import hours_as_text, hours_from
from apps.worklist.engine.calendars import InvalidCalendar
from apps.worklist.engine.public_holidays import UnknownRegion, public_holidays
from apps.worklist.engine.sla import DEFAULT_MINUTES, SIGNED
from apps.worklist.errors import PolicyOverlaps
from apps.worklist.events import ServiceCalendarChanged
from apps.worklist.models import ReroutingKind, ServiceCalendar, SlaPolicy
from apps.worklist.selectors.service_levels import as_calendar
from apps.worklist.selectors.sla_policies import access_calendar, access_policy, same_cell
from apps.worklist.services.reroutings import start_rerouting

HOLIDAY_YEARS = 3
CELL = ("site_id", "pathway", "priority", "modality", "read_type", "clock_to")
POLICY_FIELDS = (*CELL, "clock_from", "minutes", "calendar_id", "effective_from", "effective_to")
CALENDAR_FIELDS = ("name", "time_zone", "hours", "holidays", "late_from", "country", "region")


def ensure_policies_by_priority() -> None:
    """Gives the current tenant the shipped minutes for each priority that it has none for."""
    have = SlaPolicy.objects.filter(
        site=None, pathway=None, modality=None, read_type=None, clock_to=SIGNED
    )
    present = set(have.values_list("priority", flat=True))
    for priority, minutes in DEFAULT_MINUTES.items():
        if priority not in present:
            SlaPolicy.objects.create(priority=priority, minutes=minutes)


def add_policy(*, actor: Actor, **fields: Any) -> SlaPolicy:
    """A new row of the matrix (``POLICY_FIELDS``); open tasks that came while it was in force follow soon after.

    Raises ``PolicyOverlaps``, ``Unprocessable``, ``NotFound``.
    """
    actor.require("worklist.manage")
    policy = SlaPolicy(**{name: fields[name] for name in POLICY_FIELDS if name in fields})
    _save(policy)
    _audit(actor, "sla_policy.added", policy.id, after=_plain(policy))
    _reach_open_tasks(actor, "service level added")
    return policy


def change_policy(*, actor: Actor, policy_id: UUID, **fields: Any) -> SlaPolicy:
    """Changes a row, to correct it; open tasks that came while it was in force follow soon after.

    A contract that changes is ended (``effective_to``) and followed by a new row: what came before keeps its promise.
    Raises as ``add_policy``.
    """
    actor.require("worklist.manage")
    policy = access_policy(policy_id, lock=True)
    before = _plain(policy)
    for name in POLICY_FIELDS:
        if name in fields:
            setattr(policy, name, fields[name])
    _save(policy)
    _audit(actor, "sla_policy.changed", policy.id, before=before, after=_plain(policy))
    _reach_open_tasks(actor, "service level changed")
    return policy


def add_calendar(*, actor: Actor, **fields: Any) -> ServiceCalendar:
    """New contract hours (``CALENDAR_FIELDS``). With a country, its public holidays of this and the next two years
    are added to those given. Raises ``Unprocessable``.
    """
    actor.require("worklist.manage")
    calendar = _described(ServiceCalendar(), fields)
    _audit(actor, "service_calendar.added", calendar.id, after=_hours_of(calendar))
    return calendar


def change_calendar(*, actor: Actor, calendar_id: UUID, **fields: Any) -> ServiceCalendar:
    """Changes contract hours; every clock that runs by them is due anew soon after. Raises as ``add_calendar``."""
    actor.require("worklist.manage")
    calendar = access_calendar(calendar_id, lock=True)
    before = _hours_of(calendar)
    calendar = _described(calendar, fields)
    _audit(actor, "service_calendar.changed", calendar.id, before=before, after=_hours_of(calendar))
    publish(ServiceCalendarChanged(calendar_id=calendar.id))
    return calendar


def _reach_open_tasks(actor: Actor, cause: str) -> None:
    start_rerouting(actor=actor, kind=ReroutingKind.SERVICE_LEVELS, cause=cause)


def _save(policy: SlaPolicy) -> None:
    if (
        policy.effective_from
        and policy.effective_to
        and (policy.effective_to <= policy.effective_from)
    ):
        raise Unprocessable("A policy ends after it begins.", code="invalid_period")
    if policy.clock_from == policy.clock_to:
        raise Unprocessable("A clock runs from one milestone to another.", code="invalid_clock")
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError:
        other = same_cell(policy)
        if other is None:
            raise
        raise PolicyOverlaps(
            "A policy for the same holds at that time. End it first, or change its minutes.",
            policy=str(other.id),
        ) from None


def _described(calendar: ServiceCalendar, fields: Mapping[str, Any]) -> ServiceCalendar:
    for name in CALENDAR_FIELDS:
        if name in fields:
            setattr(calendar, name, fields[name])
    if fields.get("country") or ("region" in fields and calendar.country):
        calendar.holidays = {**_holidays(calendar), **calendar.holidays}
    try:
        calendar.hours = hours_as_text(hours_from(calendar.hours))
        as_calendar(calendar)
    except InvalidCalendar as problem:
        raise Unprocessable(str(problem), code="invalid_calendar") from None
    except ValueError:
        raise Unprocessable(
            "A holiday is a date such as 2026-12-25.", code="invalid_calendar"
        ) from None
    if _taken(calendar):
        raise Unprocessable("Another calendar has this name.", code="name_taken")
    calendar.save()
    return calendar


def _holidays(calendar: ServiceCalendar) -> dict[str, str]:
    first = now().year
    try:
        found = public_holidays(
            calendar.country, calendar.region or None, range(first, first + HOLIDAY_YEARS)
        )
    except UnknownRegion as problem:
        raise Unprocessable(str(problem), code="unknown_region") from None
    return {day.isoformat(): name for day, name in found.items()}


def _taken(calendar: ServiceCalendar) -> bool:
    return bool(ServiceCalendar.objects.filter(name=calendar.name).exclude(id=calendar.id).exists())


def _plain(policy: SlaPolicy) -> dict[str, str]:
    return {
        name: str(value) for name in POLICY_FIELDS if (value := getattr(policy, name)) is not None
    }


def _hours_of(calendar: ServiceCalendar) -> dict[str, Any]:
    return {name: getattr(calendar, name) for name in CALENDAR_FIELDS}


def _audit(actor: Actor, action: str, object_id: UUID, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type=action.partition(".")[0],
        object_id=object_id,
        detail=detail,
    )
