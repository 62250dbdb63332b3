"""The single requirements behind a verdict. Each answers with its exclusions and until when it is met."""

from collections.abc import Collection, Sequence
from datetime import datetime

from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    SkillNeed,
    WorkClass,
)
from apps.worklist.engine.modalities import image_modalities
from apps.worklist.engine.spans import FOREVER, covered_until, first_start_after
from apps.worklist.engine.verdicts import Exclusion

Finding = tuple[tuple[Exclusion, ...], datetime]
MET: Finding = ((), FOREVER)


def personal(reader: ReaderFacts, at: datetime) -> Finding:
    """The reader works here and has said where they sit."""
    exclusions: list[Exclusion] = []
    if not reader.active:
        exclusions.append(Exclusion("reader_inactive"))
    declared_until = reader.location_ends_at or FOREVER
    if reader.location is None or declared_until <= at:
        exclusions.append(Exclusion("no_reading_location"))
    return tuple(exclusions), declared_until


def licensed(
    held: Sequence[Credential], places: Collection[str], none_held: str, at: datetime
) -> Finding:
    """One of ``held``, which all reach one of ``places``, is valid; ``none_held`` is the code for none at all."""
    until = covered_until(((one.starts_at, one.ends_at) for one in held), at)
    if until > at:
        return (), until
    if not held:
        return (Exclusion(none_held, ", ".join(sorted(places))),), FOREVER
    latest = max(held, key=lambda one: (one.ends_at or FOREVER, one.jurisdiction))
    if latest.starts_at > at:
        detail = f"{latest.jurisdiction} from {_instant(latest.starts_at)}"
        return (Exclusion("licence_not_yet_valid", detail),), FOREVER
    detail = f"{latest.jurisdiction} until {_instant(latest.ends_at or FOREVER)}"
    return (Exclusion("licence_expired", detail),), FOREVER


def privileged(held: Sequence[PrivilegeFacts], work: WorkClass, at: datetime) -> Finding:
    """One privilege covers modality, procedure group and read type together; two halves do not add up."""
    modalities = image_modalities(work.modalities)
    covering = [one for one in held if _covers(one, modalities, work)]
    until = covered_until(((one.starts_at, one.ends_at) for one in covering), at)
    if until > at:
        return (), until
    ended = [one.ends_at for one in covering if one.ends_at is not None and one.ends_at <= at]
    if ended:
        return (Exclusion("privilege_expired", f"until {_instant(max(ended))}"),), FOREVER
    current = [one for one in held if one.starts_at <= at < (one.ends_at or FOREVER)]
    if current:
        nearest = min((_misses(one, work) for one in current), key=len)
        return tuple(nearest), FOREVER
    coming = [one.starts_at for one in covering if one.starts_at > at]
    detail = f"from {_instant(min(coming))}" if coming else ""
    return (Exclusion("no_privilege_at_site", detail),), FOREVER


def is_privileged(held: Sequence[PrivilegeFacts], work: WorkClass, at: datetime) -> bool:
    """Whether ``privileged`` finds nothing against it."""
    modalities = image_modalities(work.modalities)
    return any(
        one.starts_at <= at < (one.ends_at or FOREVER) and _covers(one, modalities, work)
        for one in held
    )


def covers_everything(one: PrivilegeFacts, at: datetime) -> bool:
    """Whether the privilege holds now for any work of its site."""
    narrow = one.modalities or one.procedure_groups or one.read_types
    return not narrow and one.starts_at <= at < (one.ends_at or FOREVER)


def _covers(privilege: PrivilegeFacts, modalities: frozenset[str], work: WorkClass) -> bool:
    """Whether ``_misses`` would find nothing."""
    return (
        (not privilege.modalities or (bool(modalities) and modalities <= privilege.modalities))
        and (not privilege.procedure_groups or work.procedure_group in privilege.procedure_groups)
        and (not privilege.read_types or work.read_type in privilege.read_types)
    )


def _misses(privilege: PrivilegeFacts, work: WorkClass) -> list[Exclusion]:
    """What of the work this privilege does not cover. Work of unknown modality needs a privilege for every one."""
    missing: list[Exclusion] = []
    modalities = image_modalities(work.modalities)
    uncovered = modalities - privilege.modalities
    if privilege.modalities and (uncovered or not modalities):
        missing.append(Exclusion("privilege_modality", ", ".join(sorted(uncovered))))
    if privilege.procedure_groups and work.procedure_group not in privilege.procedure_groups:
        missing.append(Exclusion("privilege_procedure_group", work.procedure_group))
    if privilege.read_types and work.read_type not in privilege.read_types:
        missing.append(Exclusion("privilege_read_type", work.read_type))
    return missing


def skilled(reader: ReaderFacts, needs: Sequence[SkillNeed]) -> Finding:
    """Every needed skill at its level or above."""
    if not needs:
        return MET
    missing = [need for need in needs if reader.skills.get(need.skill, 0) < need.level]
    return tuple(Exclusion("skill_missing", f"{one.skill} {one.level}") for one in missing), FOREVER


def of_age(reader: ReaderFacts, age_group: str) -> Finding:
    """The patient's age group; a reader without any listed reads all, and an unknown age keeps nobody out."""
    if age_group == "unknown" or not reader.age_groups or age_group in reader.age_groups:
        return MET
    return (Exclusion("age_group", age_group),), FOREVER


def in_pool(reader: ReaderFacts, pool: str) -> Finding:
    """Work of a pool is for its members; work of no pool is for everyone."""
    return (
        MET if not pool or pool in reader.pools else ((Exclusion("outside_pool", pool),), FOREVER)
    )


def unblocked(blocks: Sequence[BlockFacts], at: datetime) -> Finding:
    """No block holds; met until the next one starts."""
    holding = [one for one in blocks if one.starts_at <= at < (one.ends_at or FOREVER)]
    upcoming = first_start_after(
        (one.starts_at for one in blocks if (one.ends_at or FOREVER) > one.starts_at), at
    )
    return tuple(Exclusion(_block_code(one), one.reason) for one in holding), upcoming


def _block_code(block: BlockFacts) -> str:
    if block.patient_id is not None:
        return "blocked_patient"
    return "blocked" if block.site_id is None else "blocked_site"


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
