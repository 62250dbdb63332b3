"""A critical finding under way, for tests of what becomes of it."""

from typing import Any

from apps.reporting.models import CriticalFinding, SiteContact
from apps.reporting.services import (
    Reached,
    add_contact,
    communicate_finding,
    raise_finding,
)
from tests.factories import Practice
from tests.studies import make_task

CODE = "stroke-desk"
BY_PHONE = Reached("phone", "Dr Day", "emergency physician", "+49 30 1")


def raise_one(practice: Practice, category: int = 1, **options: Any) -> CriticalFinding:
    """A finding raised by the reader; the caller is in the tenant's context."""
    options.setdefault("task_id", make_task(practice).id)
    return raise_finding(
        actor=practice.actor("reader"),
        category=category,
        description=options.pop("description", "subdural haematoma"),
        **options,
    )


def tell(
    practice: Practice, finding: CriticalFinding, *, role: str = "reader", read_back: bool = True
) -> CriticalFinding:
    return communicate_finding(
        actor=practice.actor(role), finding_id=finding.id, reached=BY_PHONE, read_back=read_back
    )


def contact(practice: Practice, **fields: Any) -> SiteContact:
    fields = {"name": "ED desk", "email": "ed@site-a.test", "phone": "+49 30 1", **fields}
    return add_contact(
        actor=practice.actor("manager"), site_id=practice.site_a.id, code=CODE, **fields
    )
