"""The demo's scenes: something of everything, signed soundly, nothing left waiting."""

import pytest

from apps.common.isolation import tenant_context
from apps.followup.models import FollowUp, FollowUpMatch
from apps.peer_review.models import Review
from apps.reporting.models import Report, ReportMacro, ReportVersion
from apps.reporting.selectors.reports import version_faults
from apps.tenancy.selectors import tenant_id_for_slug
from apps.worklist.models import ReadingTask
from teleread.demo import PASSWORD, PRACTICES, seed
from teleread.demo_history import seed_history
from teleread.demo_scenes import seed_scenes

pytestmark = pytest.mark.django_db


def test_every_screen_has_something_to_show_and_nothing_waits() -> None:
    seed(PRACTICES[0])
    assert seed_history(days=3, per_day=60) > 0
    assert seed_scenes(password=PASSWORD) > 0
    assert seed_scenes(password=PASSWORD) == 0
    with tenant_context(tenant_id_for_slug("demo")):
        states = set(FollowUp.objects.values_list("state", flat=True))
        assert states == {
            *("open", "due", "overdue", "scheduled"),
            *("done", "declined", "not_needed"),
        }
        assert FollowUpMatch.objects.filter(state="proposed").exists()
        assert FollowUp.objects.filter(due_on=None).exists()
        assert not ReadingTask.objects.exclude(state="COMPLETED").exists()
        assert ReadingTask.objects.filter(linked=2).count() == 3
        kinds = set(ReportVersion.objects.values_list("kind", flat=True))
        assert kinds == {"wet_read", "preliminary", "final"}
        assert Report.objects.filter(state="final").count() == Report.objects.count()
        assert ReportMacro.objects.count() > 2
        assert list(version_faults()) == []
        reviews = Review.objects.filter(origin="sample")
        assert reviews.filter(state="assigned").count() >= 4 and reviews.filter(state="closed")
