"""The engine at work: waiting tasks of pools that push are given to readers on duty."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.statements import insert_rows
from apps.staffing.selectors import reader_facts
from apps.worklist.engine import greedy, optimal
from apps.worklist.engine.candidates import Standings, is_on_duty
from apps.worklist.engine.eligibility import Verdict
from apps.worklist.engine.facts import ReaderFacts, TaskFacts, WorkClass
from apps.worklist.engine.loads import PoolPolicy, ReaderLoad
from apps.worklist.engine.proposals import Proposal, Solve
from apps.worklist.models import Assignment, AssignmentRound, Decision, ReadingTask
from apps.worklist.selectors.assignments import recently_let_lapse
from apps.worklist.selectors.facts import facts_of_tasks
from apps.worklist.selectors.loads import team_loads
from apps.worklist.selectors.pathways import cap_exempt_pathways
from apps.worklist.selectors.pools import assignment_policy, pool_policies
from apps.worklist.selectors.tasks import free_readings
from apps.worklist.services.assignments import Gift, give
from apps.worklist.states import TaskState

MOST_AT_ONCE = 500
URGENT_RANK = 2
ROUND_LOCK = 0x7E1E
SOLVERS: Mapping[str, Solve] = {"greedy": greedy.assign, "optimal": optimal.assign}


def assign_waiting() -> int:
    """One round for the current tenant; answers how many tasks were given.

    Only one round runs at a time; each task is locked while it is decided on, and those that somebody else has
    locked at that moment wait for the next round.
    """
    if not _only_round():
        return 0
    policies = pool_policies()
    pushing = [code for code, policy in policies.items() if policy.mode != "pull"]
    if not pushing:
        return 0
    at = now()
    tasks = [task for task in _waiting(pushing) if _is_pushed(task, policies[task.pool].mode, at)]
    readers = [reader for reader in reader_facts(at=at) if is_on_duty(reader, at)]
    if not tasks or not readers:
        return 0
    return _round(tasks, readers, policies, at)


def _round(
    tasks: Sequence[ReadingTask],
    readers: Sequence[ReaderFacts],
    policies: Mapping[str, PoolPolicy],
    at: datetime,
) -> int:
    rows = {task.id: task for task in tasks}
    facts = _without_lapsed([_as_one_work(one) for one in facts_of_tasks(tasks)])
    loads = team_loads(readers, at)
    standings = Standings(readers, at)
    proposals = _propose(facts, readers, loads, policies, at, standings)
    if not proposals:
        return 0
    actor = Actor.system(required_tenant_id(), "assignment engine")
    offered_for = timedelta(minutes=assignment_policy().offer_minutes)
    by_id = {one.task_id: one for one in facts}
    gifts = [
        Gift(
            rows[proposal.task_id],
            proposal.reader_id,
            standings[proposal.reader_id].of_task(by_id[proposal.task_id]),
            at + offered_for,
            {"total": proposal.score.total, "parts": dict(proposal.score.parts)},
        )
        for proposal in proposals
    ]
    assignments = give(actor=actor, gifts=gifts, origin="engine")
    by_id |= {one.task_id: facts for facts in by_id.values() for one in facts.linked}
    held = AssignmentRound.objects.create(
        at=at, readers=[_with_load(one, loads) for one in readers]
    )
    against = _ReasonsAgainst(standings)
    insert_rows(
        Decision,
        [
            _decision(held, assignment, against.reading(by_id[assignment.task_id]))
            for assignment in assignments
        ],
    )
    return len(assignments)


def _as_one_work(task: TaskFacts) -> TaskFacts:
    """What is read together costs its reader the sum, and is as urgent as the most urgent of it."""
    every = (task, *task.linked)
    return replace(
        task,
        queue_rank=min(one.queue_rank for one in every),
        due_at=min(one.due_at for one in every),
        minutes=sum(one.minutes for one in every),
        rvu=sum(one.rvu for one in every),
    )


def _propose(
    tasks: Sequence[TaskFacts],
    readers: Sequence[ReaderFacts],
    loads: Mapping[UUID, ReaderLoad],
    policies: Mapping[str, PoolPolicy],
    at: datetime,
    standings: Standings,
) -> list[Proposal]:
    """Solver by solver: what an earlier one gave is load to the next."""
    by_solver: defaultdict[str, list[TaskFacts]] = defaultdict(list)
    for task in tasks:
        by_solver[policies[task.work_class.pool].solver].append(task)
    carried, proposals = dict(loads), list[Proposal]()
    exempt = cap_exempt_pathways()
    for name in sorted(by_solver):
        part = by_solver[name]
        found = SOLVERS[name](
            part,
            readers,
            carried,
            policies,
            at,
            cap_exempt_pathways=exempt,
            standings=standings,
        )
        by_id = {task.task_id: task for task in part}
        for proposal in found:
            load = carried.get(proposal.reader_id, ReaderLoad())
            carried[proposal.reader_id] = load.with_task(by_id[proposal.task_id])
        proposals += found
    return proposals


def _without_lapsed(tasks: list[TaskFacts]) -> list[TaskFacts]:
    """Who let an offer lapse within the hour is not offered the same task again."""
    lapsed: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for task_id, reader_id in recently_let_lapse([task.task_id for task in tasks]):
        lapsed[task_id].add(reader_id)
    return [
        replace(task, excluded_readers=task.excluded_readers | lapsed[task.task_id])
        if task.task_id in lapsed
        else task
        for task in tasks
    ]


def _waiting(pools: Sequence[str]) -> list[ReadingTask]:
    waiting = (
        ReadingTask.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(
            state=TaskState.SCHEDULED,
            assigned_to=None,
            held_at=None,
            split_at=None,
            lead=None,
            work_class__isnull=False,
            pool__in=list(pools),
        )
        .order_by("queue_rank", "due_at", "id")[:MOST_AT_ONCE]
    )
    return free_readings(list(waiting))


def _is_pushed(task: ReadingTask, mode: str, at: datetime) -> bool:
    """All of a pushing pool; of a mixed one what is urgent or has used up half of its time."""
    if mode == "push" or task.queue_rank <= URGENT_RANK:
        return True
    return at - task.received_at > (task.due_at - task.received_at) / 2


def _only_round() -> bool:
    """Takes this tenant's round for the rest of the transaction; whether nobody else has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))",
            [ROUND_LOCK, str(required_tenant_id())],
        )
        return bool(cursor.fetchone()[0])


class _ReasonsAgainst:
    """The readers on duty who may not read a task, and why not; settled once per kind of work."""

    def __init__(self, standings: Standings) -> None:
        self._standings = standings
        self._of_class: dict[WorkClass, dict[UUID, dict[str, Any]]] = {}

    def reading(self, task: TaskFacts) -> list[dict[str, Any]]:
        found = self._of_class.get(task.work_class)
        if found is None:
            found = self._of_class[task.work_class] = self._against(task.work_class)
        own = {
            reader_id: _reasons(reader_id, standing.of_task(task))
            for reader_id, standing in self._standings.who_ask(task).items()
            if not standing.has_no_reason_against(task)
        }
        return list({**found, **own}.values())

    def _against(self, work: WorkClass) -> dict[UUID, dict[str, Any]]:
        asked = zip(self._standings.items(), self._standings.may_read_class(work), strict=True)
        return {
            reader_id: _reasons(reader_id, standing.of_class(work))
            for (reader_id, standing), allowed in asked
            if not allowed
        }


def _reasons(reader_id: UUID, verdict: Verdict) -> dict[str, Any]:
    exclusions = [{"code": one.code, "detail": one.detail} for one in verdict.exclusions]
    return {"reader": str(reader_id), "exclusions": exclusions}


def _with_load(reader: ReaderFacts, loads: Mapping[UUID, ReaderLoad]) -> dict[str, Any]:
    load = loads[reader.reader_id]
    return {
        "reader": str(reader.reader_id),
        "open_minutes": round(load.open_minutes, 1),
        "open_tasks": load.open_tasks,
    }


def _decision(
    held: AssignmentRound, assignment: Assignment, against: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "task_id": assignment.task_id,
        "assignment_round_id": held.id,
        "kind": "assigned",
        "decided_by": "assignment engine",
        "cause": "round",
        "rule_set_number": assignment.task.rule_set_number,
        "outcome": {
            "assignment": str(assignment.id),
            "reader": str(assignment.reader_id),
            "until": assignment.expires_at.isoformat() if assignment.expires_at else None,
            "score": assignment.score,
        },
        "candidates": against,
    }
