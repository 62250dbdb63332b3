"""Every code that a screen shows is on the list that the front end's dictionary is held against."""

import json
from collections.abc import Iterable

from django.conf import settings

from apps.delivery.api.serializers import TIMELINE_KINDS
from apps.orders.states import PriorState
from apps.staffing.conflicts import CONFLICTS
from apps.staffing.vocabulary import SKILLS
from apps.worklist.api.clock_serializers import PAUSE_KINDS
from apps.worklist.api.sla_serializers import CLOCK_ENDS
from apps.worklist.engine import escalation, scoring
from apps.worklist.engine.modalities import ACCOMPANYING
from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.engine.procedure_groups import PROCEDURE_GROUPS
from apps.worklist.engine.rules.actions import ACTION_KINDS, RECIPIENTS
from apps.worklist.engine.rules.fields import FIELDS, UNKNOWN
from apps.worklist.engine.rules.operators import OPERATORS
from apps.worklist.engine.verdicts import EXCLUSION_CODES
from apps.worklist.models.assignments import ASSIGNMENT_ENDS
from apps.worklist.models.claims import END_REASONS
from apps.worklist.models.clocks import BREACH_CAUSES, HOLD_CODES
from apps.worklist.models.escalations import STEP_OUTCOMES

COPY = settings.BASE_DIR / "frontend" / "tests" / "engineCodes.json"
HISTORY = {
    *("first_image", "listed", "assigned", "assignment_ended", "claimed", "late_images"),
    *("held", "time_excluded", "resumed", "widened", "escalated"),
}


def choices(field: str) -> set[str]:
    return set(FIELDS[field].choices) - {UNKNOWN}


def parameter(kind: str, name: str) -> set[str]:
    return {
        code for one in ACTION_KINDS[kind].parameters if one.name == name for code in one.choices
    }


def codes() -> dict[str, list[str]]:
    """By the place in the dictionary where each must have a text."""
    ladder = {*escalation.TARGETS, "widen_pool", "widen_reader", "widen_preference"}
    found: dict[str, Iterable[str]] = {
        "common.priority": choices("priority"),
        "engine.action": ACTION_KINDS,
        "engine.ageGroup": FIELDS["age_group"].choices,
        "engine.end": {*END_REASONS, *ASSIGNMENT_ENDS},
        "engine.exclusion": EXCLUSION_CODES,
        "engine.field": FIELDS,
        "engine.hold": HOLD_CODES,
        "engine.milestone": CLOCK_ENDS,
        "engine.modality": choices("modality") | ACCOMPANYING,
        "engine.operator": {code for _, code in OPERATORS},
        "engine.pathway": {pathway.code for pathway in SHIPPED_PATHWAYS},
        "engine.patientClass": choices("patient_class"),
        "engine.pauseKind": PAUSE_KINDS,
        "engine.priorStatus": PriorState.values(),
        "engine.readType": choices("read_type"),
        "engine.recipient": RECIPIENTS,
        "engine.scorePart": scoring.PARTS,
        "engine.sex": choices("patient_sex"),
        "engine.side": choices("laterality"),
        "engine.skill": {*SKILLS, *PROCEDURE_GROUPS},
        "engine.unless": parameter("page", "unless"),
        "engine.weekday": choices("local_weekday"),
        "engine.workflow": parameter("read_workflow", "workflow"),
        "portal.timeline": TIMELINE_KINDS,
        "rules.action": ACTION_KINDS,
        "rules.field": FIELDS,
        "rules.operator": {code for _, code in OPERATORS},
        "service.cause": BREACH_CAUSES,
        "service.milestone": CLOCK_ENDS,
        "service.pathways.kind": escalation.KINDS,
        "staffing.roster.conflict": CONFLICTS,
        "worklist.historyKind": HISTORY | set(END_REASONS) - {"held"},
        "worklist.ladder.kind": escalation.KINDS,
        "worklist.ladder.standing": STEP_OUTCOMES,
        "worklist.ladder.target": ladder,
        "worklist.ladder.unless": escalation.CONDITIONS,
    }
    return {place: sorted(set(listed) - {""}) for place, listed in found.items()}


def test_the_front_ends_dictionary_is_held_against_every_code() -> None:
    assert json.loads(COPY.read_text()) == codes(), (
        f"Codes changed. Let {COPY.name} read:\n{json.dumps(codes())}"
    )
