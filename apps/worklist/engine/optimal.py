"""All waiting tasks at once to the readers, by minimum-cost matching (the assignment problem).

Pathway by pathway, the most urgent first, each reader offers places in a row: the first is read at once,
the next after it. A task in a place costs what speaks against the reader there, and far more if it would
be late. SciPy finds the cheapest matching. Tasks that found no place, and further studies of a patient
already placed, go to the next round; what the last round leaves over is placed one by one.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from scipy.optimize import linear_sum_assignment

from apps.worklist.engine import greedy
from apps.worklist.engine.candidates import Standings, candidates, in_queue_order
from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import NO_LOAD, NO_POLICY, PoolPolicy, ReaderLoad, can_be_given
from apps.worklist.engine.matching_costs import FORBIDDEN, Places, costs
from apps.worklist.engine.proposals import Proposal, expected_misses
from apps.worklist.engine.scoring import score

MOST_ROUNDS = 8
MOST_PLACES = 60


def assign(
    tasks: Sequence[TaskFacts],
    readers: Sequence[ReaderFacts],
    loads: Mapping[UUID, ReaderLoad],
    policies: Mapping[str, PoolPolicy],
    at: datetime,
    *,
    cap_exempt_pathways: Collection[str] = frozenset(),
    standings: Standings | None = None,
) -> list[Proposal]:
    """As :func:`greedy.assign`, but looking at all tasks together.

    Never misses more due times than the greedy answer to the same question, neither among all tasks nor
    among those of the most urgent pathway waiting: where the matching would, the greedy answer is returned.
    """
    possible = candidates(tasks, readers, at, standings)
    matched = _Matching(possible, dict(loads), policies, at, cap_exempt_pathways).of(tasks)
    one_by_one = greedy.place_in_turn(
        tasks, possible, dict(loads), policies, at, cap_exempt_pathways
    )
    if _is_no_worse(tasks, matched, one_by_one, loads, at):
        return matched
    return one_by_one


def _is_no_worse(
    tasks: Sequence[TaskFacts],
    matched: Sequence[Proposal],
    one_by_one: Sequence[Proposal],
    loads: Mapping[UUID, ReaderLoad],
    at: datetime,
) -> bool:
    first_rank = min((task.queue_rank for task in tasks), default=0)
    missed = [expected_misses(tasks, one, loads, at) for one in (matched, one_by_one)]
    all_of = [len(one) for one in missed]
    urgent = [sum(task.queue_rank == first_rank for task in one) for one in missed]
    return all_of[0] <= all_of[1] and urgent[0] <= urgent[1]


class _Matching:
    """One question being answered; ``loads`` grow with every task placed."""

    def __init__(
        self,
        possible: Mapping[UUID, Sequence[ReaderFacts]],
        loads: dict[UUID, ReaderLoad],
        policies: Mapping[str, PoolPolicy],
        at: datetime,
        cap_exempt_pathways: Collection[str],
    ) -> None:
        self._possible = possible
        self._loads = loads
        self._policies = policies
        self._at = at
        self._exempt = cap_exempt_pathways

    def of(self, tasks: Sequence[TaskFacts]) -> list[Proposal]:
        placeable = [task for task in in_queue_order(tasks) if self._possible.get(task.task_id)]
        pathways = groupby(placeable, key=lambda task: task.queue_rank)
        return [placed for _, alike in pathways for placed in self._of_pathway(list(alike))]

    def _of_pathway(self, waiting: list[TaskFacts]) -> list[Proposal]:
        proposals: list[Proposal] = []
        for _ in range(MOST_ROUNDS):
            placed = self._round(_first_of_each_patient(waiting))
            if not placed:
                break
            proposals += placed
            done = {one.task_id for one in placed}
            waiting = [task for task in waiting if task.task_id not in done]
        return proposals + greedy.place_in_turn(
            waiting, self._possible, self._loads, self._policies, self._at, self._exempt
        )

    def _round(self, tasks: Sequence[TaskFacts]) -> list[Proposal]:
        """Match ``tasks`` with places and keep what the caps admit."""
        if not tasks:
            return []
        readers = self._readers(tasks)
        depth = min(MOST_PLACES, len(tasks), 2 * -(-len(tasks) // len(readers)))
        places = Places(readers, depth, self._loads, self._at)
        table = costs(tasks, places, self._possible, self._policies, self._exempt)
        rows, columns = linear_sum_assignment(table)
        pairs = zip(rows.tolist(), columns.tolist(), strict=True)
        proposals = []
        for row, column in sorted(pairs):
            if table[row, column] < FORBIDDEN:
                proposals += self._place(tasks[row], readers[column // depth])
        return proposals

    def _readers(self, tasks: Sequence[TaskFacts]) -> list[ReaderFacts]:
        found = {one.reader_id: one for task in tasks for one in self._possible[task.task_id]}
        return [found[reader_id] for reader_id in sorted(found)]

    def _place(self, task: TaskFacts, reader: ReaderFacts) -> list[Proposal]:
        policy = self._policies.get(task.work_class.pool, NO_POLICY)
        load = self._loads.get(reader.reader_id, NO_LOAD)
        if not can_be_given(load, task, policy, self._exempt, self._at):
            return []
        points = score(task, reader, load, policy, self._at)
        self._loads[reader.reader_id] = load.with_task(task)
        return [Proposal(task.task_id, reader.reader_id, points)]


def _first_of_each_patient(tasks: Sequence[TaskFacts]) -> list[TaskFacts]:
    """So that the next round knows who has the patient's first study."""
    first: dict[UUID, TaskFacts] = {}
    for task in tasks:
        first.setdefault(task.patient_id, task)
    return list(first.values())
