"""What becomes of each study: the product's rules, matrix and ladder say who may read it and by when."""

from dataclasses import dataclass, replace
from datetime import datetime

from apps.worklist.engine.clocks import Target, due_at
from apps.worklist.engine.escalation import fire_times, rungs_of
from apps.worklist.engine.facts import StudyFacts, TaskFacts, WorkClass
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.procedure_groups import procedure_group
from apps.worklist.engine.promises import Promise, promised
from apps.worklist.engine.routing import class_of_study, decided_pathway, decided_priority
from apps.worklist.engine.rules import evaluate
from apps.worklist.engine.simulation.arrivals import SimulatedStudy
from apps.worklist.engine.simulation.practice import Practice
from apps.worklist.engine.sla import SlaFacts
from apps.worklist.engine.work import expected_work


@dataclass(frozen=True, slots=True)
class Widening:
    """From ``at`` on, unless it is signed, the task is as ``facts`` say: ``given_up`` holds no longer."""

    at: datetime
    given_up: str
    facts: TaskFacts


@dataclass(frozen=True, slots=True)
class SimulatedTask:
    """One reading task as listed, and how it opens to more readers the longer it waits, in that order."""

    facts: TaskFacts
    study: SimulatedStudy
    widenings: tuple[Widening, ...] = ()

    @property
    def work_classes(self) -> tuple[WorkClass, ...]:
        """Every class it can have in its life."""
        return (self.facts.work_class, *(one.facts.work_class for one in self.widenings))


@dataclass(frozen=True, slots=True)
class Routed:
    """A task with all that led to it."""

    task: SimulatedTask
    study_facts: StudyFacts
    outcome: Outcome
    promises: tuple[Promise, ...]
    target: Target

    def as_of(self, at: datetime) -> TaskFacts:
        """The task after the widening steps that were due by ``at``."""
        given_up = [one.facts for one in self.task.widenings if one.at <= at]
        return given_up[-1] if given_up else self.task.facts


def route(study: SimulatedStudy, practice: Practice) -> SimulatedTask:
    """The reading task that the practice makes of the study."""
    return routed(study, practice).task


def routed(study: SimulatedStudy, practice: Practice) -> Routed:
    """The same, with the reasons. Every clock counts from when the study was received."""
    facts = study_facts(study)
    outcome = evaluate(practice.rules, facts)
    priority = decided_priority(facts, outcome)
    pathway = practice.pathways[decided_pathway(outcome, priority)]
    promises = promised(
        practice.matrix,
        SlaFacts(study.site.site_id, priority, pathway.code, facts.modalities, facts.read_type),
        study.received_at,
        pathway_row=pathway.row,
        minutes=outcome.due_within,
    )
    own = promises[0]
    target = Target(study.received_at, own.minutes, practice.calendars[own.calendar_id])
    due = due_at(target.counts_from, target.minutes, (), target.calendar)
    assert due is not None  # only an open pause withholds it
    work = expected_work(facts.modalities, facts.procedure_group, facts.image_count)
    task = TaskFacts(
        task_id=study.study_id,
        patient_id=study.patient.patient_id,
        work_class=class_of_study(
            facts,
            site_id=study.site.site_id,
            jurisdictions={study.site.jurisdiction},
            pool=outcome.pool or "",
            needs=outcome.required_skills,
        ),
        priority=priority,
        pathway=pathway.code,
        queue_rank=pathway.queue_rank,
        due_at=due,
        received_at=study.received_at,
        minutes=work.minutes,
        rvu=work.rvu,
        preferred_skills=outcome.preferred_skills,
        named_reader=outcome.reader,
    )
    simulated = SimulatedTask(task, study, _widenings(task, outcome, target))
    facts = replace(facts, priority=priority)
    return Routed(simulated, facts, outcome, tuple(promises), target)


def study_facts(study: SimulatedStudy) -> StudyFacts:
    """What the product's rules may ask about it."""
    procedure, patient = study.procedure, study.patient
    modalities = frozenset({procedure.modality})
    return StudyFacts(
        site=study.site.slug,
        site_time_zone=study.site.time_zone,
        received_at=study.received_at,
        study_at=study.made_at,
        modalities=modalities,
        body_part=procedure.body_part,
        procedure=procedure.text,
        procedure_group=procedure_group(modalities, procedure.body_part, procedure.text),
        priority=study.priority,
        patient_age=patient.age,
        age_group=patient.age_group,
        patient_sex=patient.sex,
        patient_class=study.patient_class,
        indication=study.indication,
        image_count=study.images,
    )


def _widenings(task: TaskFacts, outcome: Outcome, target: Target) -> tuple[Widening, ...]:
    """The widening steps of the task's ladder, with the task as it is after each."""
    rungs = [rung for rung in rungs_of(outcome) if rung.kind == "widen"]
    found: list[Widening] = []
    for step in fire_times(rungs, target, ()) if rungs else ():
        assert step.fire_at is not None  # only an open pause withholds it
        task = _given_up(task, step.rung.target)
        found.append(Widening(step.fire_at, step.rung.target, task))
    return tuple(found)


def _given_up(task: TaskFacts, what: str) -> TaskFacts:
    if what.startswith("pool:"):
        return replace(task, work_class=replace(task.work_class, pool=""))
    if what == "reader":
        return replace(task, named_reader=None)
    return replace(task, preferred_skills=())
