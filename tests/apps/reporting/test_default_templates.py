"""What every practice starts with: the right one is taken, and it says nothing that a check would question."""

import re

import pytest

from apps.reporting.checks import ReportFacts, check_report
from apps.reporting.default_templates import DEFAULT_TEMPLATES, DefaultTemplate
from apps.reporting.template_choice import StudyFacts, best_template

FIRST_CHOICE = re.compile(r"\[[^\]:|]+: ([^|\]]+)[^\]]*\]")


@pytest.mark.parametrize(
    ("modality", "description", "name"),
    [
        ("CT", "CT Pulmonary Angiogram", "CT pulmonary angiogram"),
        ("CT", "CTPA", "CT pulmonary angiogram"),
        ("CT", "CT ABDOMEN/PELVIS W CONTRAST", "CT abdomen and pelvis"),
        ("CT", "CT chest abdomen pelvis", "CT chest, abdomen and pelvis"),
        ("US", "ECHO TTE APICAL", "Echocardiography"),
        ("US", "Échographie abdominale", "Ultrasound abdomen"),
        ("US", "US LEG VEINS DVT", "Ultrasound leg veins"),
        ("US", "Sonographie Schilddrüse", "Ultrasound thyroid"),
        ("US", "US soft tissue forearm", "Ultrasound"),
        ("DX", "XR left wrist", "Digital radiograph"),
    ],
)
def test_a_description_leads_to_the_organs_looked_at(
    modality: str, description: str, name: str
) -> None:
    found = best_template(DEFAULT_TEMPLATES, StudyFacts((modality,), description=description))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda one: one.name)
def test_a_shipped_template_raises_no_question_but_its_open_fields(
    template: DefaultTemplate,
) -> None:
    said = {one["code"]: one["body"] for one in template.sections}
    unsaid = set() if said["impression"] else {"empty_impression"}
    open_fields = {"unfilled_field"} if any("[" in body for body in said.values()) else set()
    assert codes(template, said) == unsaid | open_fields
    filled = {code: FIRST_CHOICE.sub(r"\1", body) for code, body in said.items()}
    assert codes(template, filled) == unsaid


def codes(template: DefaultTemplate, sections: dict[str, str]) -> set[str]:
    report = ReportFacts(
        sex="F",
        procedure=template.name,
        body_part=template.body_part,
        modality=template.modality,
        study_modality=template.modality,
        study_body_part=template.body_part,
        sections=sections,
    )
    return {found["code"] for found in check_report(report)}


def test_each_name_stands_once() -> None:
    assert len({one.name for one in DEFAULT_TEMPLATES}) == len(DEFAULT_TEMPLATES)
