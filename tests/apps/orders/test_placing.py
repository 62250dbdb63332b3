"""Orders come, are corrected, and go; whichever comes first, order or images, they find each other."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from apps.accounts.actors import Actor
from apps.audit.models import AuditEvent
from apps.common.clock import now
from apps.common.errors import Conflict, DomainError, NotFound, PermissionRefused
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.orders import services
from apps.orders.models import Order, OrderLink
from apps.orders.states import OrderState
from tests.apps.orders.scenes import BORN, STUDIED_AT, make_order, make_patient, make_study
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def details(**values: Any) -> services.OrderDetails:
    plain = {
        "accession_number": "A1",
        "patient_id": "P1",
        "patient_name": "DOE^JANE",
        "patient_birth_date": BORN,
        "patient_sex": "F",
        "modality": "CT",
        "body_part": "CHEST",
        "indication": "Fall from a ladder, pain on the right",
        "requested_at": STUDIED_AT,
    }
    return services.OrderDetails(**{**plain, **values})


def place(practice: Practice, role: str = "site_user", reason: str = "", **values: Any) -> Order:
    with tenant_context(practice.tenant_id):
        return services.place_order(
            actor=practice.actor(role),
            site=practice.site_a,
            details=details(**values),
            stat_reason=reason,
        )


def images(practice: Practice, **values: Any) -> Any:
    person = make_patient(practice, **{"patient_id": "P1", **values.pop("person", {})})
    return make_study(practice, patient=person, **{"accession_number": "A1", **values})


def arrive(practice: Practice, study: Any) -> None:
    with tenant_context(practice.tenant_id):
        actor = Actor.system(practice.tenant_id, "matching")
        services.match_study(actor=actor, study_id=study.id)


def now_of(practice: Practice, order: Order) -> Order:
    with tenant_context(practice.tenant_id):
        order.refresh_from_db()
    return order


def names(practice: Practice) -> list[str]:
    with tenant_context(practice.tenant_id):
        events = OutboxEvent.objects.filter(name__startswith="orders.").order_by("created_at", "id")
        return [event.name.removeprefix("orders.") for event in events]


def refusal(call: Any) -> str:
    with pytest.raises(DomainError) as refused:
        call()
    return refused.value.code


def test_an_order_after_its_images_finds_them(practice: Practice) -> None:
    study = images(practice)
    order = place(practice)
    assert (order.state, order.study_id) == (OrderState.MATCHED, study.id)
    assert names(practice) == ["order_changed", "order_matched"]
    with tenant_context(practice.tenant_id):
        (link,) = OrderLink.objects.all()
        assert (link.method, link.score) == ("accession", 100)
        actions = set(AuditEvent.objects.values_list("action", flat=True))
        assert {"order.placed", "order.matched"} <= actions


def test_images_after_their_order_find_it_and_only_once(practice: Practice) -> None:
    order = place(practice)
    assert order.state == OrderState.PLACED
    study = images(practice)
    for _ in range(3):
        arrive(practice, study)
    assert now_of(practice, order).study_id == study.id
    with tenant_context(practice.tenant_id):
        assert OrderLink.objects.count() == 1
    assert names(practice).count("order_matched") == 1


def test_a_wrong_birth_date_waits_for_a_person_with_the_reason(practice: Practice) -> None:
    images(practice)
    order = place(practice, patient_birth_date=date(1970, 3, 2))
    assert (order.state, order.doubt) == (OrderState.UNMATCHED, "birth_date_differs")
    with tenant_context(practice.tenant_id):
        mended = services.change_order(
            actor=practice.actor("site_user"),
            order_id=order.id,
            changes={"patient_birth_date": BORN},
        )
    assert (mended.state, mended.doubt) == (OrderState.MATCHED, "")


def test_the_same_number_at_another_site_is_another_request(practice: Practice) -> None:
    make_study(
        practice, patient=make_patient(practice), site=practice.site_b, accession_number="A1"
    )
    assert place(practice).state == OrderState.PLACED


def test_two_orders_that_fit_wait_until_one_is_gone(practice: Practice) -> None:
    study = images(practice, accession_number="")
    first = place(practice, accession_number="A1")
    assert first.state == OrderState.MATCHED
    with tenant_context(practice.tenant_id):
        manager = practice.actor("manager")
        services.unlink_order(actor=manager, order_id=first.id, reason="wrong side")
    second = place(practice, accession_number="A2")
    # What a person took apart is no rival.
    assert second.state == OrderState.MATCHED
    with tenant_context(practice.tenant_id):
        services.unlink_order(actor=manager, order_id=second.id, reason="wrong side")
    third, fourth = (place(practice, accession_number=number) for number in ("A3", "A4"))
    assert third.study_id == study.id
    assert fourth.state == OrderState.PLACED


def test_ambiguous_orders_become_clear_when_the_rival_is_cancelled(practice: Practice) -> None:
    first, second = (place(practice, accession_number=number) for number in ("A8", "A9"))
    study = images(practice, accession_number="")
    arrive(practice, study)
    for order in (first, second):
        assert now_of(practice, order).doubt == "ambiguous"
        assert order.state == OrderState.UNMATCHED
    with tenant_context(practice.tenant_id):
        services.cancel_order(
            actor=practice.actor("site_user"), order_id=first.id, reason="placed twice"
        )
    assert now_of(practice, second).study_id == study.id


def test_a_person_links_unlinks_and_thinks_again(practice: Practice) -> None:
    study, other = images(practice, accession_number="X1"), images(practice, accession_number="X2")
    order = place(practice)
    manager = practice.actor("operations")
    link: dict[str, Any] = {"actor": manager, "order_id": order.id, "reason": "called the site"}
    with tenant_context(practice.tenant_id):
        assert services.link_order(study_id=study.id, **link).study_id == study.id
        assert services.link_order(study_id=other.id, **link).study_id == other.id
        undo: dict[str, Any] = {"actor": manager, "order_id": order.id}
        assert services.undo_last_link(**undo).study_id == study.id
        assert services.undo_last_link(**undo).study_id == other.id
        apart = services.unlink_order(**link)
        assert (apart.state, apart.doubt) == (OrderState.UNMATCHED, "unlinked")
        assert services.undo_last_link(**undo).study_id == other.id
        assert services.undo_last_link(**undo).study_id is None
    assert names(practice).count("order_unlinked") == 5


def test_no_machine_links_again_what_a_person_took_apart(practice: Practice) -> None:
    study = images(practice)
    order = place(practice)
    with tenant_context(practice.tenant_id):
        services.unlink_order(actor=practice.actor("manager"), order_id=order.id, reason="no")
    arrive(practice, study)
    assert now_of(practice, order).study_id is None
    assert order.doubt == "unlinked"


def test_a_study_has_one_order(practice: Practice) -> None:
    study = images(practice)
    place(practice)
    other = place(practice, accession_number="B1", patient_id="P2", patient_name="ROE^R")
    with tenant_context(practice.tenant_id):
        code = refusal(
            lambda: services.link_order(
                actor=practice.actor("manager"),
                order_id=other.id,
                study_id=study.id,
                reason="why not",
            )
        )
    assert code == "study_has_order"


@pytest.mark.parametrize("text", ["", "  ", ".", "n/a", "---", "xxx", "see notes", "?"])
def test_an_empty_indication_is_refused(practice: Practice, text: str) -> None:
    assert refusal(lambda: place(practice, indication=text)) == "indication_required"


def test_who_is_born_today_by_the_sites_clock_is_taken(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        practice.site_a.time_zone = "Pacific/Kiritimati"
        practice.site_a.save()
    today = now().astimezone(ZoneInfo("Pacific/Kiritimati")).date()
    order = place(practice, patient_birth_date=today)
    assert order.patient_birth_date == today
    too_late = today + timedelta(days=1)
    assert (
        refusal(lambda: place(practice, patient_birth_date=too_late, accession_number="A2"))
        == "birth_date_in_future"
    )


def test_stat_needs_an_attestation_now_and_later(practice: Practice) -> None:
    assert refusal(lambda: place(practice, priority="STAT")) == "attestation_required"
    assert refusal(lambda: place(practice, reason=".", priority="STAT")) == "attestation_required"
    order = place(practice, reason="GCS falling", priority="STAT")
    assert order.stat_reason == "GCS falling"
    assert order.stat_attested_by_id == practice.user_ids["site_user"]
    actor = practice.actor("site_user")

    def change(reason: str = "", **changes: Any) -> Order:
        with tenant_context(practice.tenant_id):
            return services.change_order(
                actor=actor, order_id=order.id, changes=changes, stat_reason=reason
            )

    assert change(location="CT 2").stat_attested_at is not None
    assert change(priority="ROUTINE").stat_attested_at is None
    assert refusal(lambda: change(priority="STAT")) == "attestation_required"
    assert change("Worse again", priority="STAT").stat_reason == "Worse again"


def test_one_number_one_live_order(practice: Practice) -> None:
    order = place(practice)
    assert refusal(lambda: place(practice)) == "accession_number_taken"
    with tenant_context(practice.tenant_id):
        site = practice.actor("site_user")
        services.cancel_order(actor=site, order_id=order.id, reason="twice")
        again = place(practice)
        assert again.state == OrderState.PLACED
        code = refusal(lambda: services.reopen_order(actor=site, order_id=order.id))
    assert code == "accession_number_taken"


def test_what_is_matched_is_not_cancelled_and_what_is_cancelled_not_changed(
    practice: Practice,
) -> None:
    images(practice)
    order = place(practice)
    other = place(practice, accession_number="B1", patient_id="P2", patient_name="ROE^R")
    site = practice.actor("site_user")
    with tenant_context(practice.tenant_id):
        with pytest.raises(Conflict):
            services.cancel_order(actor=site, order_id=order.id, reason="no")
        services.cancel_order(actor=site, order_id=other.id, reason="no")
        with pytest.raises(Conflict):
            services.change_order(actor=site, order_id=other.id, changes={"location": "x"})


def test_who_may(practice: Practice) -> None:
    order = make_order(practice, site=practice.site_b)
    site = practice.actor("site_user")
    with tenant_context(practice.tenant_id):
        with pytest.raises(NotFound):
            services.change_order(actor=site, order_id=order.id, changes={"location": "x"})
        with pytest.raises(NotFound):
            services.place_order(actor=site, site=practice.site_b, details=details())
        with pytest.raises(PermissionRefused):
            services.place_order(
                actor=practice.actor("reader"), site=practice.site_a, details=details()
            )
        with pytest.raises(PermissionRefused):
            services.unlink_order(actor=site, order_id=order.id, reason="x")
