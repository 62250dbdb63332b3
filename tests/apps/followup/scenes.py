"""A signed recommendation and what comes after it, over the real services and the real outbox."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from apps.accounts.actors import Actor
from apps.archive.models import Patient, Study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.followup import services
from apps.followup.models import FollowUp, FollowUpMatch, FollowUpStep
from apps.reporting.models import Report
from apps.reporting.recommending.intervals import Interval, window
from tests.apps.reporting.recommendation_scenes import recommend
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice
from tests.studies import make_study

# A year ago: what was recommended in six months from here is overdue by now.
TODAY = now().date()
EXAMINED = TODAY - timedelta(days=365)
DAYS = window(EXAMINED, Interval(6, 6, "months"))
TOO_EARLY = EXAMINED + timedelta(days=20)
TOO_LATE = DAYS.late_after + timedelta(days=10)


def read(practice: Practice, *, examined_on: date = EXAMINED, **options: Any) -> Reading:
    """A study of that day on the worklist."""
    reading = begin(practice, **options)
    _date(practice, reading.study, examined_on)
    return reading


def signed(reading: Reading, impression: str = "", **content: Any) -> Report:
    """A final report that recommends a CT of the chest in six months, unless ``content`` says otherwise."""
    reading.claim()
    report = reading.report()
    said = recommend(reading, report, finding="6 mm nodule", **content)
    report = reading.save(report, text(impression or f"Nodule. {said['quote']}"))
    report = reading.sign(report.id, revision=report.draft_revision)
    follow(reading)
    return report


def follow(reading: Reading) -> None:
    """What the subscriber of ``ReportSigned`` does."""
    with tenant_context(reading.practice.tenant_id):
        services.follow_version(actor=watch(reading.practice), study_id=reading.study.id)


def recommended(practice: Practice, *, examined_on: date = EXAMINED, **content: Any) -> FollowUp:
    """The follow-up that a signed report opened."""
    reading = read(practice, examined_on=examined_on)
    signed(reading, **content)
    return only(practice, reading.study)


def only(practice: Practice, study: Study) -> FollowUp:
    with tenant_context(practice.tenant_id):
        follow_up: FollowUp = FollowUp.objects.select_related("study__patient", "site").get(
            study=study
        )
    return follow_up


def later(
    practice: Practice, patient: Patient, made_on: date, *, complete: bool = True, **options: Any
) -> Study:
    """A study of the patient that has arrived whole."""
    study = make_study(practice, patient=patient, **options)
    _date(practice, study, made_on)
    with tenant_context(practice.tenant_id):
        if complete:
            services.match_study(actor=watch(practice), study_id=study.id)
    return study


def match(practice: Practice, follow_up: FollowUp) -> FollowUpMatch:
    with tenant_context(practice.tenant_id):
        found: FollowUpMatch = FollowUpMatch.objects.get(follow_up=follow_up)
    return found


def fresh(practice: Practice, follow_up: FollowUp) -> FollowUp:
    return only(practice, follow_up.study)


def come(practice: Practice, follow_up: FollowUp, kind: str) -> None:
    """The step's morning has come."""
    with tenant_context(practice.tenant_id):
        FollowUpStep.objects.filter(follow_up=follow_up, kind=kind, settled_at=None).update(
            fire_at=now() - timedelta(minutes=1)
        )
        services.fire_due_follow_up_steps()


def watch(practice: Practice) -> Actor:
    return Actor.system(practice.tenant_id, "tests")


def _date(practice: Practice, study: Study, day: date) -> None:
    made_at = datetime.combine(day, time(9), tzinfo=UTC)
    with tenant_context(practice.tenant_id):
        Study.objects.filter(id=study.id).update(
            study_date=day, study_at=made_at, first_image_at=made_at + timedelta(minutes=1)
        )
    study.study_date = day
