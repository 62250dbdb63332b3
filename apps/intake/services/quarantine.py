"""Objects kept with their bytes because filing them would be wrong, until a person decides."""

from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from apps.archive.dicom.uids import can_be_filed
from apps.archive.services import (
    CannotBeFiled,
    ReceivedObject,
    StoredInstance,
    forget_blob,
    readable_file,
    store_instance,
)
from apps.audit.services import record
from apps.common.errors import Conflict
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id
from apps.common.states import advance
from apps.intake.models import Arrival, QuarantineItem
from apps.intake.selectors import access_quarantine_item
from apps.intake.states import QUARANTINE_TRANSITIONS, QuarantineState


def set_aside(*, actor: Actor, arrival: Arrival, reason: str, detail: str, blob_key: str) -> bool:
    """Keeps an object in quarantine; False where the same bytes wait there already for the same reason."""
    waiting = QuarantineItem.objects.filter(
        state=QuarantineState.OPEN,
        site_id=arrival.site_id,
        reason=reason,
        arrival__content_hash=arrival.content_hash,
        arrival__sop_instance_uid=arrival.sop_instance_uid,
    )
    if waiting.exists():
        return False
    item = QuarantineItem.objects.create(
        arrival=arrival,
        site_id=arrival.site_id,
        reason=reason,
        detail=detail[:500],
        blob_key=blob_key,
    )
    record(
        actor=actor,
        action="object.quarantined",
        object_type="quarantine_item",
        object_id=item.id,
        site_id=item.site_id,
        detail={"reason": reason},
    )
    return True


def release_quarantine_item(*, actor: Actor, item_id: UUID) -> QuarantineItem:
    """Files the object now, where what was in the way is gone.

    Raises `NotFound`, `IllegalTransition`, and `Conflict` `still_not_fileable` with the `reason` that stands.
    """
    actor.require("intake.manage")
    item = access_quarantine_item(actor=actor, item_id=item_id, lock=True)
    advance(item, QUARANTINE_TRANSITIONS, "release")
    stored = _file_now(item)
    item.save(update_fields=["state"])
    Arrival.objects.create(
        site_id=item.site_id,
        receiver="release",
        sop_class_uid=item.arrival.sop_class_uid,
        sop_instance_uid=item.arrival.sop_instance_uid,
        study_instance_uid=item.arrival.study_instance_uid,
        content_hash=item.arrival.content_hash,
        size=item.arrival.size,
        outcome=Arrival.DUPLICATE if stored.duplicate else Arrival.STORED,
        instance_id=stored.instance_id,
    )
    if stored.duplicate:
        transaction.on_commit(lambda: forget_blob(item.blob_key))
    _record(actor, "object.released", item)
    return item


def discard_quarantine_item(*, actor: Actor, item_id: UUID) -> QuarantineItem:
    """Takes the object off the list; its bytes stay. Raises `NotFound`, `IllegalTransition`."""
    actor.require("intake.manage")
    item = access_quarantine_item(actor=actor, item_id=item_id, lock=True)
    advance(item, QUARANTINE_TRANSITIONS, "discard")
    item.save(update_fields=["state"])
    _record(actor, "object.discarded", item)
    return item


def _file_now(item: QuarantineItem) -> StoredInstance:
    headers = _headers_of(item)
    received = ReceivedObject(
        new_id(), headers, item.arrival.content_hash, item.arrival.size, item.blob_key
    )
    # The sender had the right to store; whoever releases decides only that it may be filed.
    storing = Actor.system(required_tenant_id(), "quarantine")
    try:
        with transaction.atomic():
            return store_instance(actor=storing, site=item.site, received=received)
    except CannotBeFiled as refusal:
        raise _not_fileable(refusal.reason) from None


def _headers_of(item: QuarantineItem) -> ParsedHeaders:
    try:
        with readable_file(item.blob_key) as path:
            headers = parse_headers(path)
    except UnreadableObject:
        raise _not_fileable("unreadable") from None
    uids = (headers.study_instance_uid, headers.series_instance_uid, headers.sop_instance_uid)
    if not all(can_be_filed(uid) for uid in uids):
        raise _not_fileable(item.reason)
    return headers


def _not_fileable(reason: str) -> Conflict:
    return Conflict(
        "The object still cannot be filed. Ask the site to send it again in order, or discard it.",
        code="still_not_fileable",
        reason=reason,
    )


def _record(actor: Actor, action: str, item: QuarantineItem) -> None:
    record(
        actor=actor,
        action=action,
        object_type="quarantine_item",
        object_id=item.id,
        site_id=item.site_id,
        detail={"reason": item.reason},
    )
