"""The finished tasks of the demo's past, with the decisions that routed them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from apps.archive.models import Study
from apps.worklist.engine.search_words import search_words
from apps.worklist.engine.simulation.routing import Routed
from apps.worklist.engine.simulation.trace import Holding
from apps.worklist.engine.sla import PRIORITY_RANK
from apps.worklist.models import Decision, EscalationStep, ReadingTask, TaskSearchWord
from apps.worklist.services.routing import plain_facts, skill_rows
from apps.worklist.services.work_classes import work_class_id
from apps.worklist.states import TaskState

AT_ONCE = 500


def write_tasks(
    done: Sequence[Routed],
    signed: Mapping[UUID, Holding],
    studies: Mapping[UUID, Study],
    rule_set_number: int | None,
) -> dict[UUID, ReadingTask]:
    """Writes them as they stand once signed; answers the rows by id."""
    final = {
        one.task.facts.task_id: one.as_of(signed[one.task.facts.task_id].starts_at) for one in done
    }
    classes = {work: work_class_id(work) for work in {facts.work_class for facts in final.values()}}
    rows = {}
    for one in done:
        facts, study = final[one.task.facts.task_id], studies[one.task.study.study_id]
        rows[facts.task_id] = ReadingTask(
            id=facts.task_id,
            study=study,
            site=study.site,
            state=TaskState.COMPLETED,
            priority=facts.priority,
            priority_rank=PRIORITY_RANK[facts.priority],
            pathway=facts.pathway,
            queue_rank=facts.queue_rank,
            received_at=facts.received_at,
            due_at=facts.due_at,
            completed_at=signed[facts.task_id].ends_at,
            work_class_id=classes[facts.work_class],
            procedure_group=facts.work_class.procedure_group,
            pool=facts.work_class.pool,
            needs=skill_rows(facts.work_class.needs),
            preferred_skills=skill_rows(facts.preferred_skills),
            minutes=facts.minutes,
            rvu=facts.rvu,
            rule_set_number=rule_set_number,
            routed_at=facts.received_at,
            patient_class=one.task.study.patient_class,
            indication=one.task.study.indication,
            sort_name=study.patient.display_name.casefold(),
        )
    ReadingTask.objects.bulk_create(rows.values(), batch_size=AT_ONCE)
    _write_decisions(done, signed, rule_set_number)
    _write_search_words(rows)
    return rows


def _write_decisions(
    done: Sequence[Routed], signed: Mapping[UUID, Holding], rule_set_number: int | None
) -> None:
    """Why each went where it went, and what was given up before somebody took it."""
    decisions, steps = [], []
    for one in done:
        facts = one.task.facts
        decisions.append(
            Decision(
                task_id=facts.task_id,
                kind="routed",
                decided_at=facts.received_at,
                decided_by="routing",
                cause="listed",
                rule_set_number=rule_set_number,
                trace={"facts": plain_facts(one.study_facts), "rules": list(one.outcome.trace)},
                outcome={
                    "priority": facts.priority,
                    "pathway": facts.pathway,
                    "pool": facts.work_class.pool,
                    "needs": skill_rows(facts.work_class.needs),
                    "preferred_skills": skill_rows(facts.preferred_skills),
                    "reader": str(facts.named_reader) if facts.named_reader else None,
                    "due_at": facts.due_at.isoformat(),
                    "read_type": facts.work_class.read_type,
                    "workflow": one.outcome.workflow or "final",
                },
            )
        )
        taken_at = signed[facts.task_id].starts_at
        for position, widening in enumerate(one.task.widenings, start=1):
            if widening.at > taken_at:
                break
            decisions.append(
                Decision(
                    task_id=facts.task_id,
                    kind="widened",
                    decided_at=widening.at,
                    decided_by="escalation",
                    cause="waited too long",
                    rule_set_number=rule_set_number,
                    outcome={"given_up": widening.given_up},
                )
            )
            steps.append(
                EscalationStep(
                    task_id=facts.task_id,
                    key=f"widen:{widening.given_up}#1",
                    position=position,
                    kind="widen",
                    target=widening.given_up,
                    minutes=round((widening.at - facts.received_at).total_seconds() / 60),
                    fire_at=widening.at,
                    settled_at=widening.at,
                    outcome="fired",
                    detail=widening.given_up,
                )
            )
    Decision.objects.bulk_create(decisions, batch_size=AT_ONCE)
    EscalationStep.objects.bulk_create(steps, batch_size=AT_ONCE)


def _write_search_words(rows: Mapping[UUID, ReadingTask]) -> None:
    words = [
        TaskSearchWord(task_id=task.id, word=word)
        for task in rows.values()
        for word in sorted(
            search_words(
                task.study.patient.display_name,
                task.study.patient.name.replace("^", " "),
                task.study.patient.patient_id,
                task.study.accession_number,
                task.study.description,
            )
        )
    ]
    TaskSearchWord.objects.bulk_create(words, batch_size=2000)
