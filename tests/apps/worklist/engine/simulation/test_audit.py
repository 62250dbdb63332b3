"""The audit finds faults that are planted in a clean trace."""

from dataclasses import replace
from datetime import timedelta

from apps.worklist.engine.simulation.audit import audit, may_read
from apps.worklist.engine.simulation.trace import Trace
from tests.apps.worklist.engine.simulation.small import results, small_world

WORLD = small_world(1)


def clean() -> Trace:
    return results(1)["ours"].trace


def test_a_reader_who_may_not_read_the_study_is_found() -> None:
    trace = clean()
    studies = {one.study_id: one for one in WORLD.studies}
    number, first, stranger = next(
        (number, held, reader.facts)
        for number, held in enumerate(trace.holdings)
        for reader in WORLD.readers
        if not may_read(reader.facts, studies[held.task_id], held.starts_at)
    )
    changed = replace(first, reader_id=stranger.reader_id)
    planted = replace(
        trace, holdings=(*trace.holdings[:number], changed, *trace.holdings[number + 1 :])
    )
    assert audit(WORLD, planted).ineligible_assignments == 1


def test_a_credential_that_ended_before_the_signature_is_found() -> None:
    trace = clean()
    first = trace.holdings[0]
    readers = tuple(
        replace(
            reader,
            facts=replace(
                reader.facts,
                licences=tuple(
                    replace(one, ends_at=first.ends_at) for one in reader.facts.licences
                ),
            ),
        )
        if reader.facts.reader_id == first.reader_id
        else reader
        for reader in WORLD.readers
    )
    assert audit(replace(WORLD, readers=readers), trace).ineligible_assignments >= 1


def test_a_task_held_by_two_at_once_is_found() -> None:
    trace = clean()
    first = trace.holdings[0]
    other = next(one for one in trace.holdings if one.reader_id != first.reader_id)
    second = replace(
        first,
        reader_id=other.reader_id,
        starts_at=first.ends_at - timedelta(seconds=1),
        outcome="handed_back",
    )
    planted = replace(trace, holdings=(*trace.holdings, second))
    assert audit(WORLD, planted).double_assignments >= 1


def test_a_reader_with_two_tasks_at_once_is_found() -> None:
    trace = clean()
    own = [one for one in trace.holdings if one.reader_id == trace.holdings[0].reader_id]
    early, late = sorted(own, key=lambda one: one.starts_at)[:2]
    moved = replace(late, starts_at=early.starts_at)
    planted = tuple(moved if one is late else one for one in trace.holdings)
    assert audit(WORLD, replace(trace, holdings=planted)).double_assignments >= 1


def test_a_task_that_nobody_signed_and_nobody_has_is_found() -> None:
    trace = clean()
    signed = next(one for one in trace.holdings if one.outcome == "signed")
    planted = tuple(one for one in trace.holdings if one is not signed)
    assert audit(WORLD, replace(trace, holdings=planted)).lost_tasks == 1


def test_a_task_that_is_signed_and_waits_too_is_found() -> None:
    trace = clean()
    signed = next(one for one in trace.holdings if one.outcome == "signed")
    planted = replace(trace, waiting=trace.waiting | {signed.task_id})
    assert audit(WORLD, planted).lost_tasks == 1
