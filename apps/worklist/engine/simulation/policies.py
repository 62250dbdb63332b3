"""How waiting tasks and free readers are brought together: ours, and two simple ones to compare with.

Every policy is offered the same pairs, and all of them are eligible; only the choice among them differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Protocol
from uuid import UUID

from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import ReaderLoad

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """``choices``: for each free reader's number the numbers of the waiting tasks that this reader may take now.

    Readers come longest free first, tasks oldest first. ``loads`` are those of all who are at their desks.
    """

    at: datetime
    choices: Mapping[int, Sequence[int]]
    tasks: Mapping[int, TaskFacts]
    readers: Mapping[int, ReaderFacts]
    loads: Mapping[UUID, ReaderLoad]


class Policy(Protocol):
    name: str

    def pair(self, offer: Offer) -> list[Pair]:
        """(reader, task) pairs, each reader and each task at most once.

        Who is left although a task was there is asked about again in the next round.
        """
        ...


class FirstComeFirstServed:
    """The reader who has been free longest takes the oldest task that this reader may read."""

    name = "first_come_first_served"

    def pair(self, offer: Offer) -> list[Pair]:
        taken: set[int] = set()
        pairs = []
        for reader, tasks in offer.choices.items():
            task = next((one for one in tasks if one not in taken), None)
            if task is not None:
                taken.add(task)
                pairs.append((reader, task))
        return pairs


class RandomChoice:
    """Free readers in random order each take any task that they may read."""

    name = "random"

    def __init__(self, random: Random) -> None:
        self._random = random

    def pair(self, offer: Offer) -> list[Pair]:
        taken: set[int] = set()
        pairs = []
        readers = list(offer.choices)
        self._random.shuffle(readers)
        for reader in readers:
            tasks = [one for one in offer.choices[reader] if one not in taken]
            if tasks:
                task = tasks[self._random.randrange(len(tasks))]
                taken.add(task)
                pairs.append((reader, task))
        return pairs
