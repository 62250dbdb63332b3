"""The rule set in force, and what it says."""

from apps.worklist.engine.facts import StudyFacts
from apps.worklist.engine.outcome import Outcome
from apps.worklist.models import RuleSetVersion


def version_in_force() -> RuleSetVersion | None:
    """The rule set with the highest number; None where the practice never published one."""
    found: RuleSetVersion | None = RuleSetVersion.objects.order_by("-number").first()
    return found


def rules_in_force(facts: StudyFacts) -> tuple[int | None, Outcome]:
    """The number of the version in force and what it says of a study."""
    version = version_in_force()
    return (version.number if version else None), Outcome()
