"""Each part of a score says one thing, and the total is their sum."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.facts import ReaderFacts, ShiftFacts, SkillNeed, TaskFacts
from apps.worklist.engine.loads import RVU_PER_OPEN_MINUTE, PoolPolicy, ReaderLoad
from apps.worklist.engine.scoring import PARTS, score
from tests.apps.worklist.engine import strategies as some
from tests.apps.worklist.engine.people import AT, PATIENT, reader, task, work

POLICY = PoolPolicy()


def parts(
    of: TaskFacts, load: ReaderLoad, person: ReaderFacts | None = None, policy: PoolPolicy = POLICY
) -> dict[str, float]:
    return dict(score(of, person or reader(), load, policy, AT).parts)


@given(some.tasks, some.readers, some.loads)
def test_the_total_is_the_sum_of_named_parts(
    task: TaskFacts, reader: ReaderFacts, load: ReaderLoad
) -> None:
    points = score(task, reader, load, PoolPolicy(max_open_tasks=4, max_open_minutes=40), AT)
    assert tuple(points.parts) and set(points.parts) == set(PARTS)
    assert points.total == pytest.approx(sum(points.parts.values()))
    assert 0 < points.parts["urgency"] <= 100 and -100 <= points.parts["queue"] <= 0


@given(some.tasks, some.readers, some.loads, st.floats(0.1, 30))
def test_more_work_done_or_open_never_scores_higher(
    task: TaskFacts, reader: ReaderFacts, load: ReaderLoad, more: float
) -> None:
    """But for ``mix``, which sends studies that bring little to those who are ahead."""

    def total(of: ReaderLoad) -> float:
        points = score(task, reader, of, POLICY, AT)
        return points.total - points.parts["mix"]

    assert total(replace(load, shift_rvu_done=load.shift_rvu_done + more)) < total(load)
    assert total(replace(load, open_minutes=load.open_minutes + more)) < total(load)


@given(some.tasks, some.readers, st.floats(0, 60), st.floats(0, 60))
def test_rich_studies_go_to_those_behind_and_poor_ones_to_those_ahead(
    task: TaskFacts, reader: ReaderFacts, one: float, other: float
) -> None:
    less, more = (
        parts(
            task,
            ReaderLoad(shift_rvu_done=done, shift_hours=4, team_rvu_per_hour=5.0),
            reader,
        )["mix"]
        for done in sorted((one, other))
    )
    is_rich = task.rvu / task.minutes > RVU_PER_OPEN_MINUTE
    assert less >= more if is_rich else less <= more


def test_urgency_grows_as_time_runs_out() -> None:
    left = [240, 60, 10, 0, -30]
    points = [
        parts(task(due_at=AT + timedelta(minutes=one)), ReaderLoad())["urgency"] for one in left
    ]
    assert points == sorted(points) and points[-1] == 100


def test_balance_counts_by_the_hour() -> None:
    fresh = parts(task(rvu=1.0), ReaderLoad(shift_rvu_done=5, shift_hours=1))["balance"]
    late = parts(task(rvu=1.0), ReaderLoad(shift_rvu_done=47, shift_hours=8))["balance"]
    assert fresh == pytest.approx(late) == pytest.approx(-120)


def test_what_each_part_rewards() -> None:
    ct = task(patient_id=PATIENT, preferred_skills=(SkillNeed("neuro", 2), SkillNeed("chest")))
    assert parts(ct, ReaderLoad(patients=frozenset({PATIENT})))["affinity"] == 30
    assert parts(ct, ReaderLoad())["affinity"] == 0
    assert parts(ct, ReaderLoad())["preferred"] == 7.5
    assert parts(ct, ReaderLoad())["skill"] == 2
    assert parts(task(work_class=work(procedure_group="msk")), ReaderLoad())["skill"] == 0


def test_stat_load_counts_only_for_a_stat() -> None:
    load = ReaderLoad(open_stat=2)
    assert parts(task(priority="STAT"), load)["stat"] == -30
    assert parts(task(priority="ROUTINE"), load)["stat"] == 0


def test_work_beyond_the_shift_and_near_the_cap_costs() -> None:
    ending = reader(shifts=(ShiftFacts(AT - timedelta(hours=8), AT + timedelta(minutes=5)),))
    assert parts(task(), ReaderLoad(), ending)["shift"] == -40
    assert parts(task(), ReaderLoad())["shift"] == 0
    half_full = ReaderLoad(open_tasks=2)
    assert parts(task(), half_full, policy=PoolPolicy(max_open_tasks=4))["room"] == -2.5


def test_a_load_with_one_task_more() -> None:
    load = ReaderLoad(open_minutes=10, shift_rvu_done=3).with_task(
        task(priority="STAT", patient_id=UUID(int=5), rvu=2.0)
    )
    assert (load.open_minutes, load.open_tasks, load.open_stat) == (17, 1, 1)
    assert load.patients == {UUID(int=5)}
    assert load.rvu == pytest.approx(3 + 10 * 0.13 + 2)
