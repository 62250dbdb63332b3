"""Orders and images that come at the same moment, over real commits."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.common.isolation import tenant_context
from apps.orders import services
from apps.orders.models import Order, OrderLink, PriorRequest
from tests.apps.orders.scenes import BORN, STUDIED_AT, make_patient, make_study
from tests.factories import Practice


def at_once(*calls: Callable[[], object]) -> None:
    """Runs every call in a thread and connection of its own; raises what one of them raised."""
    start = Barrier(len(calls))
    errors: list[BaseException] = []

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait(10)
            call()
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if errors:
        raise errors[0]


def place(practice: Practice, number: str) -> None:
    with tenant_context(practice.tenant_id):
        services.place_order(
            actor=practice.actor("site_user"),
            site=practice.site_a,
            details=services.OrderDetails(
                indication="Fall from a ladder",
                accession_number=number,
                patient_id="P1",
                patient_name="DOE^JANE",
                patient_birth_date=BORN,
                modality="CT",
                requested_at=STUDIED_AT,
            ),
        )


def match(practice: Practice, study_id: UUID) -> None:
    with tenant_context(practice.tenant_id):
        actor = Actor.system(practice.tenant_id, "matching")
        services.match_study(actor=actor, study_id=study_id)


def test_two_orders_race_for_a_study_and_one_gets_it(committed_practice: Practice) -> None:
    practice = committed_practice
    patient = make_patient(practice, patient_id="P1")
    study = make_study(practice, patient=patient, accession_number="")
    at_once(
        lambda: place(practice, "R1"),
        lambda: place(practice, "R2"),
        lambda: match(practice, study.id),
    )
    with tenant_context(practice.tenant_id):
        # Whoever came first alone was clear; the other found the study taken and waits.
        assert sorted(Order.objects.values_list("state", flat=True)) == ["matched", "placed"]
        assert OrderLink.objects.count() == 1


def test_an_order_and_its_images_at_the_same_moment_always_find_each_other(
    committed_practice: Practice,
) -> None:
    practice = committed_practice
    patient = make_patient(practice, patient_id="P1")
    for number in (f"M{index}" for index in range(8)):

        def images(number: str = number) -> None:
            study = make_study(practice, patient=patient, accession_number=number)
            match(practice, study.id)

        at_once(images, partial(place, practice, number))
        with tenant_context(practice.tenant_id):
            assert Order.objects.get(accession_number=number).study is not None


def test_two_clicks_make_one_request_for_priors(committed_practice: Practice) -> None:
    practice = committed_practice
    study = make_study(practice)

    def ask() -> None:
        with tenant_context(practice.tenant_id):
            services.request_priors(actor=practice.actor("reader"), study_id=study.id)

    at_once(ask, ask, ask)
    with tenant_context(practice.tenant_id):
        assert PriorRequest.objects.count() == 1
