"""Who is free and what waits at one instant of a simulated period, and which of the two may meet."""

from bisect import insort
from collections.abc import Sequence
from datetime import datetime, timedelta

from apps.worklist.engine.simulation.ledger import Ledger
from apps.worklist.engine.simulation.permissions import Permissions
from apps.worklist.engine.simulation.policies import Offer
from apps.worklist.engine.simulation.presence import Presence
from apps.worklist.engine.simulation.readers import SimulatedReader
from apps.worklist.engine.simulation.routing import SimulatedTask

OVERTIME = timedelta(minutes=5)


class Floor:
    """Readers and tasks by number. It offers only what may have become possible since it was last asked.

    Only new tasks and newly free readers can make new pairs; a reader whom the policy left without a task is
    to be looked at again by whoever runs the rounds.
    """

    def __init__(
        self,
        readers: Sequence[SimulatedReader],
        tasks: Sequence[SimulatedTask],
        permissions: Permissions,
        starts_at: datetime,
    ) -> None:
        self._readers = readers
        self._facts = [task.facts for task in tasks]
        self._classes = [permissions.number(task.facts.work_class) for task in tasks]
        self._work = tasks
        self._permissions = permissions
        self.waiting: list[int] = []
        self._new_tasks: set[int] = set()
        self._present: dict[int, Presence] = {}
        self._free: dict[int, None] = {}
        self._new_readers: set[int] = set()
        self._held: dict[int, tuple[int, Presence]] = {}
        self._open: set[int] = set()
        self._ledger = Ledger(readers, starts_at)

    def wait(self, task: int) -> None:
        """The task waits: tasks are numbered in the order in which they arrived."""
        insort(self.waiting, task)
        self._open.add(task)
        self._new_tasks.add(task)

    def widen(self, task: int, at: datetime) -> None:
        """The task, unless somebody has it, is no longer kept for those for whom it was kept until ``at``."""
        due = [one for one in self._work[task].widenings if one.at <= at]
        if task not in self._open or not due or self._facts[task] == due[-1].facts:
            return
        self._facts[task] = due[-1].facts
        number = self._permissions.number(due[-1].facts.work_class)
        if number != self._classes[task]:
            self._classes[task] = number
            self._new_tasks.add(task)

    def come(self, reader: int, presence: Presence) -> None:
        """The reader sits down; one who is finishing something from before is free after that."""
        self._present[reader] = presence
        if reader not in self._held:
            self._set_free(reader)

    def leave(self, reader: int) -> None:
        """The reader takes nothing more; what is on the screen is another event's business."""
        self._present.pop(reader, None)
        self._free.pop(reader, None)
        self._new_readers.discard(reader)

    def look_again(self, reader: int) -> None:
        """What the reader may read has changed."""
        if reader in self._free:
            self._new_readers.add(reader)

    def look_again_at_all(self) -> None:
        """A round: every free reader is looked at as if newly free."""
        self._new_readers.update(self._free)

    def take(self, reader: int, task: int) -> Presence:
        """The reader has the task; returns the stretch at the desk in which it was taken."""
        self.waiting.remove(task)
        self._open.discard(task)
        del self._free[reader]
        self._held[reader] = (task, self._present[reader])
        return self._present[reader]

    def finish(self, reader: int, *, signed: bool, at: datetime) -> None:
        """The reader has the task no longer; one that is not signed waits again."""
        task, _ = self._held.pop(reader)
        if signed:
            self._ledger.sign(reader, self._facts[task], at)
        else:
            self.wait(task)
            self.widen(task, at)
        presence = self._present.get(reader)
        if presence is not None and presence.ends_at > at:
            self._set_free(reader)

    def may_hold_until(self, reader: int, task: int, at: datetime) -> datetime | None:
        """The instant at which the reader's right to the task ends; None if none is in sight."""
        return self._permissions.until(reader, self._classes[task], at)

    def offer(self, at: datetime) -> Offer:
        """The pairs that are possible now and were not before; asking takes note of them."""
        choices = {reader: self._choices(reader, at) for reader in self._free}
        self._new_tasks.clear()
        self._new_readers.clear()
        possible = {reader: tasks for reader, tasks in choices.items() if tasks}
        return Offer(
            at=at,
            choices=possible,
            tasks={task: self._facts[task] for tasks in possible.values() for task in tasks},
            readers={reader: self._readers[reader].facts for reader in possible},
            loads=self._ledger.loads(self._present, at) if possible else {},
        )

    def _choices(self, reader: int, at: datetime) -> list[int]:
        new = reader in self._new_readers
        tasks = self.waiting if new else sorted(self._new_tasks & self._open)
        if not tasks:
            return []
        classes = self._permissions.classes(reader, at)
        left = self._present[reader].expected_until + OVERTIME - at
        minutes = left.total_seconds() / 60
        return [
            task
            for task in tasks
            if self._classes[task] in classes and self._facts[task].minutes <= minutes
        ]

    def _set_free(self, reader: int) -> None:
        self._free[reader] = None
        self._new_readers.add(reader)
