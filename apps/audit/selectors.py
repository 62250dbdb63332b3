"""Reading and proving the audit trail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.audit.chain import FIRST_DIGEST, link_digest
from apps.audit.models import AuditEvent, AuditLink
from apps.common.clock import now
from apps.common.models import OutboxDelivery

LINK_GRACE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place where the trail does not prove itself."""

    sequence: int | None
    event_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the trail is narrowed to; an empty value narrows nothing. ``until`` is not included."""

    object_type: str = ""
    object_id: str = ""
    action: str = ""
    actor_user_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


# Who does what to these is for those alone who have this right: of the rest of the trail, nothing is missing.
CONFIDENTIAL = {
    "review": Capability.REVIEW_MANAGE,
    "review_mail": Capability.REVIEW_MANAGE,
}


def events(narrowed: AuditFilter, *, actor: Actor) -> QuerySet[AuditEvent]:
    """The current tenant's trail as far as it is the actor's to see, newest first."""
    conditions = {
        "object_type": narrowed.object_type,
        "object_id": narrowed.object_id,
        "action": narrowed.action,
        "actor_user_id": narrowed.actor_user_id,
        "occurred_at__gte": narrowed.since,
        "occurred_at__lt": narrowed.until,
    }
    found: QuerySet[AuditEvent] = AuditEvent.objects.filter(
        **{field: value for field, value in conditions.items() if value}
    ).order_by("-occurred_at", "-id")
    hidden = [kind for kind, capability in CONFIDENTIAL.items() if not actor.can(capability)]
    found = found.exclude(object_type__in=hidden)
    for rule in _hiding:
        closed = rule(actor)
        found = found if closed is None else found.exclude(closed)
    return found


HidingRule = Callable[[Actor], Q | None]
_hiding: list[HidingRule] = []


def hides_events(rule: HidingRule) -> HidingRule:
    """Registers a condition on events that an actor must not see for the present; None where there are none."""
    _hiding.append(rule)
    return rule


def people_behind(*, object_type: str, object_id: UUID) -> set[UUID]:
    """Everybody who did anything to this object, looking at it included."""
    found = AuditEvent.objects.filter(
        object_type=object_type, object_id=str(object_id), actor_user_id__isnull=False
    )
    return set(found.values_list("actor_user_id", flat=True))


def outbox_deliveries(*, state: str) -> QuerySet[OutboxDelivery]:
    """The current tenant's events on their way, in one state or all, the newest first."""
    found: QuerySet[OutboxDelivery] = OutboxDelivery.objects.select_related("event").order_by("-id")
    return found.filter(state=state) if state else found


def unlinked_events() -> QuerySet[AuditEvent]:
    """Events that wait for their place in the chain, oldest first."""
    found: QuerySet[AuditEvent] = AuditEvent.objects.filter(links__isnull=True).order_by("id")
    return found


def as_canonical(event: AuditEvent) -> dict[str, Any]:
    """The event as the chain hashes it."""
    return {
        "id": str(event.id),
        "tenant": str(event.tenant_id),
        "occurred_at": event.occurred_at.isoformat(),
        "action": event.action,
        "actor_user_id": str(event.actor_user_id) if event.actor_user_id else None,
        "actor_name": event.actor_name,
        "actor_origin": event.actor_origin,
        "address": event.address,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "site_id": str(event.site_id) if event.site_id else None,
        "detail": event.detail,
    }


def chain_faults() -> Iterator[ChainFault]:
    """Walks the current tenant's whole chain; nothing is yielded where it is sound."""
    expected, digest = 0, FIRST_DIGEST
    links: QuerySet[AuditLink] = AuditLink.objects.select_related("event").order_by("sequence")
    for link in links.iterator(chunk_size=2000):
        expected += 1
        if link.sequence != expected:
            yield ChainFault(link.sequence, str(link.event_id), f"place {expected} is missing")
            expected = link.sequence
        if link.previous_digest != digest:
            yield ChainFault(
                link.sequence, str(link.event_id), "does not follow the link before it"
            )
        computed = link_digest(
            sequence=link.sequence,
            previous_digest=link.previous_digest,
            event=as_canonical(link.event),
        )
        if computed != link.digest:
            yield ChainFault(
                link.sequence,
                str(link.event_id),
                "the event was changed after it was linked",
            )
        digest = link.digest
    for event in unlinked_events().filter(occurred_at__lt=now() - LINK_GRACE):
        yield ChainFault(None, str(event.id), "was never linked")
