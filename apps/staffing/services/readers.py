"""What a reader knows, reads, and must not read."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Patient
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.staffing.models import ReaderBlock, ReaderProfile, ReaderSkill
from apps.staffing.selectors import access_reader
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import (
    apply_changes,
    reader_changed,
    require_jurisdictions,
    require_known,
)
from apps.staffing.vocabulary import AGE_GROUPS, SKILL_LEVELS, SKILLS
from apps.tenancy.selectors import sites


class ProfileChange(TypedDict, total=False):
    active: bool
    age_groups: Sequence[str]
    default_location: str


class BlockChange(TypedDict, total=False):
    reason: str
    starts_at: datetime
    ends_at: datetime | None


def change_profile(
    *, actor: Actor, reader_id: UUID, **changes: Unpack[ProfileChange]
) -> ReaderProfile:
    """Whether, whom and from where the reader reads by default. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    if changes.get("default_location"):
        require_jurisdictions([changes["default_location"]])
    if "age_groups" in changes:
        changes["age_groups"] = _age_groups(changes["age_groups"])
    profile = lock_profile(reader_id)
    changed = apply_changes(profile, dict(changes))
    if changed:
        profile.save()
        reader_changed(
            actor=actor,
            action="reader.changed",
            subject=profile,
            reader_id=reader_id,
            changed=changed,
        )
    return profile


def lock_profile(reader_id: UUID) -> ReaderProfile:
    """The reader's profile, made where there was none, under a lock until the transaction ends."""
    ReaderProfile.objects.get_or_create(reader_id=reader_id)
    profile: ReaderProfile = ReaderProfile.objects.select_for_update().get(reader_id=reader_id)
    return profile


def _age_groups(groups: Sequence[str]) -> list[str]:
    require_known(groups, AGE_GROUPS, "age group")
    if not groups:
        raise Unprocessable(
            "Name at least one age group; a reader who reads nobody is set inactive.",
            code="age_group_required",
        )
    return [group for group in AGE_GROUPS if group in groups]


def set_skill(*, actor: Actor, reader_id: UUID, skill: str, level: int) -> ReaderSkill:
    """Gives the reader the skill, or another level of it. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    require_known([skill], SKILLS, "skill")
    if level not in SKILL_LEVELS:
        raise Unprocessable(
            "A level is 1 (trained), 2 (regular practice) or 3 (fellowship).", code="unknown_level"
        )
    held: ReaderSkill
    held, _ = ReaderSkill.objects.update_or_create(
        reader_id=reader_id, skill=skill, defaults={"level": level}
    )
    reader_changed(
        actor=actor,
        action="reader_skill.set",
        subject=held,
        reader_id=reader_id,
        skill=skill,
        level=level,
    )
    return held


def remove_skill(*, actor: Actor, skill_id: UUID) -> None:
    """Takes a skill away; raises ``NotFound``."""
    actor.require("staffing.manage")
    held = lock_row(ReaderSkill, skill_id, "skill of a reader")
    reader_changed(
        actor=actor,
        action="reader_skill.removed",
        subject=held,
        reader_id=held.reader_id,
        skill=held.skill,
        level=held.level,
    )
    held.delete()


def block_reader(
    *,
    actor: Actor,
    reader_id: UUID,
    reason: str,
    site_id: UUID | None = None,
    patient_id: UUID | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> ReaderBlock:
    """Keeps the reader from a site, from a patient, or with neither from everything.

    Raises ``NotFound``, ``Unprocessable``.
    """
    actor.require("staffing.manage")
    access_reader(reader_id)
    if site_id and not sites(site_ids=actor.site_ids).filter(id=site_id).exists():
        raise NotFound("There is no such site in this practice.")
    if patient_id and not Patient.objects.filter(id=patient_id).exists():
        raise NotFound("There is no such patient in this practice.")
    if site_id and patient_id:
        raise Unprocessable("Block a site or a patient, not both.", code="one_of_site_or_patient")
    block = ReaderBlock(
        reader_id=reader_id,
        site_id=site_id,
        patient_id=patient_id,
        reason=reason,
        starts_at=starts_at or now(),
        ends_at=ends_at,
    )
    _save_block(block)
    reader_changed(
        actor=actor,
        action="reader_block.added",
        subject=block,
        reader_id=reader_id,
        site=site_id,
        patient=patient_id,
        ends_at=ends_at,
    )
    return block


def change_block(*, actor: Actor, block_id: UUID, **changes: Unpack[BlockChange]) -> ReaderBlock:
    """Corrects a block or ends it (``ends_at``). Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    block = lock_row(ReaderBlock, block_id, "block")
    changed = apply_changes(block, dict(changes))
    if changed:
        _save_block(block)
        reader_changed(
            actor=actor,
            action="reader_block.changed",
            subject=block,
            reader_id=block.reader_id,
            changed={key: value for key, value in changed.items() if key != "reason"},
        )
    return block


def _save_block(block: ReaderBlock) -> None:
    if not block.reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    if block.ends_at and block.ends_at < block.starts_at:
        raise Unprocessable("The block ends before it begins.", code="times_out_of_order")
    block.save()
