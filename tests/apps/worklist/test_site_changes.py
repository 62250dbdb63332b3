"""A site's jurisdictions change: its open work needs other licences from that moment."""

import pytest

from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.staffing.services import set_site_jurisdictions
from apps.worklist import services
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.eligibility import readable_class_ids
from tests.factories import Practice
from tests.studies import make_task

pytestmark = pytest.mark.django_db


def move_site_a(practice: Practice, *jurisdictions: str) -> None:
    with tenant_context(practice.tenant_id):
        set_site_jurisdictions(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            jurisdictions=jurisdictions,
        )
    dispatch_due()


def readable(practice: Practice) -> set[object]:
    with tenant_context(practice.tenant_id):
        classes = readable_class_ids(practice.user_ids["reader"])
        return set(
            ReadingTask.objects.filter(work_class_id__in=classes).values_list("id", flat=True)
        )


def test_open_work_is_readable_by_the_licences_of_the_site_as_it_is_now(
    practice: Practice,
) -> None:
    waiting, held = make_task(practice), make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=held.id)
    assert readable(practice) == {waiting.id, held.id}
    move_site_a(practice, "FR")
    assert readable(practice) == set()
    with tenant_context(practice.tenant_id):
        assert Claim.objects.get(task=held).end_reason == "ineligible"
    move_site_a(practice, "FR", "DE-BE")
    assert readable(practice) == {waiting.id, held.id}


def test_a_change_that_keeps_a_licence_keeps_the_holder(practice: Practice) -> None:
    held = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=held.id)
    move_site_a(practice, "FR", "DE-BE")
    with tenant_context(practice.tenant_id):
        assert Claim.objects.get(task=held).ended_at is None
        assert services.follow_jurisdictions(site_id=practice.site_a.id) == 0


def test_work_from_before_there_were_kinds_of_work_is_routed(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=task.id).update(work_class=None)
    assert readable(practice) == set()
    move_site_a(practice, "DE-BB", "DE-BE")
    assert readable(practice) == {task.id}
