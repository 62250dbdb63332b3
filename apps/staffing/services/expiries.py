"""Warnings before a credential ends: 90, 60, 30 and 7 days, each once."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.staffing.events import CredentialExpiring
from apps.staffing.models import ExpiryAlert
from apps.staffing.selectors.expiries import Expiry, expiries
from apps.staffing.services.changes import audit
from apps.staffing.validity import due_warning

WARN_DAYS = (90, 60, 30, 7)


def raise_expiry_alerts() -> int:
    """Warns of the current tenant's credentials that end soon with no successor; answers of how many."""
    coming = expiries(since=now(), until=now() + timedelta(days=max(WARN_DAYS)))
    told = set(
        ExpiryAlert.objects.filter(ends_at__gt=now()).values_list(
            "licence_id", "privilege_id", "ends_at", "days_before"
        )
    )
    raised = 0
    for expiry in coming:
        days = due_warning(expiry.ends_at, now(), WARN_DAYS)
        if days is not None and (*_of(expiry), expiry.ends_at, days) not in told:
            raised += _raise(expiry, days)
    return raised


def _of(expiry: Expiry) -> tuple[UUID | None, UUID | None]:
    own = expiry.credential.id
    return (own, None) if expiry.kind == "licence" else (None, own)


def _raise(expiry: Expiry, days: int) -> int:
    licence_id, privilege_id = _of(expiry)
    alert = ExpiryAlert(
        reader_id=expiry.credential.reader_id,
        licence_id=licence_id,
        privilege_id=privilege_id,
        ends_at=expiry.ends_at,
        days_before=days,
    )
    try:
        with transaction.atomic():
            alert.save(force_insert=True)
    except IntegrityError:
        return 0  # another worker was quicker
    actor = Actor.system(required_tenant_id(), "expiry calendar")
    audit(
        actor=actor,
        action=f"{expiry.kind}.expiring",
        subject=expiry.credential,
        reader=alert.reader_id,
        days=days,
        ends_at=alert.ends_at,
    )
    publish(
        CredentialExpiring(
            alert_id=alert.id,
            reader_id=alert.reader_id,
            kind=expiry.kind,
            credential_id=expiry.credential.id,
            days=days,
        )
    )
    return 1
