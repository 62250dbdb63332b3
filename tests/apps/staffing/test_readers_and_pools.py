"""Profiles, skills, blocks and pools."""

from datetime import timedelta
from uuid import UUID

import pytest

from apps.common.clock import now
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.staffing import services
from apps.staffing.models import PoolMembership, ReaderSkill
from apps.staffing.selectors import reader_facts
from tests.apps.staffing.test_credentials import changes_told, managing
from tests.factories import Practice
from tests.studies import make_study

pytestmark = pytest.mark.django_db


def test_a_profile_says_whom_the_reader_reads(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        services.change_profile(
            actor=actor,
            reader_id=reader_id,
            active=False,
            age_groups=["adult", "adolescent"],
            default_location="US-NY",
        )
        (facts,) = reader_facts([reader_id])
    assert not facts.active
    assert facts.age_groups == {"adult", "adolescent"}
    assert facts.location == "US-NY"


@pytest.mark.parametrize("groups", [[], ["elderly"]])
def test_age_groups_are_known_and_never_none(practice: Practice, groups: list[str]) -> None:
    with managing(practice) as (actor, reader_id), pytest.raises(Unprocessable):
        services.change_profile(actor=actor, reader_id=reader_id, age_groups=groups)


def test_a_skill_has_one_level(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        services.set_skill(actor=actor, reader_id=reader_id, skill="neuro", level=1)
        held = services.set_skill(actor=actor, reader_id=reader_id, skill="neuro", level=3)
        assert reader_facts([reader_id])[0].skills == {"neuro": 3}
        told = changes_told(reader_id)
        services.remove_skill(actor=actor, skill_id=held.id)
        assert not ReaderSkill.objects.filter(reader_id=reader_id).exists()
        assert changes_told(reader_id) == told + 1


@pytest.mark.parametrize(("skill", "level"), [("phrenology", 1), ("neuro", 4), ("neuro", 0)])
def test_unknown_skills_and_levels_are_refused(practice: Practice, skill: str, level: int) -> None:
    with managing(practice) as (actor, reader_id), pytest.raises(Unprocessable):
        services.set_skill(actor=actor, reader_id=reader_id, skill=skill, level=level)


def test_a_block_holds_until_it_is_ended(practice: Practice) -> None:
    patient_id = make_study(practice).patient_id
    with managing(practice) as (actor, reader_id):
        block = services.block_reader(
            actor=actor, reader_id=reader_id, reason="relative", patient_id=patient_id
        )
        assert reader_facts([reader_id])[0].blocks[0].patient_id == patient_id
        services.change_block(actor=actor, block_id=block.id, ends_at=now())
        assert reader_facts([reader_id])[0].blocks == ()


def test_a_block_names_one_thing_of_this_practice(
    practice: Practice, other_practice: Practice
) -> None:
    patient_id = make_study(practice).patient_id
    foreign = make_study(other_practice).patient_id
    with managing(practice) as (actor, reader_id):
        with pytest.raises(Unprocessable):
            services.block_reader(
                actor=actor,
                reader_id=reader_id,
                reason="both",
                site_id=practice.site_a.id,
                patient_id=patient_id,
            )
        with pytest.raises(NotFound):
            services.block_reader(
                actor=actor, reader_id=reader_id, reason="foreign", patient_id=foreign
            )
        with pytest.raises(NotFound):
            services.block_reader(
                actor=actor, reader_id=reader_id, reason="x", site_id=other_practice.site_a.id
            )
        with pytest.raises(Unprocessable):
            services.block_reader(
                actor=actor, reader_id=reader_id, reason="x", ends_at=now() - timedelta(days=1)
            )


def test_members_of_a_pool_are_told_when_they_join_and_leave(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        second = practice.user_ids["reader2"]
        pool = services.create_pool(
            actor=actor, code="neuro", name="Neuro", members=[reader_id], mode="push"
        )
        assert reader_facts([reader_id])[0].pools == {"neuro"}
        told = {one: changes_told(one) for one in (reader_id, second)}
        services.change_pool(actor=actor, pool_id=pool.id, members=[second], max_open_tasks=3)
        assert _members(pool.id) == {second}
        assert {one: changes_told(one) for one in told} == {k: v + 1 for k, v in told.items()}
        assert OutboxEvent.objects.filter(name="staffing.pool_changed").count() == 1


def test_a_pools_code_is_its_own_and_its_members_read(practice: Practice) -> None:
    with managing(practice) as (actor, _):
        services.create_pool(actor=actor, code="neuro", name="Neuro")
        with pytest.raises(Conflict):
            services.create_pool(actor=actor, code="neuro", name="Neuro again")
        with pytest.raises(NotFound):
            services.create_pool(
                actor=actor, code="qa", name="QA", members=[practice.user_ids["qa"]]
            )


def _members(pool_id: UUID) -> set[UUID]:
    return set(PoolMembership.objects.filter(pool_id=pool_id).values_list("reader_id", flat=True))


def test_rights_granted_twice_are_granted_once(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        again = services.grant_full_reading_rights(
            actor=practice.actor("manager"),
            reader_id=practice.user_ids["reader"],
            sites=[practice.site_a, practice.site_b],
            location="DE-BE",
        )
    assert not again
