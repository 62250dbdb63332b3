"""The demo's readers may read at once, and a second start changes nothing but adds what is missing."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.staffing.models import Licence, ReaderPool, ShiftPattern
from apps.staffing.selectors import on_call_ladder, reader_facts, shifts_between
from apps.tenancy.models import Site
from apps.tenancy.selectors import tenant_id_for_slug
from teleread.demo import PRACTICES, DemoPractice, seed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.slug)
def test_demo_readers_may_read_for_every_demo_site(practice: DemoPractice) -> None:
    seed(practice)
    with tenant_context(tenant_id_for_slug(practice.slug)):
        sites = list(Site.objects.all())
        assert all(site.jurisdictions for site in sites)
        for reader in reader_facts():
            licensed = {licence.jurisdiction for licence in reader.licences}
            assert reader.location in licensed
            assert all(licensed & set(site.jurisdictions) for site in sites)
            assert {privilege.site_id for privilege in reader.privileges} == {s.id for s in sites}
            assert reader.available and reader.skills and reader.pools


@pytest.mark.parametrize("month", range(1, 13))
def test_somebody_is_on_duty_and_on_call_at_every_hour(month: int) -> None:
    start = datetime(2026, month, 25, tzinfo=UTC)
    with frozen_at(start):
        seed(PRACTICES[1])
    with tenant_context(tenant_id_for_slug("other")):
        shifts = list(shifts_between(start, start + timedelta(days=14)))
        assert on_call_ladder(start)
    for hour in range(14 * 24):
        at = start + timedelta(hours=hour)
        roles = {shift.role for shift in shifts if shift.starts_at <= at < shift.ends_at}
        assert {"reading", "on_call"} <= roles, at


def test_a_second_start_on_an_older_practice_adds_what_is_missing() -> None:
    seed(PRACTICES[0])
    with tenant_context(tenant_id_for_slug("demo")):
        before = Licence.objects.count()
        patterns = ShiftPattern.objects.count()
        lost = Licence.objects.filter(jurisdiction="IE")[0]
        lost.delete()
        Site.objects.filter(slug="demo-clinic").update(jurisdictions=["US-WI"])
    seed(PRACTICES[0])
    with tenant_context(tenant_id_for_slug("demo")):
        assert Site.objects.get(slug="demo-clinic").jurisdictions == ["US-WI"]
        assert Licence.objects.count() == before + 2
        assert ReaderPool.objects.count() == 3
        assert ShiftPattern.objects.count() == patterns == 6
