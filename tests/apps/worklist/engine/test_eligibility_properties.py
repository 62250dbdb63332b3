"""What holds for any reader and any work."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.eligibility import Standing, class_verdict, eligible_classes, verdict
from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    TaskFacts,
    WorkClass,
)
from apps.worklist.engine.verdicts import EXCLUSION_CODES
from tests.apps.worklist.engine import strategies as some
from tests.apps.worklist.engine.people import AT

TICK = timedelta(microseconds=1)


def well_credentialed(reader: ReaderFacts, work: WorkClass) -> ReaderFacts:
    """The same reader, made eligible in the places where chance seldom makes one."""
    return replace(
        reader,
        active=True,
        location="FR",
        age_groups=frozenset(),
        licences=(*reader.licences, Credential("FR", AT, AT + timedelta(hours=2))),
        privileges=(*reader.privileges, PrivilegeFacts(work.site_id, AT, AT + timedelta(hours=3))),
    )


@given(some.works, some.readers, some.moments, some.credentials)
def test_a_licence_more_never_takes_eligibility_away(
    work: WorkClass, reader: ReaderFacts, at: datetime, more: Credential
) -> None:
    richer = replace(reader, licences=(*reader.licences, more))
    before, after = class_verdict(work, reader, at), class_verdict(work, richer, at)
    assert after.eligible or not before.eligible
    if before.eligible and after.until is not None:
        assert before.until is not None and after.until >= before.until


@given(some.works, some.readers, some.moments, some.privileges)
def test_a_privilege_more_never_takes_eligibility_away(
    work: WorkClass, reader: ReaderFacts, at: datetime, more: PrivilegeFacts
) -> None:
    richer = replace(reader, privileges=(*reader.privileges, more))
    assert class_verdict(work, richer, at).eligible or not class_verdict(work, reader, at).eligible


@given(some.tasks, some.readers, some.moments, some.blocks)
def test_a_block_more_never_gives_eligibility(
    task: TaskFacts, reader: ReaderFacts, at: datetime, more: BlockFacts
) -> None:
    poorer = replace(reader, blocks=(*reader.blocks, more))
    assert verdict(task, reader, at).eligible or not verdict(task, poorer, at).eligible


@given(some.tasks, some.readers, some.moments, st.booleans())
def test_the_quick_answers_are_those_of_the_verdict(
    task: TaskFacts, reader: ReaderFacts, at: datetime, well: bool
) -> None:
    if well:
        reader = well_credentialed(reader, task.work_class)
    standing, work = Standing(reader, at), task.work_class
    assert standing.may_read_class(work) == class_verdict(work, reader, at).eligible
    assert standing.may_read(task) == verdict(task, reader, at).eligible
    assert standing.may_read_class(work) == standing.of_class(work).eligible


@given(some.tasks, some.readers)
def test_until_is_exact(task: TaskFacts, reader: ReaderFacts) -> None:
    task = replace(task, named_reader=None)
    reader = well_credentialed(reader, task.work_class)
    found = verdict(task, reader, AT)
    if not found.eligible:
        assert found.until is None
        return
    turns = [AT + timedelta(hours=hour) for hour in range(13)]
    until = found.until or turns[-1] + TICK
    assert all(
        verdict(task, reader, turn).eligible == (turn < until) for turn in turns if turn <= until
    )
    assert found.until is None or verdict(task, reader, found.until - TICK).eligible
    assert found.until is None or not verdict(task, reader, found.until).eligible


@given(some.tasks, some.readers, some.moments)
def test_a_task_s_verdict_is_its_class_s_and_its_own(
    task: TaskFacts, reader: ReaderFacts, at: datetime
) -> None:
    of_class, of_task = class_verdict(task.work_class, reader, at), verdict(task, reader, at)
    kept = of_task.exclusions[: len(of_class.exclusions)]
    assert kept == of_class.exclusions
    own = {one.code for one in of_task.exclusions[len(kept) :]}
    assert own <= {"blocked_patient", "read_this_before", "named_for_another"}
    assert of_task.eligible == (of_class.eligible and not own)


@given(some.works, some.readers, some.moments)
def test_eligible_means_no_exclusion_and_codes_are_known(
    work: WorkClass, reader: ReaderFacts, at: datetime
) -> None:
    found = class_verdict(work, reader, at)
    assert found.eligible == (not found.exclusions)
    assert {one.code for one in found.exclusions} <= set(EXCLUSION_CODES)
    assert len(set(found.exclusions)) == len(found.exclusions)


@given(st.lists(some.works, max_size=6), some.readers, some.moments)
def test_many_at_once_answer_as_one_by_one_until_the_change(
    works: list[WorkClass], reader: ReaderFacts, at: datetime
) -> None:
    classes = dict(enumerate(works))
    keys, until = eligible_classes(classes, reader, at)

    def one_by_one(moment: datetime) -> set[int]:
        return {
            key for key, work in classes.items() if class_verdict(work, reader, moment).eligible
        }

    assert keys == one_by_one(at)
    turns = [at + timedelta(hours=hour) for hour in range(13)]
    assert all(keys == one_by_one(turn) for turn in turns if until is None or turn < until)
