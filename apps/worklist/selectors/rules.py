"""The rule set in force, and what it says."""

from functools import lru_cache
from uuid import UUID

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.rules import CompiledRules, compiled, evaluate
from apps.worklist.models import RuleSetVersion

COMPILED_KEPT = 256
NO_RULES: CompiledRules = compiled({"rules": []})


def version_in_force() -> RuleSetVersion | None:
    """The rule set with the highest number; None where the practice never published one."""
    found: RuleSetVersion | None = RuleSetVersion.objects.order_by("-number").first()
    return found


def rules_in_force(facts: StudyFacts) -> tuple[int | None, Outcome]:
    """The number of the version in force and what it says of a study; None and nothing where there is none."""
    newest = RuleSetVersion.objects.order_by("-number").values_list("id", "number").first()
    if newest is None:
        return None, evaluate(NO_RULES, facts)
    return newest[1], evaluate(compiled_version(newest[0]), facts)


def outcome_by(number: int | None, facts: StudyFacts) -> Outcome:
    """What a published version says of a study; nothing for None, or a number that never was."""
    found = RuleSetVersion.objects.filter(number=number).values_list("id", flat=True).first()
    return evaluate(compiled_version(found) if found else NO_RULES, facts)


@lru_cache(maxsize=COMPILED_KEPT)
def compiled_version(version_id: UUID) -> CompiledRules:
    """A published version ready to run; it never changes, so a process prepares it once."""
    return compiled(RuleSetVersion.objects.values_list("rules", flat=True).get(id=version_id))
