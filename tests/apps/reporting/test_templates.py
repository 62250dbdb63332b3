"""Which template a report starts from, as a table."""

from dataclasses import dataclass

import pytest

from apps.common.isolation import tenant_context
from apps.reporting.content import SECTION_TITLES
from apps.reporting.default_templates import DEFAULT_TEMPLATES
from apps.reporting.models import ReportTemplate
from apps.reporting.services import ensure_default_templates
from apps.reporting.template_choice import best_template, ranked_templates
from tests.factories import Practice


@dataclass(frozen=True)
class Template:
    name: str
    modality: str = ""
    body_part: str = ""


BOTH = Template("both", "CT", "HEAD")
MODALITY = Template("modality", "CT")
PART = Template("part", "", "HEAD")
GENERAL = Template("general")
EVERY = [GENERAL, PART, MODALITY, BOTH]


@pytest.mark.parametrize(
    ("candidates", "modalities", "body_part", "expected"),
    [
        (EVERY, ["CT"], "HEAD", BOTH),
        (EVERY, ["ct"], "head", BOTH),
        (EVERY, ["CT"], "BRAIN", BOTH),
        (EVERY, ["CT"], "CHEST", MODALITY),
        (EVERY, ["CT"], "", MODALITY),
        (EVERY, ["MR"], "HEAD", PART),
        (EVERY, ["SR", "CT"], "HEAD", BOTH),
        (EVERY, ["MR"], "KNEE", GENERAL),
        (EVERY, [], "", GENERAL),
        ([MODALITY, BOTH], ["MR"], "KNEE", None),
        ([BOTH], ["CT"], "CHEST", None),
        ([Template("b", "CT"), Template("a", "CT")], ["CT"], "", Template("a", "CT")),
        (
            [Template("spine", "MR", "C-SPINE"), GENERAL],
            ["MR"],
            "CSPINE",
            Template("spine", "MR", "C-SPINE"),
        ),
        ([], ["CT"], "HEAD", None),
    ],
)
def test_the_closest_wins(
    candidates: list[Template], modalities: list[str], body_part: str, expected: Template | None
) -> None:
    assert best_template(candidates, modalities=modalities, body_part=body_part) == expected


def test_the_rest_follows_by_closeness() -> None:
    assert ranked_templates(EVERY, modalities=["CT"], body_part="HEAD") == [
        BOTH,
        MODALITY,
        PART,
        GENERAL,
    ]


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
    found = best_template(DEFAULT_TEMPLATES, modalities=[modality], body_part=body_part)
    assert found is not None
    assert found.name == name
    assert [section["code"] for section in found.sections] == list(SECTION_TITLES)


def test_a_practice_gets_the_templates_once_and_keeps_its_own(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        ensure_default_templates()
        ReportTemplate.objects.filter(name="General").update(active=False)
        ensure_default_templates()
        assert ReportTemplate.objects.count() == len(DEFAULT_TEMPLATES)
        assert not ReportTemplate.objects.get(name="General").active
