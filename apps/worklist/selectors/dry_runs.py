"""Trying rule sets on tasks that came: the same facts, the same engine, the same promises as when tasks are routed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from apps.common.errors import NotFound
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.calendars import ServiceCalendar as Calendar
from apps.worklist.engine.clocks import due_at
from apps.worklist.engine.dry_run import Decided, Tried
from apps.worklist.engine.facts import StudyFacts, TaskFacts, WorkClass
from apps.worklist.engine.outcome import Outcome
from apps.worklist.engine.routing import decided_pathway, decided_priority
from apps.worklist.engine.rules import CompiledRules, evaluate
from apps.worklist.engine.standing import Standing
from apps.worklist.engine.workflows import first_read
from apps.worklist.models import DryRun, Pathway, ReadingTask
from apps.worklist.selectors.coverage import usual_locations
from apps.worklist.selectors.dry_run_facts import Rostered, Times
from apps.worklist.selectors.facts import study_facts_of
from apps.worklist.selectors.pathways import pathway_named
from apps.worklist.selectors.service_levels import calendars, policy_rows, promises
from apps.worklist.states import TaskState


def access_dry_run(run_id: UUID) -> DryRun:
    """Raises ``NotFound``."""
    found: DryRun | None = (
        DryRun.objects.select_related("asked_by", "compared_with").filter(id=run_id).first()
    )
    if found is None:
        raise NotFound("There is no such dry run; the oldest are removed when new ones are made.")
    return found


def task_ids_between(start: datetime, end: datetime) -> list[UUID]:
    """The tasks that a dry run is made on, by arrival: whole ones that were not cancelled."""
    found = (
        ReadingTask.objects.filter(received_at__gte=start, received_at__lt=end, parent=None)
        .exclude(state=TaskState.CANCELED)
        .order_by("received_at", "id")
    )
    return list(found.values_list("id", flat=True))


class Replay:
    """Two rule sets, and the practice as it was staffed from ``start`` to ``end``; made once, asked in chunks.

    Studies, orders, credentials and service levels are those of today: both sides see the same, so what differs between
    them comes from the rules.
    """

    def __init__(
        self,
        *,
        before: CompiledRules | None,
        after: CompiledRules,
        start: datetime,
        end: datetime,
    ) -> None:
        self._before, self._after = before, after
        self._matrix = policy_rows()
        self._calendars: dict[UUID | None, Calendar] = calendars(
            [row.calendar_id for row in self._matrix]
        )
        self._pathways: dict[str, Pathway] = {}
        usual = usual_locations()
        self._readers = [
            Rostered(reader, usual.get(reader.reader_id), start, end)
            for reader in reader_facts(at=start, shifts_until=end)
        ]

    def reader_names(self) -> dict[UUID, str]:
        return {one.facts.reader_id: one.facts.name for one in self._readers}

    def of(self, task_ids: Sequence[UUID]) -> list[Tried]:
        """The tasks under both rule sets, by arrival; a fixed number of queries."""
        found: QuerySet[ReadingTask] = (
            ReadingTask.objects.filter(id__in=task_ids)
            .select_related("study__patient", "site")
            .order_by("received_at", "id")
        )
        tasks = list(found)
        facts = study_facts_of(tasks)
        times = Times(tasks)
        return [self._tried(task, _as_listed(task, facts[task.id]), times) for task in tasks]

    def _tried(self, task: ReadingTask, facts: StudyFacts, times: Times) -> Tried:
        said_before = evaluate(self._before, facts) if self._before else Outcome()
        said_after = evaluate(self._after, facts)
        before = self._decided(task, facts, said_before, times)
        after = self._decided(task, facts, said_after, times)
        on_duty = [one for one in self._readers if one.is_on_duty(task.received_at)]
        standings = [Standing(one.facts, task.received_at) for one in on_duty]
        readers = [
            frozenset(
                one.facts.reader_id
                for one, standing in zip(on_duty, standings, strict=True)
                if standing.may_read(question)
            )
            for question in (_asked(task, facts, before), _asked(task, facts, after))
        ]
        return Tried(
            task_id=task.id,
            description=task.study.description or " ".join(sorted(facts.modalities)),
            site=task.site.name,
            received_at=task.received_at,
            completed_at=task.completed_at,
            minutes=task.minutes,
            before=before,
            after=after,
            readers_before=readers[0],
            readers_after=readers[1],
            matched=tuple(row["id"] for row in said_after.trace if row["matched"]),
        )

    def _decided(
        self, task: ReadingTask, facts: StudyFacts, outcome: Outcome, times: Times
    ) -> Decided:
        priority = decided_priority(facts, outcome, locked=task.priority_locked)
        pathway = self._pathway(decided_pathway(outcome, priority))
        follows = _follows_another(task)
        workflow = task.workflow if follows else outcome.workflow or "final"
        read_type = task.read_type if follows else first_read(workflow)
        listed = ReadingTask(
            site_id=task.site_id,
            priority=priority,
            read_type=read_type,
            received_at=task.received_at,
        )
        promise = promises(
            task=listed,
            modalities=facts.modalities,
            pathway=pathway,
            minutes=outcome.due_within,
            matrix=self._matrix,
        )[0]
        return Decided(
            priority=priority,
            pathway=pathway.code,
            pool=outcome.pool or "",
            reader=outcome.reader,
            needs=outcome.required_skills,
            preferred=outcome.preferred_skills,
            workflow=workflow,
            read_type=read_type,
            split=outcome.split_regions,
            link_within=outcome.link_within,
            pages=outcome.pages,
            widens=(
                outcome.pool_widens_after,
                outcome.reader_widens_after,
                outcome.preference_ends_after,
            ),
            due_at=due_at(
                times.start(task, promise.milestone_from),
                promise.minutes,
                times.pauses(task),
                self._calendars[promise.calendar_id],
            ),
        )

    def _pathway(self, code: str) -> Pathway:
        if code not in self._pathways:
            self._pathways[code] = pathway_named(code)
        return self._pathways[code]


def _follows_another(task: ReadingTask) -> bool:
    """Whether the task was listed because an earlier read of the study was completed."""
    return task.read_type != first_read(task.workflow)


def _as_listed(task: ReadingTask, facts: StudyFacts) -> StudyFacts:
    """A study is listed for a final read; the rules then may say that another comes first."""
    return facts if _follows_another(task) else replace(facts, read_type="final")


def _asked(task: ReadingTask, facts: StudyFacts, decided: Decided) -> TaskFacts:
    return TaskFacts(
        task_id=task.id,
        patient_id=task.study.patient_id,
        work_class=WorkClass(
            site_id=task.site_id,
            jurisdictions=frozenset(task.site.jurisdictions),
            modalities=facts.modalities,
            procedure_group=facts.procedure_group,
            body_part=facts.body_part,
            read_type=decided.read_type,
            age_group=facts.age_group,
            pool=decided.pool,
            needs=decided.needs,
        ),
        priority=decided.priority,
        pathway=decided.pathway,
        queue_rank=0,
        due_at=decided.due_at or task.received_at,
        received_at=task.received_at,
        minutes=task.minutes,
        rvu=task.rvu,
        excluded_readers=frozenset(task.excluded_readers),
        named_reader=decided.reader,
    )
