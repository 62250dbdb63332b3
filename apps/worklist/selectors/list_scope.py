"""What decides, beside its filters, which tasks a list holds: who may read what, settled on kinds of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.tenancy.models import Site
from apps.worklist.engine.facts import WorkClass
from apps.worklist.selectors.eligibility import is_bound_to_eligibility
from apps.worklist.selectors.linking import not_readable_as_a_whole
from apps.worklist.selectors.list_facts import list_facts
from apps.worklist.selectors.work_classes import (
    READERS_KEPT,
    KindsOfWork,
    KindsWanted,
    eligible_class_ids,
    kinds_of_work,
)
from apps.worklist.selectors.worklist_filter import WorklistFilter


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """What a reader sees whatever they may read: what they hold and were given, where it is of one of ``kinds``."""

    held: tuple[UUID, ...]
    kinds: frozenset[UUID] | None


@dataclass(frozen=True, slots=True)
class ListScope:
    """Which tasks of a practice somebody may see now. ``None`` says that there is no such limit.

    ``kinds`` are kinds of work. ``reader_id`` is whose eligibility counts, and ``excluding`` which open tasks exclude
    this reader by name or are read together with one that this reader may not read.
    """

    tenant_id: UUID
    site_ids: frozenset[UUID] | None
    kinds: frozenset[UUID] | None
    reader_id: UUID | None = None
    excluding: tuple[UUID, ...] = ()
    own: OwnTasks | None = None


def list_scope(*, actor: Actor, narrowed: WorklistFilter) -> ListScope:
    """What the actor may see of a list that is narrowed so.

    A reader sees what they may read now, but not the list of a pool that hands out what is next, and always what they
    hold or were given; who manages or watches the list sees all of it.
    """
    tenant_id, site_ids = required_tenant_id(), actor.site_ids
    bound = is_bound_to_eligibility(actor)
    reader_id = actor.require_user() if bound else narrowed.eligible_for
    if reader_id is None:
        kinds = _narrowed(kinds_of_work(), narrowed) if narrowed.narrows_kinds else None
        return ListScope(tenant_id, site_ids, kinds)
    facts = list_facts(reader_id)
    known = kinds_of_work(facts.kinds)
    ids = eligible_class_ids(reader_id, now(), known, facts.rights)
    excluding = tuple(facts.excluding)
    if facts.some_linked:
        excluding += tuple(not_readable_as_a_whole(reader_id, ids))
    if bound:
        ids = _shown(known.by_id, ids, facts.hidden_pools)
    wanted = _narrowed(known, narrowed) if narrowed.narrows_kinds else None
    return ListScope(
        tenant_id,
        site_ids,
        ids if wanted is None else _both(ids, wanted),
        reader_id,
        excluding,
        OwnTasks(tuple(facts.held), wanted) if bound else None,
    )


def _shown(
    classes: Mapping[UUID, WorkClass], ids: frozenset[UUID], hidden: frozenset[str]
) -> frozenset[UUID]:
    """Without the kinds of work of pools whose members are given what is next instead of a list."""
    if not hidden:
        return ids
    return frozenset(id_ for id_ in ids if classes[id_].pool not in hidden)


def _narrowed(kinds: KindsOfWork, narrowed: WorklistFilter) -> frozenset[UUID]:
    sites: frozenset[UUID] = frozenset()
    if narrowed.sites:
        known = Site.objects.filter(slug__in=narrowed.sites).values_list("id", flat=True)
        sites = frozenset(known)
    return kinds.such(
        KindsWanted(
            sites=sites if narrowed.sites else None,
            modalities=frozenset(narrowed.modalities),
            procedure_groups=frozenset(narrowed.procedure_groups),
            body_parts=frozenset(narrowed.body_parts),
            read_types=frozenset(narrowed.read_types),
            pools=frozenset(narrowed.pools),
        )
    )


@lru_cache(maxsize=READERS_KEPT)
def _both(one: frozenset[UUID], other: frozenset[UUID]) -> frozenset[UUID]:
    """Their intersection, the same object for the same sets: a set knows its hash, a new one asks all its ids."""
    return one & other
