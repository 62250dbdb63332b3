"""The practice's own way to hand out what waits for no pool."""

from typing import Any

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import Unprocessable
from apps.worklist.models import AssignmentPolicy
from apps.worklist.selectors.pools import assignment_policy

FIELDS = (
    "mode",
    "list_hidden",
    "max_open_minutes",
    "max_open_tasks",
    "solver",
    "offer_minutes",
    "companion_hours",
)


def set_assignment_policy(*, actor: Actor, **wanted: Any) -> AssignmentPolicy:
    """Changes what is named of ``FIELDS``. Raises ``PermissionRefused``, ``Unprocessable``."""
    actor.require("worklist.manage")
    unknown = set(wanted) - set(FIELDS)
    if unknown:
        raise Unprocessable(f"Not known: {', '.join(sorted(unknown))}.", code="unknown_field")
    AssignmentPolicy.objects.get_or_create()
    policy: AssignmentPolicy = AssignmentPolicy.objects.select_for_update().get()
    before = {name: getattr(policy, name) for name in FIELDS}
    for name, value in wanted.items():
        setattr(policy, name, value)
    policy.save(update_fields=list(FIELDS))
    record(
        actor=actor,
        action="assignment_policy.changed",
        object_type="assignment_policy",
        object_id=policy.id,
        detail={"before": before, "after": {name: getattr(policy, name) for name in FIELDS}},
    )
    return assignment_policy()
