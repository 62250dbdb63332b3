"""Which template a report starts from, as a table."""

from datetime import date
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import SECTION_TITLES
from apps.reporting.default_templates import DEFAULT_TEMPLATES
from apps.reporting.models import ReportTemplate, ReportTemplateVersion
from apps.reporting.services import ensure_default_templates
from apps.reporting.services.templates import content_of
from apps.reporting.template_choice import (
    StudyFacts,
    TemplateLevel,
    age_on,
    best_template,
    fit,
    ranked_templates,
)
from apps.reporting.template_document import document, mistakes
from tests.apps.reporting.template_scenes import Candidate
from tests.factories import Practice

A, B = UUID(int=1), UUID(int=2)
BOTH = Candidate("both", "CT", "HEAD")
MODALITY = Candidate("modality", "CT")
PART = Candidate("part", "", "HEAD")
GENERAL = Candidate("general")
EVERY = [GENERAL, PART, MODALITY, BOTH]
WORDS = Candidate("words", procedure_words=("pulmonary angio",))
CODE = Candidate("code", procedure_codes=("CTPA",))
WOMEN = Candidate("women", "CT", "HEAD", sex="F")
CHILDREN = Candidate("children", "CT", "HEAD", age_to=17)
INFANTS = Candidate("infants", "CT", "HEAD", age_to=1)
OLD = Candidate("old", "CT", "HEAD", age_from=70)
SITE = Candidate("site", "CT", "HEAD", level="site", site_id=A)
OWN = Candidate("own", "CT", "HEAD", level="personal", owner_id=A)
OWN_GENERAL = Candidate("own general", level="personal", owner_id=A)
HEAD = StudyFacts(("CT",), "HEAD")


def facts(modality: str = "CT", body_part: str = "HEAD", **more: object) -> StudyFacts:
    return StudyFacts((modality,) if modality else (), body_part, **more)  # type: ignore[arg-type] # each case gives what it is about


@pytest.mark.parametrize(
    ("candidates", "study", "expected"),
    [
        (EVERY, HEAD, BOTH),
        (EVERY, facts("ct", "head"), BOTH),
        (EVERY, facts("CT", "BRAIN"), BOTH),
        (EVERY, facts("CT", "CHEST"), MODALITY),
        (EVERY, facts("CT", ""), MODALITY),
        (EVERY, facts("MR"), PART),
        (EVERY, StudyFacts(("SR", "CT"), "HEAD"), BOTH),
        (EVERY, facts("MR", "KNEE"), GENERAL),
        (EVERY, StudyFacts(), GENERAL),
        ([MODALITY, BOTH], facts("MR", "KNEE"), None),
        ([BOTH], facts("CT", "CHEST"), None),
        ([], HEAD, None),
        ([Candidate("b", "CT"), Candidate("a", "CT")], HEAD, Candidate("a", "CT")),
        (
            [Candidate("spine", "MR", "C-SPINE"), GENERAL],
            facts("MR", "CSPINE"),
            Candidate("spine", "MR", "C-SPINE"),
        ),
        # The procedure says more than modality and body part; a code more than words, more words more than fewer.
        ([BOTH, WORDS], facts(description="CT Angiography, pulmonary"), WORDS),
        ([BOTH, WORDS], facts(description="CT pulmonary"), BOTH),
        ([WORDS, CODE], facts(description="CT pulmonary angio", procedure_codes=("ctpa",)), CODE),
        ([BOTH, CODE], HEAD, BOTH),
        (
            [WORDS, Candidate("one", procedure_words=("angio",))],
            facts(description="Angio pulmonary"),
            WORDS,
        ),
        (
            [Candidate("either", procedure_codes=("X",), procedure_words=("schädel",))],
            facts(description="CCT Schaedel Schädelbasis"),
            Candidate("either", procedure_codes=("X",), procedure_words=("schädel",)),
        ),
        (
            [Candidate("ja", procedure_words=("単純",))],
            facts(description="頭部単純CT"),
            Candidate("ja", procedure_words=("単純",)),
        ),
        # Sex and age: what is unknown fits no condition; the narrower range is closer.
        ([BOTH, WOMEN], facts(sex="F"), WOMEN),
        ([BOTH, WOMEN], facts(sex="M"), BOTH),
        ([BOTH, WOMEN], facts(sex="O"), BOTH),
        ([BOTH, WOMEN], HEAD, BOTH),
        ([BOTH, CHILDREN, INFANTS], facts(age=1), INFANTS),
        ([BOTH, CHILDREN, INFANTS], facts(age=2), CHILDREN),
        ([BOTH, CHILDREN, INFANTS], facts(age=17), CHILDREN),
        ([BOTH, CHILDREN, INFANTS], facts(age=18), BOTH),
        ([BOTH, CHILDREN], HEAD, BOTH),
        ([BOTH, OLD], facts(age=70), OLD),
        # At equal closeness the nearer level; a closer one of the practice before a general one of one's own.
        ([BOTH, SITE, OWN], facts(site_id=A, reader_id=A), OWN),
        ([BOTH, SITE, OWN], facts(site_id=A, reader_id=B), SITE),
        ([BOTH, SITE, OWN], facts(site_id=B, reader_id=B), BOTH),
        ([BOTH, SITE, OWN], HEAD, BOTH),
        ([BOTH, OWN_GENERAL], facts(site_id=A, reader_id=A), BOTH),
        ([OWN, CHILDREN], facts(reader_id=A, age=5), CHILDREN),
        ([OWN, WOMEN], facts(reader_id=A, sex="F"), WOMEN),
    ],
)
def test_the_closest_wins(
    candidates: list[Candidate], study: StudyFacts, expected: Candidate | None
) -> None:
    assert best_template(candidates, study) == expected


def test_the_rest_follows_by_closeness() -> None:
    assert ranked_templates(EVERY, HEAD) == [BOTH, MODALITY, PART, GENERAL]


SOME_IDS = st.sampled_from([A, B])
AGES = st.none() | st.integers(0, 110)
WORD_LISTS = st.lists(st.sampled_from(["angio", "chest", "low dose"]), max_size=2).map(tuple)
CODE_LISTS = st.lists(st.sampled_from(["C1", "C2"]), max_size=2).map(tuple)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    level = draw(st.sampled_from(TemplateLevel.values()))
    return Candidate(
        name=draw(st.sampled_from("abcdef")),
        modality=draw(st.sampled_from(["", "CT", "MR"])),
        body_part=draw(st.sampled_from(["", "HEAD", "CHEST"])),
        level=level,
        site_id=draw(SOME_IDS) if level == "site" else None,
        owner_id=draw(SOME_IDS) if level == "personal" else None,
        procedure_codes=draw(CODE_LISTS),
        procedure_words=draw(WORD_LISTS),
        sex=draw(st.sampled_from(["", "M", "F"])),
        age_from=draw(AGES),
        age_to=draw(AGES),
    )


STUDIES = st.builds(
    StudyFacts,
    modalities=st.lists(st.sampled_from(["CT", "MR", "SR"]), max_size=2).map(tuple),
    body_part=st.sampled_from(["", "HEAD", "CHEST"]),
    description=st.sampled_from(["", "CT angio chest", "Chest low dose"]),
    procedure_codes=CODE_LISTS,
    sex=st.sampled_from(["", "M", "F", "O"]),
    age=AGES,
    site_id=SOME_IDS,
    reader_id=st.none() | SOME_IDS,
)


def whose(one: Candidate) -> tuple[str, UUID | None, UUID | None, str]:
    return one.level, one.site_id, one.owner_id, one.name


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(candidates(), max_size=8, unique_by=whose), STUDIES, st.randoms())
def test_one_order_and_never_what_does_not_fit(
    found: list[Candidate], study: StudyFacts, chance: Random
) -> None:
    ranked = ranked_templates(found, study)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert ranked_templates(shuffled, study) == ranked
    assert set(ranked) == {one for one in found if fit(one, study) is not None}
    for one in ranked:
        assert one.modality in ("", *study.modalities)
        assert one.body_part in ("", study.body_part)
        assert one.sex in ("", study.sex)
        assert one.level != "personal" or one.owner_id == study.reader_id
        assert one.level != "site" or one.site_id == study.site_id
        if (one.age_from, one.age_to) != (None, None):
            assert study.age is not None
            assert (one.age_from or 0) <= study.age <= (150 if one.age_to is None else one.age_to)
    for nearer, farther in pairwise(ranked):
        first, second = fit(nearer, study), fit(farther, study)
        assert first is not None and second is not None and first >= second


def test_age_is_in_completed_years() -> None:
    assert age_on(date(2026, 3, 1), date(2024, 3, 1)) == 2
    assert age_on(date(2026, 2, 28), date(2024, 3, 1)) == 1
    assert age_on(date(2025, 2, 28), date(2024, 2, 29)) == 0
    assert age_on(date(2024, 1, 1), date(2024, 1, 2)) is None
    assert age_on(None, date(2024, 1, 2)) is None


@pytest.mark.parametrize(
    ("modality", "body_part", "name"),
    [
        ("CT", "HEAD", "CT head"),
        ("CT", "CHEST", "CT chest"),
        ("MR", "BRAIN", "MR brain"),
        ("CR", "CHEST", "Chest radiograph"),
        ("CR", "HAND", "Radiograph"),
        ("DX", "CHEST", "Digital chest radiograph"),
        ("US", "ABDOMEN", "Ultrasound"),
        ("XA", "", "Angiography"),
        ("NM", "", "General"),
    ],
)
def test_the_shipped_templates_cover_the_usual_work(
    modality: str, body_part: str, name: str
) -> None:
    found = best_template(DEFAULT_TEMPLATES, facts(modality, body_part))
    assert found is not None
    assert found.name == name
    assert [section["code"] for section in found.sections] == list(SECTION_TITLES)
    assert mistakes(document({"name": found.name, "sections": found.sections})) == []


def test_a_practice_gets_the_templates_once_and_keeps_its_own(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        ensure_default_templates()
        ReportTemplate.objects.filter(name="General").update(active=False)
        ensure_default_templates()
        assert ReportTemplate.objects.count() == len(DEFAULT_TEMPLATES)
        assert not ReportTemplate.objects.get(name="General").active
        versions = ReportTemplateVersion.objects.values_list("number", "template__number")
        assert list(versions) == [(1, 1)] * len(DEFAULT_TEMPLATES)


def test_shipped_templates_that_came_later_are_added_and_nothing_is_overwritten(
    practice: Practice,
) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        services.ensure_default_templates()
        mine, older, gone = ReportTemplate.objects.order_by("name")[:3]
        ReportTemplate.objects.filter(id=gone.id).update(name="Renamed by us")
        saved = services.save_template_draft(
            actor=manager,
            template_id=mine.id,
            revision=mine.draft_revision,
            content={**content_of(mine), "sex": "F"},
        )
        services.publish_template(actor=manager, template_id=mine.id, revision=saved.draft_revision)
        ReportTemplate.objects.filter(id=older.id).update(sections=[])
        found = services.add_shipped_templates(actor=manager)
        assert (found.added, found.drafted) == ([gone.name], [older.name])
        assert ReportTemplate.objects.get(id=mine.id).sex == "F"
        assert ReportTemplate.objects.get(id=older.id).sections == []
        assert ReportTemplate.objects.get(name=gone.name).number == 1
        again = services.add_shipped_templates(actor=manager)
        assert (again.added, again.drafted) == ([], [])
