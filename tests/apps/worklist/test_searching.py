"""A search finds the same tasks whichever index it goes along, and open tasks' words know that they are open."""

import pytest

from apps.common.isolation import tenant_context
from apps.worklist.models import ReadingTask, TaskSearchWord
from apps.worklist.selectors import searching
from apps.worklist.selectors.paging import forget_lengths
from apps.worklist.services import claim_task, complete_task
from apps.worklist.services.search_words import index_task
from tests.factories import Practice
from tests.studies import make_study, make_task

OPEN, SIGNED = "state=SCHEDULED,IN_PROGRESS", "state=COMPLETED"


def found(practice: Practice, query: str) -> set[str]:
    answer = practice.client("reader").get(f"/api/v1/reading-tasks?{query}")
    assert answer.status_code == 200, answer.content
    assert answer.json()["count"] == len(answer.json()["results"])
    return {row["patient"]["name"] for row in answer.json()["results"]}


def sign(practice: Practice, task: ReadingTask) -> None:
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader"), task_id=task.id)
        complete_task(actor=practice.actor("reader"), task_id=task.id)


def are_open(task: ReadingTask) -> set[bool]:
    assert task.tenant_id
    with tenant_context(task.tenant_id):
        return set(TaskSearchWord.objects.filter(task=task).values_list("is_open", flat=True))


@pytest.mark.parametrize("few", [0, 1, searching.FEW])
def test_few_and_many_are_found_alike(
    practice: Practice, other_practice: Practice, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(searching, "FEW", few)
    forget_lengths()
    for name in ("DOE^JANE", "DOE^JOHN", "ROE^JANE", "BEARD^JIM"):
        make_task(practice, make_study(practice, name=name))
    make_task(other_practice, make_study(other_practice, name="DOE^JANET"))
    sign(practice, make_task(practice, make_study(practice, name="DOE^JILL")))
    does = {"DOE, JANE", "DOE, JOHN"}
    assert found(practice, f"{OPEN}&search=doe") == does
    assert found(practice, "search=doe") == {*does, "DOE, JILL"}
    assert found(practice, f"{SIGNED}&search=DOE") == {"DOE, JILL"}
    assert found(practice, f"{OPEN}&search=jan doe") == {"DOE, JANE"}
    assert found(practice, f"{OPEN}&search=j") == {*does, "ROE, JANE", "BEARD, JIM"}
    assert found(practice, f"{OPEN}&search=doe xyz") == set()


def test_words_are_open_while_their_task_is(practice: Practice) -> None:
    task = make_task(practice, make_study(practice, name="DOE^JANE"))
    other = make_task(practice, make_study(practice, name="ROE^JIM"))
    assert are_open(task) == {True}
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader"), task_id=task.id)
    assert are_open(task) == {True}
    with tenant_context(practice.tenant_id):
        complete_task(actor=practice.actor("reader"), task_id=task.id)
    assert (are_open(task), are_open(other)) == ({False}, {True})


def test_a_word_that_comes_later_is_as_its_task(practice: Practice) -> None:
    task = make_task(practice, make_study(practice, name="DOE^JANE"))
    sign(practice, task)
    with tenant_context(practice.tenant_id):
        patient = ReadingTask.objects.get(id=task.id).study.patient
        patient.name = patient.display_name = "SMITH"
        patient.save()
        index_task(ReadingTask.objects.get(id=task.id))
    assert are_open(task) == {False}
    assert found(practice, f"{SIGNED}&search=smith") == {"SMITH"}
    assert found(practice, f"{OPEN}&search=smith") == set()
