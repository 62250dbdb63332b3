"""The product's own assignment, in the simulation: its scoring decides who reads what next."""

from collections import defaultdict
from uuid import UUID

from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.greedy import best_task, place_in_turn
from apps.worklist.engine.loads import PoolPolicy, kept_for_others
from apps.worklist.engine.proposals import Proposal
from apps.worklist.engine.simulation.policies import Offer, Pair
from apps.worklist.engine.simulation.readers import NEURO_POOL

ONE_AT_A_TIME = PoolPolicy(mode="mixed", max_open_tasks=1)
POLICIES = {"": ONE_AT_A_TIME, NEURO_POOL: ONE_AT_A_TIME}


class Ours:
    """A practice that pushes, one study at a time: each task goes to the free reader it suits best.

    Of several tasks for one free reader, the best is chosen as for "next study".
    """

    name = "ours"

    def pair(self, offer: Offer) -> list[Pair]:
        readers = {facts.reader_id: number for number, facts in offer.readers.items()}
        tasks = {facts.task_id: number for number, facts in offer.tasks.items()}
        return [(readers[one.reader_id], tasks[one.task_id]) for one in self.propose(offer)]

    def propose(self, offer: Offer) -> list[Proposal]:
        """Who is given what, and what spoke for it."""
        return self._one_reader(offer) if len(offer.choices) == 1 else self._several(offer)

    def _several(self, offer: Offer) -> list[Proposal]:
        possible: defaultdict[UUID, list[ReaderFacts]] = defaultdict(list)
        for reader, choices in offer.choices.items():
            for task in choices:
                possible[offer.tasks[task].task_id].append(offer.readers[reader])
        return place_in_turn(
            offer.tasks.values(), possible, dict(offer.loads), POLICIES, offer.at, frozenset()
        )

    def _one_reader(self, offer: Offer) -> list[Proposal]:
        [number] = offer.choices
        reader = offer.readers[number]
        load = offer.loads[reader.reader_id]
        open_to_it = [
            task
            for task in offer.tasks.values()
            if not kept_for_others(load, task, ONE_AT_A_TIME, offer.at)
        ]
        best = best_task(open_to_it, reader, load, POLICIES, offer.at)
        return [] if best is None else [Proposal(best[0].task_id, reader.reader_id, best[1])]
