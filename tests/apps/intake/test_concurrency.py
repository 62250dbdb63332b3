"""Many associations at once: the counts are exact, nothing is twice, nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from pydicom.uid import generate_uid

from apps.archive.models import Instance, Patient, Series, Study
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.intake.models import Arrival, QuarantineItem
from apps.intake.services import ArrivalOutcome, complete_quiet_studies
from tests.factories import Practice
from tests.objects import Sender, as_bytes, make_object, make_study

T = TypeVar("T")
THREADS = 8


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """What each piece of work answers, all begun at the same moment, each with a connection of its own."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        try:
            barrier.wait(30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(120) for future in [pool.submit(run, work) for work in works]]


def send_all(practice: Practice, contents: list[bytes]) -> list[ArrivalOutcome]:
    sender = Sender(practice, practice.site_a, transfer=True)
    return [sender.send(content).outcome for content in contents]


def test_one_new_study_over_eight_associations(committed_practice: Practice) -> None:
    practice = committed_practice
    contents = [as_bytes(each) for each in make_study(series=4, instances=10)]
    parts = [contents[index::THREADS] for index in range(THREADS)]
    outcomes = at_once([partial(send_all, practice, part) for part in parts])
    assert {each for one in outcomes for each in one} == {ArrivalOutcome.STORED}
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
        assert (study.series_count, study.instance_count) == (4, 40)
        assert sorted(Series.objects.values_list("instance_count", flat=True)) == [10] * 4
        assert Patient.objects.count() == 1
        assert OutboxEvent.objects.filter(name="archive.study_opened").count() == 1


def test_many_new_studies_of_one_new_patient(committed_practice: Practice) -> None:
    practice = committed_practice
    studies = [
        [as_bytes(each) for each in make_study(series=2, instances=3)] for _ in range(THREADS)
    ]
    at_once([partial(send_all, practice, study) for study in studies])
    with tenant_context(practice.tenant_id):
        assert Patient.objects.count() == 1
        assert list(Study.objects.values_list("instance_count", flat=True)) == [6] * THREADS


def test_nameless_objects_at_once_are_never_merged(committed_practice: Practice) -> None:
    practice = committed_practice
    contents = [[as_bytes(make_object(PatientID=""))] for _ in range(THREADS)]
    at_once([partial(send_all, practice, one) for one in contents])
    with tenant_context(practice.tenant_id):
        assert Patient.objects.count() == THREADS


def test_the_same_study_from_every_side_is_stored_once(committed_practice: Practice) -> None:
    practice = committed_practice
    contents = [as_bytes(each) for each in make_study(series=2, instances=5)]
    orders = [contents if index % 2 else contents[::-1] for index in range(THREADS)]
    outcomes = at_once([partial(send_all, practice, order) for order in orders])
    flat = [each for one in outcomes for each in one]
    assert flat.count(ArrivalOutcome.STORED) == 10
    assert flat.count(ArrivalOutcome.DUPLICATE) == 10 * (THREADS - 1)
    with tenant_context(practice.tenant_id):
        assert Study.objects.get().instance_count == Instance.objects.count() == 10
        assert Arrival.objects.count() == 10 * THREADS
        folders = {instance.blob_key.rpartition("/")[0] for instance in Instance.objects.all()}
        assert len(folders) == 1


def test_one_uid_with_eight_contents_keeps_one_and_sets_seven_aside(
    committed_practice: Practice,
) -> None:
    practice = committed_practice
    uids = {
        name: generate_uid() for name in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
    }
    contents = [
        [as_bytes(make_object(PixelData=bytes([index]) * 128, **uids))] for index in range(THREADS)
    ]
    outcomes = at_once([partial(send_all, practice, one) for one in contents])
    flat = [each for one in outcomes for each in one]
    assert flat.count(ArrivalOutcome.STORED) == 1
    assert flat.count(ArrivalOutcome.QUARANTINED) == THREADS - 1
    with tenant_context(practice.tenant_id):
        assert Instance.objects.count() == Study.objects.get().instance_count == 1
        assert QuarantineItem.objects.count() == THREADS - 1


def test_one_study_claimed_by_two_patients_belongs_to_one(committed_practice: Practice) -> None:
    practice = committed_practice
    study_uid = generate_uid()
    contents = [
        [as_bytes(make_object(StudyInstanceUID=study_uid, PatientID=f"P{index}"))]
        for index in range(THREADS)
    ]
    outcomes = at_once([partial(send_all, practice, one) for one in contents])
    flat = [each for one in outcomes for each in one]
    assert flat.count(ArrivalOutcome.STORED) == 1
    with tenant_context(practice.tenant_id):
        assert Patient.objects.count() == Study.objects.count() == 1
        reasons = set(QuarantineItem.objects.values_list("reason", flat=True))
        assert reasons == {"study_of_another_patient"}


@pytest.mark.parametrize("round_number", range(3))
def test_several_workers_complete_a_study_once(
    committed_practice: Practice, round_number: int
) -> None:
    practice = committed_practice
    with tenant_context(practice.tenant_id):
        type(practice.site_a).objects.update(quiet_seconds=0)
    sender = Sender(practice, practice.site_a)
    for each in make_study(instances=2):
        sender.send(each)
    for _ in range(4):
        sender.send(make_object())
    at_once([complete_quiet_studies for _ in range(4)])
    with tenant_context(practice.tenant_id):
        assert set(Study.objects.values_list("state", flat=True)) == {"complete"}
        assert OutboxEvent.objects.filter(name="archive.study_completed").count() == 5
