"""The one door: every object, whatever receiver it came by, passes `receive_object`.

Success is answered only when the blob and the index row are durable. What cannot be filed is kept in quarantine with
a reason. Whatever fails in between leaves no success; the sender sends again, and that is harmless.
"""

import logging
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from apps.archive.dicom.part10 import FileMetaInformation, dataset_chunks, write_part10
from apps.archive.dicom.uids import can_be_filed
from apps.archive.services import (
    CannotBeFiled,
    ReceivedObject,
    StoredInstance,
    forget_blob,
    instance_key,
    keep_file,
    store_instance,
)
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.arrivals import add_arrival
from apps.intake.models import Arrival
from apps.intake.services.quarantine import set_aside
from apps.intake.services.transfers import carry_study
from apps.tenancy.models import Site

logger = logging.getLogger(__name__)
NOT_AN_OBJECT = frozenset({"not_dicom", "empty"})


class ArrivalOutcome(StrEnum):
    """What became of a received object."""

    STORED = Arrival.STORED
    DUPLICATE = Arrival.DUPLICATE
    QUARANTINED = Arrival.QUARANTINED
    REFUSED = Arrival.REFUSED


class TemporarilyUnavailable(Exception):
    """Storage or database did not do their part. Nothing was stored; sending again later is right."""


@dataclass(frozen=True, slots=True)
class SpooledObject:
    """A complete object in a file: PS3.10, or a raw data set when `transfer_syntax_uid` says how it is encoded.

    `content_hash` is the SHA-256 of the data set's bytes. `sop_class_uid` and `sop_instance_uid` are what the sender
    announced beside the data set, "" where it announced nothing. The file is moved or removed by whoever receives it.
    """

    path: Path
    size: int
    content_hash: str
    transfer_syntax_uid: str = ""
    sop_class_uid: str = ""
    sop_instance_uid: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where objects come from: the site they belong to, and the transfer they came by.

    ``own_work`` are objects that the practice adds to a study itself: they are never late images.
    """

    actor: Actor
    site: Site
    receiver: str
    transfer_id: UUID | None = None
    own_work: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome for one object. `reason` is a stable code, "" where it was stored."""

    outcome: ArrivalOutcome
    reason: str
    sop_class_uid: str
    sop_instance_uid: str
    study_instance_uid: str
    series_instance_uid: str = ""
    instance_id: UUID | None = None

    @property
    def kept(self) -> bool:
        """Whether the bytes are safe with us, filed or in quarantine."""
        return self.outcome is not ArrivalOutcome.REFUSED


def receive_object(
    *,
    origin: Origin,
    spooled: SpooledObject,
    expected_study: str = "",
    carried: set[str] | None = None,
) -> Received:
    """Takes one object in and writes its arrival. The spooled file is gone afterwards, whatever happened.

    `carried` is the caller's memory of the studies its transfer is known to carry. An object of a study other than
    `expected_study` (a STOW-RS request to one study) is refused. Raises `TemporarilyUnavailable`.
    """
    origin.actor.require("images.store")
    try:
        return _receive(origin, spooled, expected_study, set() if carried is None else carried)
    except (DatabaseError, InterfaceError, OSError) as error:
        logger.error("An object could not be taken in: %s", type(error).__name__, exc_info=error)
        raise TemporarilyUnavailable(type(error).__name__) from error
    finally:
        spooled.path.unlink(missing_ok=True)


def _receive(
    origin: Origin, spooled: SpooledObject, expected_study: str, carried: set[str]
) -> Received:
    try:
        headers = parse_headers(
            spooled.path, transfer_syntax_uid=spooled.transfer_syntax_uid or None
        )
    except UnreadableObject as error:
        if error.code in NOT_AN_OBJECT:
            return _refuse(origin, spooled, None, "not_dicom")
        return _quarantine(origin, spooled, None, "unreadable", f"{error.code}: {error.detail}")
    if expected_study and headers.study_instance_uid != expected_study:
        return _refuse(origin, spooled, headers, "study_differs")
    problem = _filing_problem(headers, spooled)
    if problem:
        return _quarantine(origin, spooled, headers, problem, "")
    return _file(origin, spooled, headers, carried)


def _filing_problem(headers: ParsedHeaders, spooled: SpooledObject) -> str:
    if spooled.sop_instance_uid and headers.sop_instance_uid != spooled.sop_instance_uid:
        return "instance_differs_from_announced"
    if spooled.sop_class_uid and headers.sop_class_uid != spooled.sop_class_uid:
        return "class_differs_from_announced"
    for name, uid in (
        ("study", headers.study_instance_uid),
        ("series", headers.series_instance_uid),
        ("instance", headers.sop_instance_uid),
    ):
        if not can_be_filed(uid):
            return f"{name}_uid_unusable"
    return ""


def _file(
    origin: Origin, spooled: SpooledObject, headers: ParsedHeaders, carried: set[str]
) -> Received:
    spooled, headers = _as_file(spooled, headers)
    object_id = new_id()
    key = instance_key(
        tenant_id=origin.actor.tenant_id,
        study_instance_uid=headers.study_instance_uid,
        object_id=object_id,
    )
    received = ReceivedObject(
        object_id, headers, spooled.content_hash, spooled.size, key, origin.own_work
    )
    keep_file(spooled=spooled.path, key=key)
    try:
        stored = _index(origin, received, carried)
    except CannotBeFiled as refusal:
        return _keep_aside(origin, spooled, headers, refusal.reason, refusal.detail, key)
    if stored.duplicate:
        forget_blob(key)
    outcome = ArrivalOutcome.DUPLICATE if stored.duplicate else ArrivalOutcome.STORED
    return _received(outcome, "", spooled, headers, stored.instance_id)


def _as_file(spooled: SpooledObject, headers: ParsedHeaders) -> tuple[SpooledObject, ParsedHeaders]:
    """Puts the PS3.10 head before a data set that came without: what leaves again must be a DICOM file.

    Some STOW-RS clients send no preamble. The data set's bytes stay as they came.
    """
    with spooled.path.open("rb") as file:
        if file.read(132)[128:] == b"DICM":
            return spooled, headers
    meta = FileMetaInformation(
        headers.sop_class_uid.encode("ascii", "ignore").decode("ascii"),
        headers.sop_instance_uid,
        headers.transfer_syntax_uid,
    )
    whole = spooled.path.with_suffix(".part10")
    try:
        with whole.open("wb") as into:
            written = write_part10(into, meta, dataset_chunks(spooled.path))
        whole.replace(spooled.path)
    finally:
        whole.unlink(missing_ok=True)
    return replace(spooled, size=written.size), parse_headers(spooled.path)


def _index(origin: Origin, received: ReceivedObject, carried: set[str]) -> StoredInstance:
    """One transaction. Where it certainly failed the blob goes too; where the commit's fate is unknown it stays."""
    study_uid = received.headers.study_instance_uid
    committing = False
    try:
        with tenant_context(origin.actor.tenant_id):
            if origin.transfer_id and study_uid not in carried:
                carry_study(
                    actor=origin.actor, transfer_id=origin.transfer_id, study_instance_uid=study_uid
                )
            stored = store_instance(actor=origin.actor, site=origin.site, received=received)
            _write_arrival(
                origin,
                received.headers,
                content_hash=received.content_hash,
                size=received.size,
                outcome=ArrivalOutcome.DUPLICATE if stored.duplicate else ArrivalOutcome.STORED,
                instance_id=stored.instance_id,
            )
            committing = True
    except CannotBeFiled:
        raise
    except BaseException:
        if not committing:
            forget_blob(received.blob_key)
        raise
    carried.add(study_uid)
    return stored


def _quarantine(
    origin: Origin, spooled: SpooledObject, headers: ParsedHeaders | None, reason: str, detail: str
) -> Received:
    key = instance_key(
        tenant_id=origin.actor.tenant_id,
        study_instance_uid=headers.study_instance_uid if headers else "",
        object_id=new_id(),
    )
    keep_file(spooled=spooled.path, key=key)
    return _keep_aside(origin, spooled, headers, reason, detail, key)


def _keep_aside(
    origin: Origin,
    spooled: SpooledObject,
    headers: ParsedHeaders | None,
    reason: str,
    detail: str,
    key: str,
) -> Received:
    with tenant_context(origin.actor.tenant_id):
        arrival = _write_arrival(
            origin,
            headers,
            spooled=spooled,
            content_hash=spooled.content_hash,
            size=spooled.size,
            outcome=ArrivalOutcome.QUARANTINED,
            reason=reason,
        )
        is_new = set_aside(
            actor=origin.actor, arrival=arrival, reason=reason, detail=detail, blob_key=key
        )
    if not is_new:
        forget_blob(key)
    return _received(ArrivalOutcome.QUARANTINED, reason, spooled, headers)


def _refuse(
    origin: Origin, spooled: SpooledObject, headers: ParsedHeaders | None, reason: str
) -> Received:
    with tenant_context(origin.actor.tenant_id):
        _write_arrival(
            origin,
            headers,
            spooled=spooled,
            content_hash=spooled.content_hash,
            size=spooled.size,
            outcome=ArrivalOutcome.REFUSED,
            reason=reason,
        )
    return _received(ArrivalOutcome.REFUSED, reason, spooled, headers)


def _write_arrival(
    origin: Origin,
    headers: ParsedHeaders | None,
    *,
    content_hash: str,
    size: int,
    outcome: ArrivalOutcome,
    spooled: SpooledObject | None = None,
    reason: str = "",
    instance_id: UUID | None = None,
) -> Arrival:
    announced_class = spooled.sop_class_uid if spooled else ""
    announced_instance = spooled.sop_instance_uid if spooled else ""
    arrival = Arrival(
        transfer_id=origin.transfer_id,
        site=origin.site,
        receiver=origin.receiver,
        sop_class_uid=((headers and headers.sop_class_uid) or announced_class)[:64],
        sop_instance_uid=((headers and headers.sop_instance_uid) or announced_instance)[:64],
        study_instance_uid=(headers.study_instance_uid if headers else "")[:64],
        content_hash=content_hash,
        size=size,
        outcome=outcome.value,
        reason=reason,
        instance_id=instance_id,
    )
    add_arrival(arrival)
    return arrival


def _received(
    outcome: ArrivalOutcome,
    reason: str,
    spooled: SpooledObject,
    headers: ParsedHeaders | None,
    instance_id: UUID | None = None,
) -> Received:
    return Received(
        outcome=outcome,
        reason=reason,
        sop_class_uid=(headers and headers.sop_class_uid) or spooled.sop_class_uid,
        sop_instance_uid=(headers and headers.sop_instance_uid) or spooled.sop_instance_uid,
        study_instance_uid=headers.study_instance_uid if headers else "",
        series_instance_uid=headers.series_instance_uid if headers else "",
        instance_id=instance_id,
    )
