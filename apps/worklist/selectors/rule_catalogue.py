"""The rule language as a rule builder needs it, in the practice's own words."""

from collections.abc import Iterable, Mapping
from typing import Any

from apps.worklist.engine.rules import catalogue
from apps.worklist.selectors.rule_references import Choices, references

LABELS: Mapping[str, str] = {
    "CR": "Radiography (CR)",
    "DX": "Radiography (DX)",
    "MG": "Mammography",
    "NM": "Nuclear medicine",
    "US": "Ultrasound",
    "XA": "Angiography",
    "RF": "Fluoroscopy",
    "PT": "PET",
    "BMD": "Bone density",
    "IO": "Dental (IO)",
    "PX": "Dental (PX)",
    "msk": "Musculoskeletal",
    "over_read": "Over-read",
    "preliminary_then_final": "Preliminary, then final",
    "final_then_over_read": "Final, then over-read",
    "on_call": "On call",
    "managers": "Managers",
    "reader": "The reader",
    "F": "Female",
    "M": "Male",
    "O": "Other",
    "L": "Left",
    "R": "Right",
    "B": "Both",
    "U": "Unpaired",
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
LEVELS = ("Trained", "Regular practice", "Fellowship")


def filled_catalogue() -> dict[str, Any]:
    """The rule language with the practice's own sites, pools, pathways and people as choices, labelled in English."""
    choices = references()
    language = catalogue()
    return {
        "fields": [_field(field, choices) for field in language["fields"]],
        "actions": [
            {
                "kind": kind["code"],
                "label": kind["label"],
                "adds_up": kind["adds_up"],
                "parameters": [_parameter(one, choices) for one in kind["parameters"]],
            }
            for kind in language["actions"]
        ],
        "limits": language["limits"],
    }


def _field(field: Mapping[str, Any], own: Mapping[str, Choices]) -> dict[str, Any]:
    return {
        "name": field["code"],
        "label": field["label"],
        "type": field["type"],
        "unit": field["unit"],
        "open": field["open"],
        "choices": [*_labelled(field["choices"]), *own.get(field["reference"], [])],
        "operators": [operator["code"] for operator in field["operators"]],
        "operator_labels": {operator["code"]: operator["label"] for operator in field["operators"]},
        "operator_values": {operator["code"]: operator["value"] for operator in field["operators"]},
    }


def _parameter(parameter: Mapping[str, Any], own: Mapping[str, Choices]) -> dict[str, Any]:
    choices = [*_labelled(parameter["choices"]), *own.get(parameter["reference"], [])]
    if parameter["name"] == "level":
        choices = [
            {"value": str(level), "label": label} for level, label in enumerate(LEVELS, start=1)
        ]
    return {
        "name": parameter["name"],
        "label": parameter["label"],
        "type": parameter["type"],
        "required": not parameter["is_optional"],
        "least": parameter["least"],
        "most": parameter["most"],
        "unit": parameter["unit"],
        # Without the key a free value is asked for; an empty list means there is nothing to choose yet.
        **({"choices": choices} if choices or parameter["reference"] else {}),
    }


def _labelled(codes: Iterable[str]) -> Choices:
    return [{"value": code, "label": LABELS.get(code) or _spoken(code)} for code in codes]


def _spoken(code: str) -> str:
    return code if code.isupper() else code.replace("_", " ").capitalize()
