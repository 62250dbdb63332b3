"""Calling the practice's own people about a critical finding: on their bell, wherever they are."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership
from apps.reporting.models import CriticalFinding
from apps.worklist.services import call_people


def call_person(
    *, finding: CriticalFinding, key: str, recipient_id: UUID, message: str
) -> list[UUID]:
    return _call(finding, key, [recipient_id], message)


def call_owner(*, finding: CriticalFinding, key: str, message: str) -> list[UUID]:
    """Whoever has to tell the site: the reader, or everybody at the support desk."""
    if finding.owner_id is None:
        return call_support_desk(finding=finding, key=key, message=message)
    return _call(finding, key, [finding.owner_id], message)


def call_support_desk(
    *, finding: CriticalFinding, key: str, message: str = "Tell the site: a critical finding waits."
) -> list[UUID]:
    """Everybody at the support desk; where nobody is, the managers."""
    desk = members(Role.OPERATIONS)
    return _call(finding, key, desk or members(Role.MANAGER), message)


def call_managers(
    *,
    finding: CriticalFinding,
    key: str,
    message: str = "A critical finding has not reached its site.",
) -> list[UUID]:
    return _call(finding, key, members(Role.MANAGER), message)


def members(role: Role) -> list[UUID]:
    """The active members of the practice in this role."""
    found = Membership.objects.filter(active=True, roles__contains=[role.value])
    return list(found.order_by("user_id").values_list("user_id", flat=True))


def _call(
    finding: CriticalFinding, key: str, recipient_ids: Sequence[UUID], message: str
) -> list[UUID]:
    return call_people(
        task_id=finding.reading_task_id,
        key=f"{key} {finding.id}",
        recipient_ids=recipient_ids,
        message=f"{message} Category {finding.category}.",
    )
