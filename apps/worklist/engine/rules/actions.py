"""What a rule may do, as data: each kind of action with its parameters and their types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ParameterType = Literal["code", "person", "recipient", "integer", "text", "texts"]
DAY_IN_MINUTES = 24 * 60
WEEK_IN_MINUTES = 7 * DAY_IN_MINUTES
RECIPIENTS = ("on_call", "managers", "reader")
SKILLS = (
    "neuro",
    "chest",
    "abdomen",
    "msk",
    "breast",
    "cardiac",
    "vascular",
    "nuclear",
    "paediatric",
    "emergency",
    "general",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value an action needs.

    A ``code`` is one of ``choices`` or of the practice's ``reference``; a ``person`` is a user's id; a
    ``recipient`` one of ``choices`` or a user's id. ``least`` and ``most`` bound an integer, or how many texts.
    """

    name: str
    type: ParameterType
    label: str
    choices: tuple[str, ...] = ()
    reference: str = ""
    is_optional: bool = False
    least: int = 1
    most: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ActionKind:
    """``adds_up``: every matching rule's counts; else only that of the first matching rule that has one."""

    code: str
    label: str
    parameters: tuple[Parameter, ...]
    adds_up: bool = False


def _minutes(name: str, label: str, *, is_optional: bool = False) -> Parameter:
    return Parameter(
        name, "integer", label, is_optional=is_optional, most=WEEK_IN_MINUTES, unit="minutes"
    )


_WIDEN = _minutes("widen_after_minutes", "open to others after", is_optional=True)
_SKILL = Parameter("skill", "code", "skill", choices=SKILLS)
_LEVEL = Parameter("level", "integer", "level at least", most=3)
_RECIPIENT = Parameter("recipient", "recipient", "to", choices=RECIPIENTS, reference="people")

_KINDS = (
    ActionKind(
        "set_priority",
        "Set priority",
        (Parameter("priority", "code", "priority", choices=("STAT", "URGENT", "ROUTINE")),),
    ),
    ActionKind(
        "set_pathway",
        "Set pathway",
        (Parameter("pathway", "code", "pathway", reference="pathways"),),
    ),
    ActionKind(
        "route_to", "Send to pool", (Parameter("pool", "code", "pool", reference="pools"), _WIDEN)
    ),
    ActionKind(
        "name_reader",
        "Give to reader",
        (Parameter("reader", "person", "reader", reference="readers"), _WIDEN),
    ),
    ActionKind("require_skill", "Require skill", (_SKILL, _LEVEL), adds_up=True),
    ActionKind("prefer_skill", "Prefer skill", (_SKILL, _LEVEL, _WIDEN)),
    ActionKind("due_within", "Due within", (_minutes("minutes", "minutes"),)),
    ActionKind(
        "read_workflow",
        "Reads",
        (
            Parameter(
                "workflow",
                "code",
                "reads",
                choices=("final", "preliminary_then_final", "final_then_over_read"),
            ),
        ),
    ),
    ActionKind(
        "link_same_patient",
        "Read together with the patient's other studies",
        (
            Parameter(
                "within_minutes", "integer", "that come within", most=DAY_IN_MINUTES, unit="minutes"
            ),
        ),
    ),
    ActionKind("split", "Split", (Parameter("regions", "texts", "into", least=2, most=8),)),
    ActionKind(
        "page",
        "Page",
        (
            _minutes("after_minutes", "after"),
            _RECIPIENT,
            Parameter("unless", "code", "unless", choices=("claimed", "signed")),
        ),
        adds_up=True,
    ),
    ActionKind(
        "notify",
        "Notify",
        (_RECIPIENT, Parameter("message", "text", "message", most=500)),
        adds_up=True,
    ),
)

ACTION_KINDS: Mapping[str, ActionKind] = {kind.code: kind for kind in _KINDS}
