"""What every change here has in common: it is audited, and the worklist hears whose standing moved."""

from collections.abc import Collection
from datetime import date, time
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.staffing.events import ReaderChanged
from apps.tenancy.jurisdictions import jurisdictions
from apps.tenancy.models import TenantModel
from apps.tenancy.time_zones import validate_time_zone


def reader_changed(
    *, actor: Actor, action: str, subject: TenantModel, reader_id: UUID, **detail: Any
) -> None:
    """Audits ``action`` on ``subject`` and publishes that the reader may read something else than before."""
    audit(actor=actor, action=action, subject=subject, reader=str(reader_id), **detail)
    publish(ReaderChanged(reader_id=reader_id))


def audit(*, actor: Actor, action: str, subject: TenantModel, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type=subject._meta.model_name or "",
        object_id=subject.id,
        detail={key: plain(value) for key, value in detail.items()},
    )


def plain(value: Any) -> Any:
    """The value as the audit trail can hold it."""
    if isinstance(value, UUID | Enum):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value


def apply_changes(subject: TenantModel, changes: dict[str, Any]) -> dict[str, Any]:
    """Sets the fields that differ; answers ``{field: {before, after}}`` for the trail."""
    changed = {
        field: {"before": getattr(subject, field), "after": value}
        for field, value in changes.items()
        if getattr(subject, field) != value
    }
    for field, values in changed.items():
        setattr(subject, field, values["after"])
    return changed


def require_known(values: Collection[str], known: Collection[str], what: str) -> None:
    """Raises ``Unprocessable`` for a value that is none of ``known``."""
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise Unprocessable(
            f"{', '.join(unknown)}: {what} is one of {', '.join(known)}.",
            code=f"unknown_{what.replace(' ', '_')}",
        )


def require_jurisdictions(codes: Collection[str]) -> None:
    """Raises ``Unprocessable`` for a code that ISO 3166 does not list."""
    unknown = sorted(set(codes) - jurisdictions().keys())
    if unknown:
        raise Unprocessable(
            f"{', '.join(unknown)} is no country or part of one; write an ISO 3166 code like DE or US-NY.",
            code="unknown_jurisdiction",
        )


def require_time_zone(name: str) -> None:
    """Raises ``Unprocessable`` for a name that the IANA database does not have."""
    try:
        validate_time_zone(name)
    except ValidationError as error:
        raise Unprocessable(error.messages[0], code="unknown_time_zone") from None
