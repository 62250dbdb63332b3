"""The product's own assignment, in the simulation: its scoring decides who reads what next."""

from uuid import UUID

from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.greedy import next_task, place_in_turn
from apps.worklist.engine.loads import PoolPolicy
from apps.worklist.engine.simulation.policies import Offer, Pair
from apps.worklist.engine.simulation.readers import NEURO_POOL

ONE_AT_A_TIME = PoolPolicy(mode="mixed", max_open_tasks=1)
POLICIES = {"": ONE_AT_A_TIME, NEURO_POOL: ONE_AT_A_TIME}


class Ours:
    """Next study to a single free reader; of several free readers, each task goes to the one it suits best."""

    name = "ours"

    def pair(self, offer: Offer) -> list[Pair]:
        if len(offer.choices) == 1:
            return self._next(offer)
        readers = {offer.readers[one].reader_id: one for one in offer.choices}
        tasks = {facts.task_id: number for number, facts in offer.tasks.items()}
        possible: dict[UUID, list[ReaderFacts]] = {}
        for reader, choices in offer.choices.items():
            for task in choices:
                possible.setdefault(offer.tasks[task].task_id, []).append(offer.readers[reader])
        loads = {offer.readers[one].reader_id: load for one, load in offer.loads.items()}
        proposals = place_in_turn(
            offer.tasks.values(), possible, loads, POLICIES, offer.at, frozenset()
        )
        return [(readers[one.reader_id], tasks[one.task_id]) for one in proposals]

    def _next(self, offer: Offer) -> list[Pair]:
        reader = next(iter(offer.choices))
        numbers = {offer.tasks[one].task_id: one for one in offer.choices[reader]}
        found = next_task(
            [offer.tasks[one] for one in offer.choices[reader]],
            offer.readers[reader],
            offer.loads[reader],
            POLICIES,
            offer.at,
        )
        return [] if found is None else [(reader, numbers[found[0].task_id])]
