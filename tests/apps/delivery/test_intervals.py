"""One study from the end of its examination until its site has read the report: every milestone, every interval."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.services import complete_study
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.services import open_site_report
from apps.worklist.models import ReadingTask
from tests.apps.reporting.scenes import Reading, text
from tests.apps.worklist.gate import INDICATION, confirmation_of, gate
from tests.apps.worklist.test_confirmations import confirm
from tests.factories import Practice
from tests.objects import Sender, as_bytes, make_study

# Minutes after the first image came.
REACHED = {
    "exam_end": -3,
    "first_image": 0,
    "complete": 2,
    "confirmed": 10,
    "listed": 10,
    "claimed": 12,
    "preliminary": 14,
    "final": 17,
    "delivered": 18,
    "acknowledged": 25,
}


def test_one_study_yields_every_interval_and_they_add_up(practice: Practice) -> None:
    start = now().replace(microsecond=0)
    gate(practice, closed=True)

    @contextmanager
    def at(name: str) -> Iterator[None]:
        with frozen_at(start + timedelta(minutes=REACHED[name])):
            yield
            if name != "final":
                dispatch_due()

    ended = (start - timedelta(minutes=3)).astimezone(ZoneInfo(practice.site_a.time_zone))
    stamps = [ended - timedelta(minutes=2), ended]
    for minute, (image, stamp) in enumerate(zip(make_study(instances=2), stamps, strict=True)):
        image.AcquisitionDate, image.AcquisitionTime = stamp.strftime("%Y%m%d %H%M%S").split()
        with frozen_at(start + timedelta(minutes=minute)):
            Sender(practice, practice.site_a).send(as_bytes(image))
    with tenant_context(practice.tenant_id):
        study = Study.objects.get(instance_count=2)
    with at("complete"), tenant_context(practice.tenant_id):
        complete_study(actor=Actor.system(practice.tenant_id, "test"), study_id=study.id)
    assert confirmation_of(practice, study).state == "waiting"
    with at("confirmed"):
        confirm(practice, study, indication=INDICATION)
    with tenant_context(practice.tenant_id):
        task = ReadingTask.objects.get(study=study)
    reading = Reading(practice, study, task)
    with at("claimed"):
        reading.claim()
        report = reading.save(reading.report(), text())
    with at("preliminary"):
        report = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    with at("final"):
        report = reading.save(reading.report(), text())
        reading.sign(report.id, revision=report.draft_revision)
    with at("delivered"):
        pass
    with at("acknowledged"), tenant_context(practice.tenant_id):
        open_site_report(actor=practice.actor("site_user"), study_id=study.id, what="screen")

    body = practice.client("manager").get(f"/api/v1/reading-tasks/{task.id}/clocks").json()
    found = {(one["clock_from"], one["clock_to"]): one["minutes"] for one in body["intervals"]}
    wanted = {
        (first, then): REACHED[then] - REACHED[first] for first, then in combinations(REACHED, 2)
    }
    assert found == pytest.approx(wanted)
    for first, middle, then in combinations(REACHED, 3):
        whole = found[first, middle] + found[middle, then]
        assert found[first, then] == pytest.approx(whole)
