"""From a signed recommendation to the study that closes it, over the real services and the real outbox."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from apps.archive.events import StudyCompleted
from apps.archive.models import Patient
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.outbox import publish
from apps.common.outbox.dispatching import dispatch_due
from apps.common.states import IllegalTransition
from apps.followup import services
from apps.followup.errors import MatchDecided, ReasonNeeded, WrongDay
from apps.followup.models import FollowUp, FollowUpEntry, FollowUpStep, ReminderMail
from apps.followup.services.steps import today_at, window_of
from apps.orders.models import Order
from apps.orders.services.placing import OrderDetails, cancel_order, place_order
from apps.reporting import services as reporting
from apps.reporting.services import add_contact
from tests.apps.followup.scenes import (
    DAYS,
    TODAY,
    TOO_EARLY,
    come,
    follow,
    fresh,
    later,
    match,
    only,
    read,
    recommended,
    signed,
    watch,
)
from tests.apps.reporting.scenes import text
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def kinds(practice: Practice, follow_up: FollowUp) -> list[str]:
    with tenant_context(practice.tenant_id):
        entries = FollowUpEntry.objects.filter(follow_up=follow_up).order_by("at", "id")
        return [entry.kind for entry in entries]


def events(practice: Practice, name: str) -> int:
    with tenant_context(practice.tenant_id):
        return OutboxEvent.objects.filter(name=f"followup.{name}").count()


def test_a_signature_opens_it_with_its_days_and_the_study_closes_it(practice: Practice) -> None:
    reading = read(practice)
    signed(reading)
    follow(reading)  # told twice
    follow_up = only(practice, reading.study)
    assert (follow_up.state, window_of(follow_up)) == ("open", DAYS)
    assert follow_up.quote == "Recommend follow-up CT of the chest in 6 months for 6 mm nodule."
    study = later(practice, reading.study.patient, DAYS.due_on)
    with tenant_context(practice.tenant_id):
        services.match_study(actor=watch(practice), study_id=study.id)  # told twice
    done = fresh(practice, follow_up)
    assert (done.state, done.done_on) == ("done", DAYS.due_on)
    assert done.done_study_id == study.id
    assert kinds(practice, done) == ["opened", "done"]
    assert events(practice, "follow_up_opened") == 1
    with tenant_context(practice.tenant_id):
        assert not FollowUpStep.objects.filter(follow_up=done, settled_at=None).exists()


def test_the_outbox_carries_it_all_the_way(practice: Practice) -> None:
    reading = read(practice)
    reading.claim()
    with tenant_context(practice.tenant_id):
        report = reading.report()
        reporting.record_recommendation(
            actor=practice.actor("reader"),
            report_id=report.id,
            content={
                "modality": "CT",
                "body_part": "chest",
                "first": 6,
                "last": 6,
                "unit": "months",
            },
        )
    said = "Nodule. I recommend CT of the chest in 6 months."
    report = reading.save(report, text(said))
    reading.sign(report.id, revision=report.draft_revision)
    dispatch_due()
    follow_up = only(practice, reading.study)
    assert follow_up.quote == "I recommend CT of the chest in 6 months."
    study = later(practice, reading.study.patient, DAYS.due_on, complete=False)
    with tenant_context(practice.tenant_id):
        publish(StudyCompleted(study_id=study.id))
    dispatch_due()
    assert fresh(practice, follow_up).state == "done"


def test_what_is_not_certain_is_proposed_and_one_press_decides(practice: Practice) -> None:
    follow_up = recommended(practice)
    early = later(practice, follow_up.study.patient, TOO_EARLY)
    proposal = match(practice, follow_up)
    assert (proposal.state, proposal.reasons["time"]) == ("proposed", "unknown")
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.refuse_match(actor=reader, match_id=proposal.id)
        services.match_study(actor=watch(practice), study_id=early.id)
        with pytest.raises(IllegalTransition):
            services.reopen_follow_up(actor=reader, follow_up_id=follow_up.id, reason="no")
    assert fresh(practice, follow_up).state == "open"
    assert kinds(practice, follow_up) == ["opened", "answer_proposed", "answer_refused"]
    with tenant_context(practice.tenant_id), pytest.raises(MatchDecided):
        services.accept_match(actor=reader, match_id=proposal.id)


def test_another_issuers_patient_of_the_same_number_and_birth_date_is_proposed(
    practice: Practice,
) -> None:
    follow_up = recommended(practice)
    with tenant_context(practice.tenant_id):
        patient = follow_up.study.patient
        Patient.objects.filter(id=patient.id).update(birth_date=date(1960, 2, 29))
        other = Patient.objects.create(
            issuer="another",
            identity_key=patient.identity_key,
            patient_id=patient.patient_id,
            birth_date=date(1960, 2, 29),
        )
    study = later(practice, other, DAYS.due_on)
    proposal = match(practice, follow_up)
    assert (proposal.state, proposal.study_id) == ("proposed", study.id)
    assert proposal.reasons["patient"] == "unknown"
    with tenant_context(practice.tenant_id):
        services.accept_match(actor=practice.actor("reader"), match_id=proposal.id)
        services.accept_match(actor=practice.actor("reader"), match_id=proposal.id)
    assert fresh(practice, follow_up).state == "done"
    assert kinds(practice, follow_up).count("done") == 1


def test_what_was_made_before_the_signature_closes_it_too(practice: Practice) -> None:
    reading = read(practice)
    later(practice, reading.study.patient, DAYS.due_on)
    signed(reading)
    assert only(practice, reading.study).state == "done"


def test_a_correction_supersedes_and_a_withdrawal_cancels(practice: Practice) -> None:
    reading = read(practice)
    report = signed(reading)
    actor = practice.actor("reader")
    first = only(practice, reading.study)
    with tenant_context(practice.tenant_id):
        (sealed,) = report.versions.get(number=1).act["recommendations"]
        reporting.correct_report(
            actor=actor,
            report_id=report.id,
            sections=text("Nodule. Recommend follow-up CT of the chest in 3 months."),
            reason="growth",
            signature=reading.signature(1),
            recommendations=[{**sealed, "first": 3, "last": 3, "finding": "", "quote": ""}],
        )
    follow(reading)
    follow(reading)
    with tenant_context(practice.tenant_id):
        rows = FollowUp.objects.filter(study=reading.study).order_by("recommended_at")
        assert [row.state for row in rows] == ["superseded", "open"]
        assert [row.key for row in rows] == [first.key, first.key]
        reporting.withdraw_report(
            actor=actor, report_id=report.id, reason="wrong patient", signature=reading.signature(2)
        )
    follow(reading)
    with tenant_context(practice.tenant_id):
        assert {row.state for row in FollowUp.objects.filter(study=reading.study)} == {
            "superseded",
            "canceled",
        }


def test_time_takes_each_step_exactly_once(practice: Practice) -> None:
    follow_up = recommended(practice, examined_on=TODAY)
    with tenant_context(practice.tenant_id):
        laid = FollowUpStep.objects.filter(follow_up=follow_up).order_by("fire_at")
        assert [step.kind for step in laid] == ["due_soon", "due", "overdue"]
    for kind, state in (("due_soon", "open"), ("due", "due"), ("overdue", "overdue")):
        come(practice, follow_up, kind)
        come(practice, follow_up, kind)
        assert fresh(practice, follow_up).state == state
    assert events(practice, "follow_up_step_reached") == 3
    assert kinds(practice, follow_up) == ["opened", *["reminded"] * 3]


def test_who_records_late_is_told_once_where_it_stands(practice: Practice) -> None:
    follow_up = recommended(practice)
    with tenant_context(practice.tenant_id):
        assert services.fire_due_follow_up_steps() == 1
        assert services.fire_due_follow_up_steps() == 0
    assert fresh(practice, follow_up).state == "overdue"


def test_an_appointment_silences_reminders_until_it_has_passed(practice: Practice) -> None:
    follow_up = recommended(practice)
    actor = practice.actor("site_user")
    day = TODAY + timedelta(days=30)
    with tenant_context(practice.tenant_id):
        with pytest.raises(WrongDay):
            services.schedule_follow_up(
                actor=actor, follow_up_id=follow_up.id, day=TODAY - timedelta(days=1), note=""
            )
        for _ in range(2):
            services.schedule_follow_up(actor=actor, follow_up_id=follow_up.id, day=day, note="")
    come(practice, follow_up, "overdue")
    assert fresh(practice, follow_up).state == "scheduled"
    assert events(practice, "follow_up_step_reached") == 0
    come(practice, follow_up, "missed")
    assert fresh(practice, follow_up).state == "overdue"
    assert events(practice, "follow_up_step_reached") == 1


def test_who_closes_says_why_and_may_have_been_mistaken(practice: Practice) -> None:
    follow_up = recommended(practice)
    actor = practice.actor("site_user")
    with tenant_context(practice.tenant_id):
        with pytest.raises(ReasonNeeded):
            services.decline_follow_up(actor=actor, follow_up_id=follow_up.id, reason=" ")
        services.decline_follow_up(actor=actor, follow_up_id=follow_up.id, reason="refuses")
    closed = fresh(practice, follow_up)
    assert (closed.state, closed.end_reason) == ("declined", "refuses")
    assert closed.ended_by_name == actor.name
    with tenant_context(practice.tenant_id):
        services.reopen_follow_up(actor=actor, follow_up_id=follow_up.id, reason="agrees now")
        services.note_done(
            actor=actor,
            follow_up_id=follow_up.id,
            day=DAYS.due_on,
            note="at the university hospital",
        )
        with pytest.raises(IllegalTransition):
            services.dismiss_follow_up(actor=actor, follow_up_id=follow_up.id, reason="late")
    assert fresh(practice, follow_up).done_on == DAYS.due_on


def test_a_study_that_closed_it_by_mistake_is_not_taken_again(practice: Practice) -> None:
    follow_up = recommended(practice)
    study = later(practice, follow_up.study.patient, DAYS.due_on)
    with tenant_context(practice.tenant_id):
        services.reopen_follow_up(
            actor=practice.actor("operations"), follow_up_id=follow_up.id, reason="other lung"
        )
        services.match_study(actor=watch(practice), study_id=study.id)
    assert fresh(practice, follow_up).state == "open"


@override_settings(EMAIL_HOST="mail.test")
def test_one_mail_a_day_without_a_patient(
    practice: Practice, mailoutbox: list[EmailMessage]
) -> None:

    follow_up = recommended(practice)
    manager = practice.actor("manager")
    site_id = practice.site_a.id
    with tenant_context(practice.tenant_id):
        contact = add_contact(actor=manager, site_id=site_id, name="Desk", email="desk@a.test")
        services.choose_reminder_contacts(actor=manager, site_id=site_id, contact_ids=[contact.id])
        for _ in range(2):
            services.mail_reminder(actor=watch(practice), follow_up_id=follow_up.id)
        services.choose_reminder_contacts(actor=manager, site_id=site_id, contact_ids=[])
        services.mail_reminder(actor=watch(practice), follow_up_id=follow_up.id)
        assert [mail.sent for mail in ReminderMail.objects.filter(contact=contact)] == [True]
    (mail,) = mailoutbox
    assert mail.to == ["desk@a.test"] and "/follow-ups" in mail.body
    for word in ("DOE", "Jane", "nodule", follow_up.study.accession_number):
        assert word not in f"{mail.subject}{mail.body}"


def test_an_order_for_it_is_its_appointment_until_it_is_cancelled(practice: Practice) -> None:
    follow_up = recommended(practice)
    patient = follow_up.study.patient

    def ordered(**values: Any) -> Order:
        with tenant_context(practice.tenant_id):
            details = OrderDetails(
                indication="nodule",
                patient_id=patient.patient_id,
                patient_name=patient.name,
                modality="CT",
                body_part="CHEST",
                procedure="CT Chest",
            )
            order = place_order(
                actor=practice.actor("site_user"),
                site=practice.site_a,
                details=replace(details, **values),
            )
            dispatch_due()
        return order

    ordered(modality="MR", procedure="MR Chest")
    ordered(body_part="KNEE", procedure="CT Knee")
    ordered(patient_id="SOMEBODY-ELSE")
    assert fresh(practice, follow_up).state != "scheduled"
    order = ordered()
    scheduled = fresh(practice, follow_up)
    assert (scheduled.state, scheduled.scheduled_on) == (
        "scheduled",
        today_at(practice.site_a.time_zone),
    )
    assert scheduled.scheduled_order_id == order.id
    with tenant_context(practice.tenant_id):
        cancel_order(actor=practice.actor("site_user"), order_id=order.id, reason="Declined.")
        dispatch_due()
    assert fresh(practice, follow_up).scheduled_on is None
    assert kinds(practice, follow_up)[-2:] == ["scheduled", "unscheduled"]
    # What a person said stays as they said.
    day = TODAY + timedelta(days=3)
    with tenant_context(practice.tenant_id):
        services.schedule_follow_up(
            actor=practice.actor("site_user"), follow_up_id=follow_up.id, day=day, note=""
        )
    ordered()
    assert fresh(practice, follow_up).scheduled_on == day
