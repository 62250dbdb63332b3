"""The rules a new practice starts with. They name no site, pool or person, so that they hold everywhere."""

from collections.abc import Mapping
from typing import Any

_STROKE_WORDS = [
    "stroke",
    "thrombolysis",
    "thrombectomy",
    "hemipar",
    "hemipleg",
    "hemiparesis",
    "aphasi",
    "facial droop",
    "fast positive",
    "schlaganfall",
    "apoplex",
    "avc",
    "accident vasculaire",
    "ictus",
    "codigo ictus",
]
_TRAUMA_WORDS = [
    "polytrauma",
    "major trauma",
    "trauma alert",
    "trauma team",
    "politrauma",
    "schockraum",
]
_CANNOT_WAIT = [
    "aortic dissection",
    "dissection aort",
    "ruptur",
    "cord compression",
    "cauda equina",
    "testicular torsion",
    "pulmonary embol",
    "embolie pulmon",
    "lungenembol",
    "free air",
    "pneumoperiton",
]


def _is(field: str, *codes: str) -> dict[str, Any]:
    return {"field": field, "operator": "any_of", "value": list(codes)}


def _says(field: str, phrases: list[str]) -> dict[str, Any]:
    return {"field": field, "operator": "contains_any", "value": phrases}


def _rule(
    rule_id: str, name: str, when: Mapping[str, Any], *then: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": name,
        "enabled": True,
        "when": dict(when),
        "then": [dict(action) for action in then],
        "stop": False,
    }


def _pathway(code: str) -> dict[str, Any]:
    return {"kind": "set_pathway", "pathway": code}


def _priority(code: str) -> dict[str, Any]:
    return {"kind": "set_priority", "priority": code}


def _page(minutes: int, recipient: str) -> dict[str, Any]:
    return {"kind": "page", "after_minutes": minutes, "recipient": recipient, "unless": "claimed"}


def _prefer(skill: str, minutes: int) -> dict[str, Any]:
    return {"kind": "prefer_skill", "skill": skill, "level": 1, "widen_after_minutes": minutes}


DEFAULT_RULES: Mapping[str, Any] = {
    "rules": [
        _rule(
            "stroke",
            "Stroke",
            {
                "all": [
                    _is("modality", "CT", "MR", "XA"),
                    _is("procedure_group", "neuro", "vascular"),
                    {
                        "any": [
                            _says("indication", _STROKE_WORDS),
                            _says("procedure", _STROKE_WORDS),
                        ]
                    },
                ]
            },
            _priority("STAT"),
            _pathway("stroke"),
            _prefer("neuro", 5),
            _page(10, "on_call"),
        ),
        _rule(
            "trauma",
            "Major trauma",
            {
                "all": [
                    _is("modality", "CT"),
                    {
                        "any": [
                            _says("indication", _TRAUMA_WORDS),
                            _says("procedure", _TRAUMA_WORDS),
                        ]
                    },
                ]
            },
            _priority("STAT"),
            _pathway("trauma"),
            _page(15, "on_call"),
        ),
        _rule(
            "cannot-wait",
            "Indications that cannot wait",
            {
                "all": [
                    _is("patient_class", "emergency", "inpatient"),
                    _says("indication", _CANNOT_WAIT),
                ]
            },
            _priority("STAT"),
            _pathway("stat"),
            _page(20, "on_call"),
        ),
        # It sets the priority too, or the next rule would make less of a STAT from the emergency department.
        _rule(
            "stat",
            "STAT",
            _is("priority", "STAT"),
            _priority("STAT"),
            _pathway("stat"),
            _page(20, "on_call"),
        ),
        _rule(
            "urgent",
            "Urgent, and from the emergency department",
            {"any": [_is("priority", "URGENT"), _is("patient_class", "emergency")]},
            _priority("URGENT"),
            _pathway("urgent"),
        ),
        _rule(
            "children",
            "Children",
            _is("age_group", "neonate", "infant", "child"),
            _prefer("paediatric", 30),
        ),
        *(
            _rule(
                f"prefer-{group}",
                f"{title} to those who read it most",
                _is("procedure_group", group),
                _prefer(group, 60),
            )
            for group, title in (
                ("neuro", "Neuro"),
                ("cardiac", "Cardiac"),
                ("breast", "Breast"),
                ("nuclear", "Nuclear medicine"),
                ("msk", "Musculoskeletal"),
            )
        ),
        _rule("routine", "Everything else", {"all": []}, _pathway("routine")),
    ]
}
