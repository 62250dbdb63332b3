"""Deciding where a task goes: rules, pathway, pool, needs, due time; and writing down why."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.outbox import publish
from apps.worklist.engine.escalation import rungs_of
from apps.worklist.engine.facts import SkillNeed, StudyFacts
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.engine.routing import class_of_study, decided_pathway, decided_priority
from apps.worklist.engine.sla import PRIORITY_RANK
from apps.worklist.engine.work import expected_work
from apps.worklist.events import LinkingAsked
from apps.worklist.models import Decision, Pathway, ReadingTask
from apps.worklist.selectors.facts import study_facts
from apps.worklist.selectors.linking import was_asked_to_link
from apps.worklist.selectors.pathways import pathway_named
from apps.worklist.selectors.rules import outcome_by, rules_in_force
from apps.worklist.services.clocks import keep_clocks
from apps.worklist.services.work_classes import work_class_id

ROUTED_FIELDS = [
    "priority",
    "priority_rank",
    "stat_attested",
    "pathway",
    "queue_rank",
    "procedure_group",
    "pool",
    "needs",
    "preferred_skills",
    "named_reader",
    "minutes",
    "rvu",
    "patient_class",
    "indication",
    "sort_name",
    "work_class",
    "rule_set_number",
    "routed_at",
]


def ensure_default_pathways() -> None:
    """Gives the current tenant the shipped pathways that it does not have."""
    for shipped in SHIPPED_PATHWAYS:
        Pathway.objects.get_or_create(
            code=shipped.code,
            defaults={
                "name": shipped.name,
                "queue_rank": shipped.queue_rank,
                "minutes": shipped.minutes,
                "cap_exempt": shipped.cap_exempt,
            },
        )


@dataclass(frozen=True, slots=True)
class Routing:
    """What was decided, and on what."""

    facts: StudyFacts
    pathway: Pathway
    outcome: Outcome
    cause: str


def route(*, task: ReadingTask, cause: str) -> Routing:
    """Sets everything about the task that rules decide; what is promised for it follows in ``keep_routing``.

    The caller holds the task's lock or is making it; it saves ``ROUTED_FIELDS``, then calls ``keep_routing``.
    """
    facts = study_facts(task)
    version, outcome = rules_in_force(facts)
    priority = decided_priority(facts, outcome, locked=task.priority_locked)
    facts = replace(facts, priority=priority)
    pathway = pathway_named(decided_pathway(outcome, priority))
    work = expected_work(facts.modalities, facts.procedure_group, facts.image_count)
    task.priority, task.priority_rank = priority, PRIORITY_RANK[priority]
    task.stat_attested = facts.stat_attested
    task.pathway, task.queue_rank = pathway.code, pathway.queue_rank
    task.procedure_group = facts.procedure_group
    task.pool = outcome.pool or ""
    task.needs = skill_rows(outcome.required_skills)
    task.preferred_skills = skill_rows(outcome.preferred_skills)
    task.named_reader_id = outcome.reader
    task.minutes, task.rvu = work.minutes, work.rvu
    task.patient_class, task.indication = facts.patient_class, facts.indication[:2000]
    task.sort_name = task.study.patient.display_name.casefold()[:400]
    work_class = class_of_study(
        facts,
        site_id=task.site_id,
        jurisdictions=task.site.jurisdictions,
        pool=task.pool,
        needs=outcome.required_skills,
    )
    task.work_class_id = work_class_id(work_class)
    if task.routed_at is None:
        task.due_at = task.received_at
    task.rule_set_number, task.routed_at = version, now()
    return Routing(facts, pathway, outcome, cause)


def routing_in_force(*, task: ReadingTask, cause: str) -> Routing:
    """What the task was routed by: the version of the rules that it carries, whichever is in force by now.

    Nothing is set; ``keep_promises`` asks anew what is promised for it.
    """
    facts = study_facts(task)
    outcome = outcome_by(task.rule_set_number, facts)
    facts = replace(facts, priority=task.priority)
    return Routing(facts, pathway_named(task.pathway), outcome, cause)


def keep_routing(*, actor: Actor, task: ReadingTask, routing: Routing) -> Decision:
    """Sets the clocks and the ladder that follow, and writes down what was decided, on which values, by which rules."""
    keep_promises(actor=actor, task=task, routing=routing)
    return write_decision(actor=actor, task=task, routing=routing)


def keep_promises(*, actor: Actor, task: ReadingTask, routing: Routing) -> None:
    """Sets the clocks and the ladder that follow from a routing of the locked or new task."""
    keep_clocks(
        actor=actor,
        task=task,
        modalities=routing.facts.modalities,
        pathway=routing.pathway,
        minutes=routing.outcome.due_within,
        rungs=rungs_of(routing.outcome),
    )


def write_decision(*, actor: Actor, task: ReadingTask, routing: Routing) -> Decision:
    """Writes down what was decided, on which values, by which rules; says so where these want it read together with
    others for the first time.
    """
    link_within = routing.outcome.link_within
    if link_within and not was_asked_to_link(task.id):
        publish(LinkingAsked(task_id=task.id, study_id=task.study_id))
    decision: Decision = Decision.objects.create(
        task=task,
        kind="routed",
        decided_by=actor.name,
        cause=routing.cause,
        rule_set_number=task.rule_set_number,
        trace={"facts": plain_facts(routing.facts), "rules": list(routing.outcome.trace)},
        outcome={
            "priority": task.priority,
            "pathway": task.pathway,
            "pool": task.pool,
            "needs": task.needs,
            "preferred_skills": task.preferred_skills,
            "reader": str(task.named_reader_id) if task.named_reader_id else None,
            "due_at": task.due_at.isoformat(),
            "read_type": task.read_type,
            "workflow": task.workflow,
            "link_within": link_within,
        },
    )
    return decision


def plain_facts(facts: StudyFacts) -> dict[str, Any]:
    """The facts as JSON: sets as sorted lists, times as ISO 8601."""
    return {name: _plain(value) for name, value in asdict(facts).items()}


def skill_rows(needs: Sequence[SkillNeed]) -> list[dict[str, Any]]:
    """Needs as the JSON that tables keep."""
    return [{"skill": need.skill, "level": need.level} for need in needs]


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime) else value
