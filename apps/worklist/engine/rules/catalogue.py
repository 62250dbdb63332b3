"""The whole rule language as one JSON document, for whoever builds a rule builder."""

from dataclasses import asdict
from typing import Any

from apps.worklist.engine.rules.actions import ACTION_KINDS
from apps.worklist.engine.rules.fields import FIELDS
from apps.worklist.engine.rules.operators import OPERATORS
from apps.worklist.engine.rules.validation import LIMITS


def catalogue() -> dict[str, Any]:
    """Fields with their operators, actions with their parameters, and the limits of a rule set."""
    return {"fields": _fields(), "actions": _actions(), "limits": dict(LIMITS)}


def _fields() -> list[dict[str, Any]]:
    return [
        {
            "code": field.code,
            "label": field.label,
            "type": field.type,
            "choices": list(field.choices),
            "open": field.is_open,
            "reference": field.reference,
            "unit": field.unit,
            "operators": [
                {"code": operator.code, "label": operator.label, "value": operator.value}
                for operator in OPERATORS.values()
                if operator.type == field.type
            ],
        }
        for field in FIELDS.values()
    ]


def _actions() -> list[dict[str, Any]]:
    return [
        {
            "code": kind.code,
            "label": kind.label,
            "adds_up": kind.adds_up,
            "parameters": [asdict(one) | {"choices": list(one.choices)} for one in kind.parameters],
        }
        for kind in ACTION_KINDS.values()
    ]
