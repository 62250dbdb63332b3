"""From what the rules say about a study to the reading task: priority, pathway, class, expected work. Pure."""

from collections.abc import Collection, Sequence
from uuid import UUID

from apps.worklist.engine.facts import SkillNeed, StudyFacts, WorkClass
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.pathways import PATHWAY_OF_PRIORITY


def decided_priority(facts: StudyFacts, outcome: Outcome, *, locked: bool = False) -> str:
    """The rules' priority, else the one asked for; ``locked``: a person set it, and it stands."""
    return facts.priority if locked else outcome.priority or facts.priority


def decided_pathway(outcome: Outcome, priority: str) -> str:
    """The rules' pathway, else the priority's."""
    return outcome.pathway or PATHWAY_OF_PRIORITY[priority]


def class_of_study(
    facts: StudyFacts,
    *,
    site_id: UUID,
    jurisdictions: Collection[str],
    pool: str,
    needs: Sequence[SkillNeed],
) -> WorkClass:
    """Everything about the task that decides who may read it; ``facts.read_type`` is the task's."""
    return WorkClass(
        site_id=site_id,
        jurisdictions=frozenset(jurisdictions),
        modalities=facts.modalities,
        procedure_group=facts.procedure_group,
        body_part=facts.body_part,
        read_type=facts.read_type,
        age_group=facts.age_group,
        pool=pool,
        needs=tuple(needs),
    )
