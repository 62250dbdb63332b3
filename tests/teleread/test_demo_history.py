"""The demo's past is written once, is consistent, and is nobody's waiting work."""

from datetime import timedelta

import pytest
from django.db.models import F

from apps.archive.models import Patient, Study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.reporting.models import Report
from apps.staffing.selectors import reader_facts
from apps.tenancy.selectors import tenant_id_for_slug
from apps.worklist.models import Claim, ReadingTask
from teleread.demo import PRACTICES, seed
from teleread.demo_history import ISSUER, seed_history

pytestmark = pytest.mark.django_db


def test_the_past_is_read_work_by_the_demos_readers_and_comes_once() -> None:
    seed(PRACTICES[0])
    added = seed_history(days=2, per_day=60)
    assert added > 50
    assert seed_history(days=2, per_day=60) == 0
    with tenant_context(tenant_id_for_slug("demo")):
        tasks = ReadingTask.objects.all()
        assert tasks.count() == Study.objects.count() == added
        assert set(tasks.values_list("state", flat=True)) == {"COMPLETED"}
        assert not tasks.filter(completed_at__lte=F("received_at")).exists()
        assert not tasks.filter(completed_at__gt=now()).exists()
        assert not tasks.filter(received_at__lt=now() - timedelta(days=4)).exists()
        assert Study.objects.filter(state="complete", instance_count=0).count() == added
        assert not Patient.objects.exclude(issuer=ISSUER).exists()
        readers = {one.reader_id for one in reader_facts()}
        finished = Claim.objects.filter(end_reason="completed")
        assert finished.count() == added and not Claim.objects.filter(ended_at=None).exists()
        assert set(finished.values_list("reader_id", flat=True)) == readers
        assert not Report.objects.exists()


def test_the_other_practice_stays_without_a_past() -> None:
    for practice in PRACTICES:
        seed(practice)
    seed_history(days=1, per_day=30)
    with tenant_context(tenant_id_for_slug("other")):
        assert not Study.objects.exists() and not ReadingTask.objects.exists()
