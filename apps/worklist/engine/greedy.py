"""One task after the other to the reader it suits best: quick, and easy to explain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from apps.worklist.engine.candidates import Standings, candidates, in_queue_order
from apps.worklist.engine.eligibility import Standing
from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import NO_LOAD, NO_POLICY, PoolPolicy, ReaderLoad, can_be_given
from apps.worklist.engine.proposals import Proposal
from apps.worklist.engine.scoring import Score, Suitability, score


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
    """Whom to give each of ``tasks``, in queue order, the same for the same input.

    Only readers on duty who may read the task, have room for it and are not far ahead of the others come
    into question; a task that nobody can take is left out. ``loads`` is by reader id (absent: none),
    ``policies`` by pool code (absent: no caps). Every task handed in is handed out: leave out those of
    pools that only pull. ``standings`` are those of ``readers`` at ``at``, where they are settled already.
    """
    possible = candidates(tasks, readers, at, standings)
    return place_in_turn(tasks, possible, dict(loads), policies, at, cap_exempt_pathways)


def place_in_turn(
    tasks: Iterable[TaskFacts],
    possible: Mapping[UUID, Sequence[ReaderFacts]],
    loads: dict[UUID, ReaderLoad],
    policies: Mapping[str, PoolPolicy],
    at: datetime,
    cap_exempt_pathways: Collection[str],
) -> list[Proposal]:
    """Place ``tasks`` among the ``possible`` readers; ``loads`` is brought up to date on the way."""
    proposals = []
    for task in in_queue_order(tasks):
        policy = policies.get(task.work_class.pool, NO_POLICY)
        suitability = Suitability(task, policy, at)
        best: tuple[float, UUID, ReaderFacts] | None = None
        for reader in possible.get(task.task_id, ()):
            load = loads.get(reader.reader_id, NO_LOAD)
            if can_be_given(load, task, policy, cap_exempt_pathways, at):
                rank = (-sum(suitability.points(reader, load)), reader.reader_id)
                if best is None or rank < best[:2]:
                    best = (*rank, reader)
        if best:
            _, reader_id, reader = best
            load = loads.get(reader_id, NO_LOAD)
            proposals.append(Proposal(task.task_id, reader_id, suitability.score(reader, load)))
            loads[reader_id] = load.with_task(task)
    return proposals


def next_task(
    tasks: Iterable[TaskFacts],
    reader: ReaderFacts,
    load: ReaderLoad,
    policies: Mapping[str, PoolPolicy],
    at: datetime,
) -> tuple[TaskFacts, Score] | None:
    """What a reader who asks for work gets: of the most urgent pathway waiting, the task with most points.

    None if there is nothing the reader may read. The reader asks, so neither caps nor shifts are looked at.
    """
    standing = Standing(reader, at)
    readable = [task for task in tasks if standing.may_read(task)]
    return best_task(readable, reader, load, policies, at)


def best_task(
    readable: Sequence[TaskFacts],
    reader: ReaderFacts,
    load: ReaderLoad,
    policies: Mapping[str, PoolPolicy],
    at: datetime,
) -> tuple[TaskFacts, Score] | None:
    """As :func:`next_task`, of tasks that the reader is known to be eligible for."""
    if not readable:
        return None
    first_rank = min(task.queue_rank for task in readable)
    scored = [
        (task, score(task, reader, load, policies.get(task.work_class.pool, NO_POLICY), at))
        for task in readable
        if task.queue_rank == first_rank
    ]
    return min(scored, key=lambda pair: (-pair[1].total, pair[0].due_at, pair[0].task_id))
