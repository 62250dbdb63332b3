"""The engine gives waiting work to readers on duty, and takes it back when they may or will not read it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from apps.accounts.capabilities import Role
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.reporting.models import ReportVersion
from apps.staffing.models import Licence, Privilege, Shift
from apps.worklist import services
from apps.worklist.errors import AssignedToAnother, NotEligible, NothingToRead
from apps.worklist.models import Assignment, AssignmentPolicy, Claim, Decision, ReadingTask
from apps.worklist.selectors.explanation import explanation
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice, add_person
from tests.studies import make_study, make_task


@pytest.fixture
def pushing(practice: Practice) -> Practice:
    """A practice that pushes, with both readers on shift."""
    with tenant_context(practice.tenant_id):
        AssignmentPolicy.objects.create(mode="push")
        for name in ("reader", "reader2"):
            put_on_shift(practice.user_ids[name])
    return practice


def put_on_shift(reader_id: UUID) -> None:
    Shift.objects.create(
        reader_id=reader_id,
        role="reading",
        rank=1,
        starts_at=now() - timedelta(hours=1),
        ends_at=now() + timedelta(hours=7),
    )


def test_waiting_tasks_are_spread_over_readers_on_duty(pushing: Practice) -> None:
    tasks = [make_task(pushing) for _ in range(6)]
    with tenant_context(pushing.tenant_id):
        assert services.assign_waiting() == 6
        given = [ReadingTask.objects.get(id=task.id).assigned_to_id for task in tasks]
        assert sorted(given.count(pushing.user_ids[name]) for name in ("reader", "reader2")) == [
            3,
            3,
        ]
        assert services.assign_waiting() == 0


def test_each_assignment_can_say_why(pushing: Practice) -> None:
    """The round keeps who was there, a decision only what speaks against some of them; told, both are one."""
    task, other = make_task(pushing), make_task(pushing)
    reader, reader2 = (str(pushing.user_ids[name]) for name in ("reader", "reader2"))
    with tenant_context(pushing.tenant_id):
        Privilege.objects.filter(reader_id=reader2).update(modalities=["US"])
        assert services.assign_waiting() == 2
        decision, another = Decision.objects.filter(task__in=[task.id, other.id], kind="assigned")
        assert decision.assignment_round == another.assignment_round
        assert [one["reader"] for one in decision.candidates] == [reader2]
        assert decision.outcome["score"]["parts"]
        [told] = explanation(actor=pushing.actor("manager"), task=task).assignments
        [own] = explanation(actor=pushing.actor("reader"), task=task).assignments
    found = {one["reader"]["id"]: one for one in told["candidates"]}
    assert found[reader] == {
        "reader": {"id": reader, "name": told["reader"]["name"]},
        "eligible": True,
        "exclusions": [],
        "open_minutes": 0.0,
        "open_tasks": 0,
    }
    assert not found[reader2]["eligible"]
    assert found[reader2]["exclusions"] == [{"code": "privilege_modality", "detail": "CT"}]
    assert own["candidates"] == [found[reader]]


def test_only_the_assigned_reader_claims(pushing: Practice) -> None:
    task = make_task(pushing)
    with tenant_context(pushing.tenant_id):
        services.assign_waiting()
        task.refresh_from_db()
        mine, other = "reader", "reader2"
        if task.assigned_to_id != pushing.user_ids["reader"]:
            mine, other = other, mine
        with pytest.raises(AssignedToAnother):
            services.claim_task(actor=pushing.actor(other), task_id=task.id)
        services.claim_task(actor=pushing.actor(mine), task_id=task.id)
        assert Assignment.objects.get(task=task).end_reason == "claimed"


def test_an_offer_nobody_takes_up_goes_to_somebody_else(pushing: Practice) -> None:
    task = make_task(pushing)
    with tenant_context(pushing.tenant_id):
        services.assign_waiting()
        first = Assignment.objects.get(task=task)
        assert first.expires_at is not None
        with frozen_at(first.expires_at):
            assert services.expire_offers() == 1
            assert services.assign_waiting() == 1
        second = Assignment.objects.get(task=task, ended_at=None)
        assert second.reader_id != first.reader_id


def test_who_goes_away_keeps_nothing_that_waits(pushing: Practice) -> None:
    task = make_task(pushing)
    with tenant_context(pushing.tenant_id):
        services.assign_waiting()
        holder = Assignment.objects.get(task=task).reader_id
        assert services.end_offers(reader_id=holder, reason="away") == 1
        task.refresh_from_db()
        assert task.assigned_to_id is None


def test_a_licence_that_ends_at_midnight_ends_the_lease_at_midnight(practice: Practice) -> None:
    task = make_task(practice)
    today = date(2030, 5, 17)
    with tenant_context(practice.tenant_id):
        licences = Licence.objects.filter(reader_id=practice.user_ids["reader"])
        zone = ZoneInfo("Europe/Berlin")
        midnight = datetime(2030, 5, 18, tzinfo=zone)
        licences.update(time_zone=zone.key, valid_through=today, ends_at=midnight)
        with frozen_at(midnight - timedelta(seconds=30)):
            claim = services.claim_task(actor=practice.actor("reader"), task_id=task.id)
            assert claim.expires_at == midnight
        with frozen_at(midnight):
            with pytest.raises(NotEligible):
                services.keep_claim(actor=practice.actor("reader"), task_id=task.id)
            assert services.expire_claims() == 1


def test_who_lost_a_licence_is_refused_unlisted_and_loses_what_they_hold(
    practice: Practice,
) -> None:
    held, waiting = make_task(practice), make_task(practice)
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=reader, task_id=held.id)
        Licence.objects.filter(reader_id=practice.user_ids["reader"]).update(status="revoked")
        assert services.end_unlawful_holds(reader_id=practice.user_ids["reader"]) == 1
        assert Claim.objects.get(task=held).end_reason == "ineligible"
    client = practice.client("reader")
    assert client.get("/api/v1/reading-tasks").json()["results"] == []
    refused = client.post(f"/api/v1/reading-tasks/{waiting.id}/claim")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_eligible")
    codes = {one["code"] for one in refused.json()["exclusions"]}
    assert codes >= {"no_licence_where_imaged", "no_licence_where_read"}


def test_the_next_study_is_the_most_urgent(practice: Practice) -> None:
    make_task(practice)
    stat = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        claim = services.claim_next_task(actor=practice.actor("reader"))
        assert claim.task_id == stat.id


def test_nothing_to_read_is_said_so(practice: Practice) -> None:
    with tenant_context(practice.tenant_id), pytest.raises(NothingToRead):
        services.claim_next_task(actor=practice.actor("reader"))


def test_the_same_patients_studies_are_offered_to_who_took_the_first(practice: Practice) -> None:
    first = make_study(practice)
    second = make_task(practice, make_study(practice, patient=first.patient))
    task = make_task(practice, first)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        second.refresh_from_db()
        assert second.assigned_to_id == practice.user_ids["reader"]


def test_a_manager_takes_a_study_from_one_reader_and_gives_it_to_another(
    practice: Practice,
) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        services.assign_task(
            actor=practice.actor("manager"),
            task_id=task.id,
            reader_id=practice.user_ids["reader2"],
            reason="offline",
        )
        task.refresh_from_db()
        assert (task.state, task.assigned_to_id) == ("SCHEDULED", practice.user_ids["reader2"])
        assert Claim.objects.get(task=task).end_reason == "overridden"


def test_rounds_at_the_same_time_never_give_a_task_twice(committed_practice: Practice) -> None:
    practice = committed_practice
    tasks = [make_task(practice) for _ in range(12)]
    with tenant_context(practice.tenant_id):
        AssignmentPolicy.objects.create(mode="push")
        for name in ("reader", "reader2"):
            put_on_shift(practice.user_ids[name])

    def a_round(_: int) -> int:
        try:
            with tenant_context(practice.tenant_id):
                return services.assign_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        given = list(pool.map(a_round, range(12)))
    assert sum(given) == len(tasks)
    with tenant_context(practice.tenant_id):
        live = Assignment.objects.filter(ended_at=None)
        assert live.count() == len(tasks) == live.values("task_id").distinct().count()


def test_a_reader_without_credentials_is_never_given_anything(pushing: Practice) -> None:
    newcomer = add_person(pushing, Role.READER, name="newcomer")
    with tenant_context(pushing.tenant_id):
        put_on_shift(newcomer)
        Licence.objects.filter(reader_id=newcomer).delete()
    for _ in range(4):
        make_task(pushing)
    with tenant_context(pushing.tenant_id):
        assert services.assign_waiting() == 4
        assert not Assignment.objects.filter(reader_id=newcomer).exists()


def test_a_pool_that_hides_its_list_shows_only_what_is_the_readers_own(practice: Practice) -> None:
    given, _ = make_task(practice), make_task(practice)
    with tenant_context(practice.tenant_id):
        AssignmentPolicy.objects.create(list_hidden=True)
        services.assign_task(
            actor=practice.actor("manager"),
            task_id=given.id,
            reader_id=practice.user_ids["reader"],
            reason="asked for",
        )
    rows = practice.client("reader").get("/api/v1/reading-tasks").json()["results"]
    assert [row["id"] for row in rows] == [str(given.id)]
    assert practice.client("manager").get("/api/v1/reading-tasks").json()["count"] == 2
    taken = practice.client("reader").post("/api/v1/reading-tasks/next")
    assert (taken.status_code, taken.json()["id"]) == (200, str(given.id))


def test_who_may_no_longer_read_it_cannot_sign_it(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.save(reading.report(), text())
    with tenant_context(practice.tenant_id):
        Licence.objects.filter(reader_id=practice.user_ids["reader"]).update(status="suspended")
    with pytest.raises(NotEligible):
        reading.sign(report.id, revision=report.draft_revision)
    with tenant_context(practice.tenant_id):
        assert not ReportVersion.objects.filter(report=report).exists()
