"""A study is complete when it is quiet and nobody who carries it is still sending; what comes later is late."""

from contextlib import AbstractContextManager
from datetime import timedelta

from apps.archive.models import Study
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.intake.models import Transfer
from apps.intake.services import (
    LIVE_SECONDS,
    beat_transfers,
    close_transfer,
    complete_quiet_studies,
)
from tests.factories import Practice
from tests.objects import Sender, make_study

START = now()


def after(seconds: float) -> AbstractContextManager[None]:
    return frozen_at(START + timedelta(seconds=seconds))


def state(practice: Practice) -> str:
    with tenant_context(practice.tenant_id):
        return str(Study.objects.get().state)


def completed(practice: Practice) -> int:
    """How many studies of this practice are complete after a look round; other practices have studies too."""
    complete_quiet_studies()
    with tenant_context(practice.tenant_id):
        return Study.objects.filter(state="complete").count()


def events(practice: Practice, name: str) -> int:
    with tenant_context(practice.tenant_id):
        return OutboxEvent.objects.filter(name=name).count()


def test_a_quiet_study_is_complete_once(practice: Practice) -> None:
    with after(0):
        for each in make_study(instances=2):
            Sender(practice, practice.site_a).send(each)
    with after(1.9):
        assert completed(practice) == 0
    with after(2.1):
        assert completed(practice) == completed(practice) == 1
    assert state(practice) == "complete"
    assert events(practice, "archive.study_completed") == 1


def test_a_slow_second_series_is_waited_for(practice: Practice) -> None:
    first, second = make_study(series=2, instances=1)
    with after(0):
        sender = Sender(practice, practice.site_a, transfer=True)
        sender.send(first)
    transfer_id = sender.origin.transfer_id
    assert transfer_id is not None
    for seconds in (10, 20, 30, 40):
        with after(seconds):
            beat_transfers(tenant_id=practice.tenant_id, transfer_ids=[transfer_id])
            assert completed(practice) == 0
    with after(45):
        sender.send(second)
        close_transfer(tenant_id=practice.tenant_id, transfer_id=transfer_id)
    with after(46):
        assert completed(practice) == 0
    with after(48):
        assert completed(practice) == 1
    assert events(practice, "archive.late_images_stored") == 0


def test_a_transfer_whose_receiver_died_does_not_hold_a_study_for_ever(practice: Practice) -> None:
    with after(0):
        sender = Sender(practice, practice.site_a, transfer=True)
        for each in make_study(instances=1):
            sender.send(each)
    with after(LIVE_SECONDS - 1):
        assert completed(practice) == 0
    with after(LIVE_SECONDS + 1):
        assert completed(practice) == 1
    with tenant_context(practice.tenant_id):
        assert Transfer.objects.get().closed_at is None


def test_late_images_are_flagged_and_told_once_per_burst(practice: Practice) -> None:
    objects = list(make_study(instances=6))
    sender = Sender(practice, practice.site_a)
    with after(0):
        sender.send(objects[0])
    with after(5):
        complete_quiet_studies()
    for seconds, each in zip((60, 60.5, 61), objects[1:4], strict=True):
        with after(seconds):
            sender.send(each)
    assert events(practice, "archive.late_images_stored") == 1
    with after(300):
        sender.send(objects[4])
        sender.send(objects[5])
    assert events(practice, "archive.late_images_stored") == 2
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
        assert study.state == "complete"
        assert study.instance_count == 6
        assert study.late_images_at == START + timedelta(seconds=300)


def test_a_resend_after_completion_is_not_late(practice: Practice) -> None:
    (only,) = make_study(instances=1)
    sender = Sender(practice, practice.site_a)
    with after(0):
        sender.send(only)
    with after(5):
        complete_quiet_studies()
        sender.send(only)
    assert events(practice, "archive.late_images_stored") == 0
