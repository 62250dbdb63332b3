"""Rows of the matrix and calendars."""

from uuid import UUID

from django.db.models import Q, QuerySet

from apps.common.errors import NotFound
from apps.worklist.models import ServiceCalendar, SlaPolicy


def policies() -> QuerySet[SlaPolicy]:
    """The matrix, the rows for everybody first."""
    found: QuerySet[SlaPolicy] = SlaPolicy.objects.select_related("site", "calendar").order_by(
        "site__name", "pathway", "priority", "modality", "read_type", "clock_to", "effective_from"
    )
    return found


def access_policy(policy_id: UUID, *, lock: bool = False) -> SlaPolicy:
    """One row; raises ``NotFound``."""
    found = policies().filter(id=policy_id)
    policy = (found.select_for_update(of=("self",)) if lock else found).first()
    if policy is None:
        raise NotFound("There is no such policy.")
    return policy


def same_cell(policy: SlaPolicy) -> SlaPolicy | None:
    """Another row that says something of the same at the same time."""
    others: QuerySet[SlaPolicy] = SlaPolicy.objects.filter(
        site_id=policy.site_id,
        pathway=policy.pathway,
        priority=policy.priority,
        modality=policy.modality,
        read_type=policy.read_type,
        clock_to=policy.clock_to,
    ).exclude(id=policy.id)
    if policy.effective_to:
        others = others.filter(Q(effective_from=None) | Q(effective_from__lt=policy.effective_to))
    if policy.effective_from:
        others = others.filter(Q(effective_to=None) | Q(effective_to__gt=policy.effective_from))
    return others.first()


def service_calendars() -> QuerySet[ServiceCalendar]:
    """The practice's calendars by name."""
    found: QuerySet[ServiceCalendar] = ServiceCalendar.objects.order_by("name")
    return found


def access_calendar(calendar_id: UUID, *, lock: bool = False) -> ServiceCalendar:
    """One calendar; raises ``NotFound``."""
    found = service_calendars().filter(id=calendar_id)
    calendar = (found.select_for_update() if lock else found).first()
    if calendar is None:
        raise NotFound("There is no such calendar.")
    return calendar
