"""Kinds of work, and which of them a reader may read now.

Rows of work classes never change, so a process keeps those it has seen. What it keeps about a reader is used only
while the fingerprint of the reader's credentials, asked anew each time, is the one it was settled on: a credential
that was changed a moment ago, by whatever process, is never answered from memory.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

from apps.common.isolation import required_tenant_id
from apps.common.statements import prepared
from apps.staffing.selectors import reader_facts, rights_fingerprint
from apps.worklist.engine.eligibility import eligible_classes
from apps.worklist.engine.facts import SkillNeed, WorkClass
from apps.worklist.models import ReadingTask, WorkClassRecord

READERS_KEPT = 2_000
QUESTIONS_KEPT = 500


@dataclass(frozen=True, slots=True)
class _Settled:
    rights: str
    from_: datetime
    until: datetime | None
    classes: tuple[int, int]
    eligible: frozenset[UUID]

    def holds(self, rights: str, at: datetime, classes: tuple[int, int]) -> bool:
        in_time = self.from_ <= at and (self.until is None or at < self.until)
        return in_time and self.classes == classes and self.rights == rights


# A number that tells two sets of rows apart, also after one that was seen in a transaction was rolled back.
FINGERPRINT = """
(SELECT count(*) AS number, coalesce(bit_xor(uuid_hash_extended(id, 0)), 0) AS mixed
  FROM worklist_workclassrecord WHERE tenant_id = %(tenant)s) kinds
"""

LOOK = "SELECT number, mixed FROM" + FINGERPRINT

Fingerprint = tuple[int, int]

_settled: OrderedDict[tuple[UUID, UUID], _Settled] = OrderedDict()
_lock = Lock()


def as_work_class(record: WorkClassRecord) -> WorkClass:
    """The engine's value of a row."""
    return WorkClass(
        site_id=record.site_id,
        jurisdictions=frozenset(record.jurisdictions),
        modalities=frozenset(record.modalities),
        procedure_group=record.procedure_group,
        body_part=record.body_part,
        read_type=record.read_type,
        age_group=record.age_group,
        pool=record.pool,
        needs=tuple(SkillNeed(need["skill"], need["level"]) for need in record.needs),
    )


@dataclass(frozen=True, slots=True)
class KindsWanted:
    """What kinds of work are narrowed to; an empty set narrows nothing, but no sites (not None) leave nothing."""

    sites: frozenset[UUID] | None = None
    modalities: frozenset[str] = frozenset()
    procedure_groups: frozenset[str] = frozenset()
    body_parts: frozenset[str] = frozenset()
    read_types: frozenset[str] = frozenset()
    pools: frozenset[str] = frozenset()

    def takes(self, work: WorkClass) -> bool:
        return (
            (self.sites is None or work.site_id in self.sites)
            and (not self.modalities or bool(work.modalities & self.modalities))
            and (not self.procedure_groups or work.procedure_group in self.procedure_groups)
            and (not self.body_parts or work.body_part in self.body_parts)
            and (not self.read_types or work.read_type in self.read_types)
            and (not self.pools or work.pool in self.pools)
        )


@dataclass(frozen=True, slots=True)
class KindsOfWork:
    """Every kind of work of a tenant by id, and what tells this set from another."""

    fingerprint: Fingerprint
    by_id: Mapping[UUID, WorkClass]
    _such: dict[KindsWanted, frozenset[UUID]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def such(self, wanted: KindsWanted) -> frozenset[UUID]:
        """The ids of those that are wanted, the same set for the same question."""
        found = self._such.get(wanted)
        if found is None:
            found = frozenset(id_ for id_, work in self.by_id.items() if wanted.takes(work))
            if len(self._such) >= QUESTIONS_KEPT:
                self._such.clear()
            self._such[wanted] = found
        return found


_classes: dict[UUID, KindsOfWork] = {}


def work_classes() -> Mapping[UUID, WorkClass]:
    """Every kind of work of the current tenant, by id."""
    return kinds_of_work().by_id


def work_class_of(task: ReadingTask) -> WorkClass:
    """The kind of work of a routed task. Raises ``LookupError`` for one that was never routed."""
    if task.work_class_id is None:
        raise LookupError("The task was not routed yet.")
    return work_classes()[task.work_class_id]


def kinds_of_work(fingerprint: Fingerprint | None = None) -> KindsOfWork:
    """Every kind of work of the current tenant; ``fingerprint`` is what ``FINGERPRINT`` says now, where it is known."""
    tenant_id = required_tenant_id()
    if fingerprint is None:
        [(count, mixed)] = prepared(LOOK, {"tenant": tenant_id})
        fingerprint = (count, mixed)
    known = _classes.get(tenant_id)
    if known is None or known.fingerprint != fingerprint:
        found = {record.id: as_work_class(record) for record in WorkClassRecord.objects.all()}
        known = _classes[tenant_id] = KindsOfWork(fingerprint, found)
    return known


def eligible_class_ids(
    reader_id: UUID, at: datetime, kinds: KindsOfWork | None = None, rights: str | None = None
) -> frozenset[UUID]:
    """The kinds of work that the reader may read at ``at``.

    ``kinds`` and ``rights`` (``rights_fingerprint``) are those of now, where they are known.
    """
    rights = rights or rights_fingerprint(reader_id)
    kinds = kinds or kinds_of_work()
    fingerprint, classes = kinds.fingerprint, kinds.by_id
    key = (required_tenant_id(), reader_id)
    with _lock:
        kept = _settled.get(key)
    if kept and kept.holds(rights, at, fingerprint):
        return kept.eligible
    facts = next(iter(reader_facts([reader_id], at=at)), None)
    if facts is None:
        return frozenset()
    eligible, until = eligible_classes(classes, facts, at)
    with _lock:
        _settled[key] = _Settled(rights, at, until, fingerprint, eligible)
        _settled.move_to_end(key)
        while len(_settled) > READERS_KEPT:
            _settled.popitem(last=False)
    return eligible
