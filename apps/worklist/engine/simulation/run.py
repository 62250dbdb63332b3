"""The simulated period under one policy: an event loop over arrivals, readers coming and going, and readings."""

import heapq
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import count

from apps.worklist.engine.simulation.floor import Floor
from apps.worklist.engine.simulation.permissions import Permissions
from apps.worklist.engine.simulation.policies import Policy
from apps.worklist.engine.simulation.presence import Presence
from apps.worklist.engine.simulation.routing import SimulatedTask
from apps.worklist.engine.simulation.trace import Holding, Outcome, Trace
from apps.worklist.engine.simulation.world import World

FINISH_WITHIN = timedelta(minutes=20)
ROUND = timedelta(seconds=30)


class Kind(IntEnum):
    """What can happen; at one instant in this order."""

    READING_ENDS = 0
    READER_LEAVES = 1
    PERMISSION_CHANGES = 2
    TASK_WIDENS = 3
    TASK_ARRIVES = 4
    READER_COMES = 5
    ROUND = 6


def run(
    world: World, tasks: Sequence[SimulatedTask], permissions: Permissions, policy: Policy
) -> Trace:
    """Let the practice work until ``world.closes_at`` with tasks handed out as ``policy`` says."""
    return _Run(world, tasks, permissions, policy).to_the_end()


class _Run:
    def __init__(
        self,
        world: World,
        tasks: Sequence[SimulatedTask],
        permissions: Permissions,
        policy: Policy,
    ) -> None:
        self._world = world
        self._tasks = tasks
        self._permissions = permissions
        self._policy = policy
        self._floor = Floor(world.readers, tasks, permissions, world.starts_at)
        self._events: list[tuple[datetime, Kind, int, int]] = []
        self._order = count()
        self._presences: dict[int, Presence] = {}
        self._readings: dict[int, Holding] = {}
        self._holdings: list[Holding] = []
        self._round_is_due = False

    def to_the_end(self) -> Trace:
        self._plan()
        while self._events and self._events[0][0] < self._world.closes_at:
            at = self._events[0][0]
            while self._events and self._events[0][0] == at:
                _, kind, number, subject = heapq.heappop(self._events)
                self._happen(kind, number, subject, at)
            self._hand_out(at)
        return self._trace()

    def _plan(self) -> None:
        for number, task in enumerate(self._tasks):
            self._at(task.facts.received_at, Kind.TASK_ARRIVES, number)
            for widening in task.widenings:
                self._at(widening.at, Kind.TASK_WIDENS, number)
        for number, reader in enumerate(self._world.readers):
            for change in self._permissions.changes(number):
                self._at(change, Kind.PERMISSION_CHANGES, number)
            for presence in reader.presence:
                entry = next(self._order)
                self._presences[entry] = presence
                heapq.heappush(self._events, (presence.starts_at, Kind.READER_COMES, entry, number))

    def _at(self, at: datetime, kind: Kind, subject: int) -> None:
        heapq.heappush(self._events, (at, kind, next(self._order), subject))

    def _happen(self, kind: Kind, number: int, subject: int, at: datetime) -> None:
        match kind:
            case Kind.READING_ENDS:
                self._end_reading(subject, at)
            case Kind.ROUND:
                self._round_is_due = False
                self._floor.look_again_at_all()
            case Kind.READER_LEAVES:
                self._floor.leave(subject)
            case Kind.PERMISSION_CHANGES:
                self._floor.look_again(subject)
            case Kind.TASK_WIDENS:
                self._floor.widen(subject, at)
            case Kind.TASK_ARRIVES:
                self._floor.wait(subject)
            case Kind.READER_COMES:
                presence = self._presences[number]
                self._at(presence.ends_at, Kind.READER_LEAVES, subject)
                self._floor.come(subject, presence)

    def _hand_out(self, at: datetime) -> None:
        offer = self._floor.offer(at)
        if not offer.choices:
            return
        pairs = self._policy.pair(offer)
        if len(pairs) < len(offer.choices) and not self._round_is_due:
            self._round_is_due = True
            self._at(at + ROUND, Kind.ROUND, 0)
        for reader, task in pairs:
            presence = self._floor.take(reader, task)
            outcome, ends_at = self._fate(reader, task, presence, at)
            self._readings[reader] = Holding(
                task_id=self._tasks[task].facts.task_id,
                reader_id=self._world.readers[reader].facts.reader_id,
                starts_at=at,
                ends_at=ends_at,
                outcome=outcome,
            )
            self._at(ends_at, Kind.READING_ENDS, reader)

    def _fate(
        self, reader: int, task: int, presence: Presence, at: datetime
    ) -> tuple[Outcome, datetime]:
        """How the reading will end. Nobody knows this when it begins: no policy is told."""
        effort = self._tasks[task].study.effort * self._world.readers[reader].pace
        signs_at = at + timedelta(minutes=self._tasks[task].study.procedure.minutes * effort)
        lapses_at = self._floor.may_hold_until(reader, task, at)
        patience = timedelta() if presence.sudden else FINISH_WITHIN
        if lapses_at is not None and lapses_at <= min(signs_at, presence.ends_at + patience):
            return "lapsed", lapses_at
        if signs_at > presence.ends_at + patience:
            return "handed_back", presence.ends_at + patience
        return "signed", signs_at

    def _end_reading(self, reader: int, at: datetime) -> None:
        holding = self._readings.pop(reader)
        self._holdings.append(holding)
        self._floor.finish(reader, signed=holding.outcome == "signed", at=at)

    def _trace(self) -> Trace:
        held = [
            Holding(
                one.task_id, one.reader_id, one.starts_at, self._world.closes_at, "held_at_close"
            )
            for one in self._readings.values()
        ]
        waiting = frozenset(self._tasks[one].facts.task_id for one in self._floor.waiting)
        return Trace(self._policy.name, (*self._holdings, *held), waiting)
