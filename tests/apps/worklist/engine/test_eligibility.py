"""Each requirement on its own, all exclusions together, and to the instant."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.worklist.engine.eligibility import (
    EXCLUSION_CODES,
    Standing,
    class_verdict,
    eligible_classes,
    verdict,
)
from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    SkillNeed,
)
from tests.apps.worklist.engine.people import (
    AT,
    BEFORE,
    OTHER_SITE,
    PATIENT,
    SITE,
    reader,
    task,
    work,
)

LATER = AT + timedelta(hours=3)
GONE = AT - timedelta(minutes=1)


def codes(person: ReaderFacts, at: datetime = AT, **changes: Any) -> list[str]:
    return [one.code for one in class_verdict(work(**changes), person, at).exclusions]


def licences(*ends: datetime | None, place: str = "FR") -> tuple[Credential, ...]:
    home = Credential("DE-BE", BEFORE)
    return (home, *(Credential(place, BEFORE, end) for end in ends))


def test_a_reader_with_everything_may_read_for_ever() -> None:
    answer = class_verdict(work(), reader(), AT)
    assert answer.eligible and answer.exclusions == () and answer.until is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"active": False}, "reader_inactive"),
        ({"location": None}, "no_reading_location"),
        ({"location_ends_at": AT}, "no_reading_location"),
        ({"location": "US-TX"}, "no_licence_where_read"),
        ({"licences": (Credential("DE-BE", BEFORE),)}, "no_licence_where_imaged"),
        ({"licences": licences(AT)}, "licence_expired"),
        (
            {"licences": (Credential("DE-BE", BEFORE), Credential("FR", LATER))},
            "licence_not_yet_valid",
        ),
        ({"privileges": ()}, "no_privilege_at_site"),
        ({"privileges": (PrivilegeFacts(OTHER_SITE, BEFORE),)}, "no_privilege_at_site"),
        ({"privileges": (PrivilegeFacts(SITE, LATER),)}, "no_privilege_at_site"),
        ({"privileges": (PrivilegeFacts(SITE, BEFORE, GONE),)}, "privilege_expired"),
        ({"age_groups": frozenset({"child"})}, "age_group"),
        ({"blocks": (BlockFacts("conflict", BEFORE),)}, "blocked"),
        ({"blocks": (BlockFacts("conflict", BEFORE, site_id=SITE),)}, "blocked_site"),
    ],
)
def test_each_thing_missing_has_its_code(changes: dict[str, Any], expected: str) -> None:
    assert codes(reader(**changes)) == [expected]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"modalities": frozenset({"MR"})}, ["privilege_modality"]),
        ({"procedure_groups": frozenset({"msk"})}, ["privilege_procedure_group"]),
        ({"read_types": frozenset({"preliminary"})}, ["privilege_read_type"]),
        (
            {"modalities": frozenset({"MR"}), "read_types": frozenset({"preliminary"})},
            ["privilege_modality", "privilege_read_type"],
        ),
        ({"modalities": frozenset({"CT", "MR"})}, []),
    ],
)
def test_a_privilege_covers_what_it_names(narrowed: dict[str, Any], expected: list[str]) -> None:
    assert codes(reader(privileges=(PrivilegeFacts(SITE, BEFORE, **narrowed),))) == expected


def test_two_privileges_do_not_add_up_to_one() -> None:
    ct_preliminary = PrivilegeFacts(
        SITE, BEFORE, modalities=frozenset({"CT"}), read_types=frozenset({"preliminary"})
    )
    mr_final = PrivilegeFacts(
        SITE, BEFORE, modalities=frozenset({"MR"}), read_types=frozenset({"final"})
    )
    assert codes(reader(privileges=(ct_preliminary, mr_final))) == ["privilege_read_type"]


def test_reports_and_marks_sent_along_need_no_privilege() -> None:
    person = reader(privileges=(PrivilegeFacts(SITE, BEFORE, modalities=frozenset({"CT"})),))
    assert codes(person, modalities=frozenset({"CT", "SR", "PR"})) == []
    assert codes(person, modalities=frozenset({"CT", "PT"})) == ["privilege_modality"]
    assert codes(person, modalities=frozenset()) == ["privilege_modality"]


def test_needs_pool_age_and_jurisdiction_of_the_work() -> None:
    needs = (SkillNeed("neuro", 2), SkillNeed("neuro", 3), SkillNeed("chest"))
    answer = class_verdict(work(needs=needs), reader(), AT)
    assert [(one.code, one.detail) for one in answer.exclusions] == [
        ("skill_missing", "neuro 3"),
        ("skill_missing", "chest 1"),
    ]
    assert codes(reader(), pool="day") == ["outside_pool"]
    assert codes(reader(), pool="night") == []
    assert codes(reader(), jurisdictions=frozenset()) == ["site_without_jurisdiction"]
    assert codes(reader(), jurisdictions=frozenset({"FR", "US-TX"})) == []


def test_an_unknown_age_keeps_nobody_out() -> None:
    assert codes(reader(age_groups=frozenset({"adult"})), age_group="unknown") == []


def test_every_exclusion_is_listed() -> None:
    nobody = ReaderFacts(reader_id=reader().reader_id, name="", active=False)
    found = codes(nobody, pool="day", needs=(SkillNeed("chest"),))
    assert found == [
        "reader_inactive",
        "no_reading_location",
        "no_licence_where_imaged",
        "no_privilege_at_site",
        "skill_missing",
        "outside_pool",
    ]
    assert set(found) <= set(EXCLUSION_CODES)


def test_expiry_acts_to_the_microsecond() -> None:
    person = reader(licences=licences(LATER))
    assert class_verdict(work(), person, AT).until == LATER
    assert class_verdict(work(), person, LATER - timedelta(microseconds=1)).eligible
    assert codes(person, LATER) == ["licence_expired"]


def test_a_licence_renewed_in_time_leaves_no_gap() -> None:
    renewed = (*licences(LATER), Credential("FR", LATER, LATER + timedelta(days=1)))
    assert class_verdict(work(), reader(licences=renewed), AT).until == LATER + timedelta(days=1)


def test_until_is_the_first_of_all_ends() -> None:
    person = reader(
        licences=licences(AT + timedelta(hours=9)),
        privileges=(PrivilegeFacts(SITE, BEFORE, AT + timedelta(hours=8)),),
        location_ends_at=AT + timedelta(hours=7),
        blocks=(BlockFacts("holiday", AT + timedelta(hours=6), site_id=SITE),),
    )
    assert class_verdict(work(), person, AT).until == AT + timedelta(hours=6)


def test_what_only_a_task_has() -> None:
    other = reader(2)
    blocked = reader(
        blocks=(
            BlockFacts("relative", BEFORE, patient_id=PATIENT),
            BlockFacts("elsewhere", BEFORE, patient_id=PATIENT, site_id=OTHER_SITE),
        )
    )
    mine = task(patient_id=PATIENT, excluded_readers=frozenset({blocked.reader_id}))
    answer = verdict(mine, blocked, AT)
    assert [one.code for one in answer.exclusions] == ["blocked_patient", "read_this_before"]
    named = task(named_reader=other.reader_id)
    assert verdict(named, other, AT).eligible
    assert [one.code for one in verdict(named, reader(), AT).exclusions] == ["named_for_another"]


def test_a_block_on_the_patient_still_to_come_bounds_the_task() -> None:
    person = reader(blocks=(BlockFacts("relative", LATER, patient_id=PATIENT),))
    assert verdict(task(patient_id=PATIENT), person, AT).until == LATER
    assert verdict(task(), person, AT).until is None


def test_many_classes_at_once() -> None:
    classes = {"here": work(), "there": work(site_id=OTHER_SITE), "us": work(pool="day")}
    person = reader(licences=licences(LATER))
    assert eligible_classes(classes, person, AT) == (frozenset({"here"}), LATER)
    assert eligible_classes(classes, reader(), AT) == (frozenset({"here"}), None)


def test_a_licence_that_begins_is_a_change_too() -> None:
    person = reader(licences=(Credential("DE-BE", BEFORE), Credential("FR", LATER)))
    keys, until = eligible_classes({"here": work()}, person, AT)
    assert (keys, until) == (frozenset(), LATER)
    assert eligible_classes({"here": work()}, person, LATER)[0] == {"here"}


@pytest.mark.parametrize(
    ("licensed_for", "imaged", "expected"),
    [
        ("DE", "DE-BY", []),
        ("DE-BE", "DE", ["no_licence_where_imaged"]),
        ("US", "US-TX", ["no_licence_where_imaged"]),
        ("US-TX", "US-TX", []),
    ],
)
def test_a_licence_of_a_country_holds_in_its_parts_unless_these_license_themselves(
    licensed_for: str, imaged: str, expected: list[str]
) -> None:
    held = (Credential("DE-BE", BEFORE), Credential(licensed_for, BEFORE))
    assert codes(reader(licences=held), jurisdictions=frozenset({imaged})) == expected


def test_a_licence_of_the_country_lasts_on_where_that_of_the_part_ends() -> None:
    held = (Credential("DE-BE", BEFORE), Credential("FR-75C", BEFORE, LATER), Credential("FR", AT))
    answer = class_verdict(work(jurisdictions=frozenset({"FR-75C"})), reader(licences=held), AT)
    assert answer.eligible and answer.until is None


def test_the_licences_that_cover_are_named() -> None:
    held = (Credential("DE-BE", BEFORE), Credential("FR", BEFORE), Credential("IT", BEFORE))
    imaged = work(jurisdictions=frozenset({"FR-75C"}))
    assert Standing(reader(licences=held), AT).licences_for(imaged) == ("FR", "DE-BE")
    assert Standing(reader(licences=held[:1]), AT).licences_for(imaged) == ("DE-BE",)
