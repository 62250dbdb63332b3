"""Nobody reads a study before its site has confirmed it, where the site is to."""

from datetime import timedelta

import pytest

from apps.archive.events import LateImagesStored
from apps.archive.models import Patient, Study
from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at, now
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.isolation import tenant_context
from apps.common.outbox import publish
from apps.common.outbox.dispatching import dispatch_due
from apps.orders.models import Order
from apps.orders.services import link_order
from apps.worklist.errors import NothingToRead
from apps.worklist.models import Clock, Milestone, Page, ReadingTask, StudyConfirmation
from apps.worklist.services import (
    acknowledge_page,
    claim_next_task,
    confirm_study,
    page_late_confirmations,
    set_confirmation_gate,
)
from tests.apps.worklist.gate import INDICATION, come, confirmation_of, gate, order_for
from tests.factories import Practice
from tests.studies import make_study

MINUTE = timedelta(minutes=1)


def confirm(practice: Practice, study: Study, *, by: str = "site_user", **said: str) -> None:
    with tenant_context(practice.tenant_id):
        confirm_study(
            actor=practice.actor(by), confirmation_id=confirmation_of(practice, study).id, **said
        )


def task_of(practice: Practice, study: Study) -> ReadingTask | None:
    with tenant_context(practice.tenant_id):
        found: ReadingTask | None = ReadingTask.objects.filter(study=study).first()
    return found


def reached(study: Study, name: str) -> list[Milestone]:
    return list(Milestone.objects.filter(study=study, name=name))


def test_without_the_gate_nothing_is_asked(practice: Practice) -> None:
    study = come(practice)
    assert task_of(practice, study)
    with tenant_context(practice.tenant_id):
        assert not StudyConfirmation.objects.exists()
        assert not reached(study, "confirmed")


def test_an_unconfirmed_study_is_nobodys_until_the_site_confirms_it(practice: Practice) -> None:
    gate(practice, closed=True)
    study = come(practice)
    come(practice, study)
    waiting = confirmation_of(practice, study)
    assert (waiting.state, task_of(practice, study)) == ("waiting", None)
    with tenant_context(practice.tenant_id), pytest.raises(NothingToRead):
        claim_next_task(actor=practice.actor("reader"))
    later = now() + 40 * MINUTE
    with frozen_at(later):
        confirm(practice, study, indication=INDICATION)
    dispatch_due()
    task = task_of(practice, study)
    assert task
    with tenant_context(practice.tenant_id):
        settled = confirmation_of(practice, study)
        assert (settled.state, settled.confirmed_by) == ("confirmed", "site")
        assert settled.settled_by_id == practice.user_ids["site_user"]
        # What counts from completion at other sites counts from the site's word here.
        assert [row.at for row in reached(study, "confirmed")] == [later]
        clock = Clock.objects.get(task=task, own=True)
        assert task.received_at == clock.started_at == later
        order = Order.objects.get(study=study)
        assert (order.indication, task.indication) == (INDICATION, INDICATION)
        assert ReadingTask.objects.filter(study=study).count() == 1
        actions = AuditEvent.objects.filter(object_id=study.id).values_list("action", flat=True)
        assert {"study.confirmation_asked", "study.confirmed"} <= set(actions)
        with pytest.raises(Conflict):
            confirm(practice, study)


@pytest.mark.parametrize("said", ["", "   ", ".", "see above"])
def test_an_empty_indication_is_refused(practice: Practice, said: str) -> None:
    gate(practice, closed=True)
    study = come(practice)
    with pytest.raises(Unprocessable) as refused:
        confirm(practice, study, indication=said)
    assert refused.value.code == "indication_required"
    assert "why the study was made" in refused.value.detail
    assert confirmation_of(practice, study).state == "waiting"
    assert task_of(practice, study) is None


def test_the_orders_indication_is_enough_and_can_be_bettered(practice: Practice) -> None:
    gate(practice, closed=True)
    enough, bettered = come(practice), come(practice)
    for study in (enough, bettered):
        order_for(practice, study)
    dispatch_due()
    confirm(practice, enough)
    confirm(practice, bettered, indication="Fall from a ladder")
    with tenant_context(practice.tenant_id):
        assert Order.objects.get(study=enough).indication == INDICATION
        assert Order.objects.get(study=bettered).indication == "Fall from a ladder"


def test_operations_confirm_for_the_site_with_a_reason(practice: Practice) -> None:
    gate(practice, closed=True)
    study = come(practice)
    with pytest.raises(Unprocessable) as refused:
        confirm(practice, study, by="operations", indication=INDICATION)
    assert refused.value.code == "reason_required"
    confirm(practice, study, by="operations", indication=INDICATION, reason="Dr Day called")
    settled = confirmation_of(practice, study)
    assert (settled.confirmed_by, settled.reason) == ("practice", "Dr Day called")
    assert task_of(practice, study)


def test_another_site_does_not_confirm(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        set_confirmation_gate(
            actor=practice.actor("manager"),
            site_id=practice.site_b.id,
            confirms_studies=True,
            confirm_within_minutes=15,
        )
    study = come(practice, make_study(practice, site=practice.site_b))
    with pytest.raises(NotFound):
        confirm(practice, study, indication=INDICATION)


@pytest.mark.parametrize(
    ("by", "priority", "confirmed"),
    [
        ("site_user", "STAT", True),
        ("operations", "STAT", False),
        ("site_user", "URGENT", False),
    ],
)
@pytest.mark.parametrize("first", ["order", "study"])
def test_only_a_stat_order_attested_by_the_site_confirms_by_itself(
    practice: Practice, by: str, priority: str, confirmed: bool, first: str
) -> None:
    gate(practice, closed=True)
    study = make_study(practice)
    if first == "order":
        order_for(practice, study, by=by, priority=priority)
        come(practice, study)
    else:
        come(practice, study)
        order_for(practice, study, by=by, priority=priority)
        dispatch_due()
    settled = confirmation_of(practice, study)
    assert settled.confirmed_by == ("stat_order" if confirmed else "")
    assert (task_of(practice, study) is not None) == confirmed
    with tenant_context(practice.tenant_id):
        assert len(reached(study, "confirmed")) == confirmed


def test_late_images_and_a_matched_order_are_shown(practice: Practice) -> None:
    gate(practice, closed=True)
    study = come(practice)
    opened = confirmation_of(practice, study).changed_at
    with tenant_context(practice.tenant_id):
        publish(LateImagesStored(study_id=study.id))
    dispatch_due()
    after_images = confirmation_of(practice, study).changed_at
    order = order_for(practice, come(practice))
    with tenant_context(practice.tenant_id):
        link_order(
            actor=practice.actor("operations"),
            order_id=order.id,
            study_id=study.id,
            reason="the site said so",
        )
    dispatch_due()
    assert opened < after_images < confirmation_of(practice, study).changed_at
    confirm(practice, study)


def test_an_order_of_another_number_is_said_to_be_in_the_way(practice: Practice) -> None:
    gate(practice, closed=True)
    study = come(practice)
    other = order_for(practice, come(practice))
    with tenant_context(practice.tenant_id):
        Order.objects.filter(id=other.id).update(
            study=None, state="unmatched", accession_number=study.accession_number
        )
    with pytest.raises(Conflict) as refused:
        confirm(practice, study, indication=INDICATION)
    assert refused.value.extra == {"order": str(other.id)}
    assert "does not fit the study" in refused.value.detail
    assert confirmation_of(practice, study).state == "waiting"


def test_who_has_no_name_needs_an_order_first(practice: Practice) -> None:
    gate(practice, closed=True)
    study = make_study(practice)
    with tenant_context(practice.tenant_id):
        Patient.objects.filter(id=study.patient_id).update(patient_id="", name="")
    come(practice, study)
    with pytest.raises(Unprocessable) as refused:
        confirm(practice, study, indication=INDICATION)
    assert refused.value.code == "patient_required"


def test_opening_the_gate_lists_what_waits_at_once(practice: Practice) -> None:
    gate(practice, closed=True)
    studies = [come(practice), come(practice)]
    later = now() + 3 * 60 * MINUTE
    with frozen_at(later):
        gate(practice, closed=False)
    for study in studies:
        task = task_of(practice, study)
        assert task
        assert confirmation_of(practice, study).state == "withdrawn"
        with tenant_context(practice.tenant_id):
            # Nobody confirmed it, and nothing was promised while it could not be read.
            assert not reached(study, "confirmed")
            assert Clock.objects.get(task=task, own=True).started_at == later
    with tenant_context(practice.tenant_id):
        changed = AuditEvent.objects.get(
            action="site.study_confirmation_changed", detail__after__confirms_studies=False
        )
        assert changed.detail["listed"] == 2
    gate(practice, closed=True)
    assert confirmation_of(practice, come(practice)).state == "waiting"


def test_operations_are_called_once_when_the_site_takes_too_long(practice: Practice) -> None:
    gate(practice, closed=True, minutes=20)
    study = come(practice)
    opened = confirmation_of(practice, study).opened_at
    for minutes, called in [(19, 0), (20, 1), (21, 0), (600, 0)]:
        with tenant_context(practice.tenant_id), frozen_at(opened + minutes * MINUTE):
            assert page_late_confirmations() == called
    with tenant_context(practice.tenant_id):
        page = Page.objects.get(confirmation__study=study)
        assert page.recipient_id == practice.user_ids["operations"]
        assert page.study == study
        acknowledge_page(actor=practice.actor("operations"), page_id=page.id)
        page.refresh_from_db()
        answered = page.acknowledged_at
        assert answered
        acknowledge_page(actor=practice.actor("operations"), page_id=page.id)
        page.refresh_from_db()
        assert page.acknowledged_at == answered
    confirm(practice, study, indication=INDICATION)
    body = practice.client("operations").get("/api/v1/pages?mine=true").json()["results"]
    mine = next(one for one in body if one["id"] == str(page.id))
    assert (mine["task"], mine["confirmation"]) == (None, str(page.confirmation_id))
    assert mine["study"]["id"] == str(study.id)
