"""From the actions that count to the outcome that routing works with."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from apps.worklist.engine.facts import SkillNeed
from apps.worklist.engine.outcome import Outcome, PageAction

Action = Mapping[str, Any]
NOTHING: Action = {}


def outcome_of(actions: Sequence[Action], trace: Sequence[dict[str, Any]]) -> Outcome:
    """``actions`` as JSON with their ``kind``, in order; of most kinds there is at most one."""
    first: dict[str, Action] = {}
    for action in actions:
        first.setdefault(action["kind"], action)
    route, named = first.get("route_to", NOTHING), first.get("name_reader", NOTHING)
    preferred = first.get("prefer_skill", NOTHING)
    return Outcome(
        priority=first.get("set_priority", NOTHING).get("priority"),
        pathway=first.get("set_pathway", NOTHING).get("pathway"),
        pool=route.get("pool"),
        pool_widens_after=route.get("widen_after_minutes"),
        reader=UUID(named["reader"]) if named else None,
        reader_widens_after=named.get("widen_after_minutes"),
        required_skills=_needs(actions),
        preferred_skills=(_need(preferred),) if preferred else (),
        preference_ends_after=preferred.get("widen_after_minutes"),
        due_within=first.get("due_within", NOTHING).get("minutes"),
        workflow=first.get("read_workflow", NOTHING).get("workflow"),
        split_regions=tuple(first.get("split", NOTHING).get("regions", ())),
        link_within=first.get("link_same_patient", NOTHING).get("within_minutes"),
        pages=tuple(_page(one) for one in actions if one["kind"] in ("page", "notify")),
        trace=tuple(trace),
        actions=tuple(dict(action) for action in actions),
    )


def _needs(actions: Sequence[Action]) -> tuple[SkillNeed, ...]:
    """Each required skill once, at the highest level asked for, by name."""
    levels: dict[str, int] = {}
    for action in actions:
        if action["kind"] == "require_skill":
            need = _need(action)
            levels[need.skill] = max(need.level, levels.get(need.skill, 0))
    return tuple(SkillNeed(skill, level) for skill, level in sorted(levels.items()))


def _need(action: Action) -> SkillNeed:
    return SkillNeed(action["skill"], action["level"])


def _page(action: Action) -> PageAction:
    """A notice is a page with a message, sent at once and in any case."""
    if action["kind"] == "notify":
        return PageAction(0, action["recipient"], unless="", message=action["message"])
    return PageAction(action["after_minutes"], action["recipient"], unless=action["unless"])
