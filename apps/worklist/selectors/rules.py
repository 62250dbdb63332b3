"""The rule set in force, and what it says."""

from functools import lru_cache
from uuid import UUID

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.rules import CompiledRules, compiled, evaluate
from apps.worklist.models import RuleSetVersion

VERSIONS_KEPT = 256


def version_in_force() -> RuleSetVersion | None:
    """The rule set with the highest number; None where the practice never published one."""
    found: RuleSetVersion | None = RuleSetVersion.objects.order_by("-number").first()
    return found


def rules_in_force(facts: StudyFacts) -> tuple[int | None, Outcome]:
    """The number of the version in force and what it says of a study; nothing where none was ever published."""
    newest = RuleSetVersion.objects.order_by("-number").values_list("id", "number").first()
    if newest is None:
        return None, Outcome()
    version_id, number = newest
    return number, evaluate(_compiled_version(version_id), facts)


@lru_cache(maxsize=VERSIONS_KEPT)
def _compiled_version(version_id: UUID) -> CompiledRules:
    """A version never changes and its id is nobody else's, so a process makes it ready once."""
    return compiled(RuleSetVersion.objects.values_list("rules", flat=True).get(id=version_id))
