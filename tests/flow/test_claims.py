"""Two readers press claim at the same moment, fifty times, over HTTP: one winner each time."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from apps.common.isolation import tenant_context
from apps.worklist.models import Claim
from tests.flow.house import House
from tests.studies import make_task

READERS = ("reader", "reader2")
ROUNDS = 50


def test_one_of_two_readers_wins_every_time(house: House) -> None:
    tasks = [make_task(house.practice).id for _ in range(ROUNDS)]
    together = Barrier(len(READERS), timeout=60)

    def claim_all(reader: str) -> list[int]:
        with house.api(reader) as api:
            answers = []
            for task in tasks:
                together.wait()
                answers.append(api.post(f"/reading-tasks/{task}/claim").status_code)
            return answers

    with ThreadPoolExecutor(len(READERS)) as pool:
        one, other = pool.map(claim_all, READERS)
    assert [sorted(answers) for answers in zip(one, other, strict=True)] == [[200, 409]] * ROUNDS
    with tenant_context(house.practice.tenant_id):
        assert Claim.objects.count() == ROUNDS


def test_fifty_presses_at_once_make_one_claim(house: House) -> None:
    task = make_task(house.practice).id
    presses = [READERS[number % 2] for number in range(ROUNDS)]
    together = Barrier(ROUNDS, timeout=60)
    clients = [house.api(reader) for reader in presses]

    def press(number: int) -> int:
        together.wait()
        with clients[number] as api:
            return int(api.post(f"/reading-tasks/{task}/claim").status_code)

    with ThreadPoolExecutor(ROUNDS) as pool:
        answers = list(pool.map(press, range(ROUNDS)))
    outcomes = Counter(zip(presses, answers, strict=True))
    winner = next(reader for reader in READERS if outcomes[reader, 200])
    loser = next(reader for reader in READERS if reader != winner)
    # Claiming what one holds already is answered as success.
    assert outcomes == {(winner, 200): ROUNDS // 2, (loser, 409): ROUNDS // 2}
    with tenant_context(house.practice.tenant_id):
        assert Claim.objects.get().reader_id == house.practice.user_ids[winner]
