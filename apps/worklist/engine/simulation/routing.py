"""What the simulated practice makes of each study: who may read it, how urgent it is, and by when it is due."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from apps.worklist.engine.facts import SkillNeed, TaskFacts, WorkClass
from apps.worklist.engine.simulation.arrivals import SimulatedStudy
from apps.worklist.engine.simulation.readers import NEURO_POOL

QUEUE_RANKS = {"stroke": 0, "trauma": 1, "stat": 2, "urgent": 3, "routine": 4}
DUE_MINUTES = {"stroke": 20, "trauma": 30, "stat": 30, "urgent": 120, "routine": 1440}
NEURO_POOL_MINUTES = 6
TRAINED_ONLY = ("breast", "nuclear", "cardiac")


@dataclass(frozen=True, slots=True)
class SimulatedTask:
    """One reading task. At ``widens_at``, if nobody took it before, ``widened`` replaces the class of its facts."""

    facts: TaskFacts
    study: SimulatedStudy
    widens_at: datetime | None = None
    widened: WorkClass | None = None

    @property
    def work_classes(self) -> tuple[WorkClass, ...]:
        """Every class it can have in its life."""
        first = self.facts.work_class
        return (first,) if self.widened is None else (first, self.widened)


def route(study: SimulatedStudy) -> SimulatedTask:
    """The task of a study: stroke goes to the neuro pool first; breast, nuclear and heart need training."""
    procedure = study.procedure
    pathway = pathway_of(study)
    trained = procedure.group in TRAINED_ONLY
    anyone = WorkClass(
        site_id=study.site.site_id,
        jurisdictions=frozenset({study.site.jurisdiction}),
        modalities=frozenset({procedure.modality}),
        procedure_group=procedure.group,
        body_part=procedure.body_part,
        read_type="final",
        age_group=study.patient.age_group,
        needs=(SkillNeed(procedure.group, 2),) if trained else (),
    )
    pooled = replace(anyone, pool=NEURO_POOL) if pathway == "stroke" else anyone
    facts = TaskFacts(
        task_id=study.study_id,
        patient_id=study.patient.patient_id,
        work_class=pooled,
        priority=study.priority,
        pathway=pathway,
        queue_rank=QUEUE_RANKS[pathway],
        due_at=study.received_at + timedelta(minutes=DUE_MINUTES[pathway]),
        received_at=study.received_at,
        minutes=procedure.minutes,
        rvu=procedure.rvu,
        preferred_skills=() if trained else (SkillNeed(procedure.group, 2),),
    )
    if pathway != "stroke":
        return SimulatedTask(facts, study)
    widens_at = study.received_at + timedelta(minutes=NEURO_POOL_MINUTES)
    return SimulatedTask(facts, study, widens_at, anyone)


def pathway_of(study: SimulatedStudy) -> str:
    """The pathway that the indication or else the priority sets."""
    if "stroke" in study.indication.lower():
        return "stroke"
    return "trauma" if "trauma" in study.indication.lower() else study.priority.lower()
