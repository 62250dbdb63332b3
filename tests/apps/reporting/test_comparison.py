"""Comparison never denies a prior that lies on the screen."""

from datetime import UTC, date, datetime

from apps.common.isolation import tenant_context
from apps.reporting.comparison import comparison_text, with_comparison
from apps.reporting.content import Section
from apps.reporting.services import create_report
from apps.worklist.services import claim_task
from tests.factories import Practice
from tests.studies import make_study, make_task


def test_the_most_helpful_study_is_named_with_an_unmistakable_date() -> None:
    earlier = [("CT CHEST", date(2026, 5, 19)), ("XR FOOT", date(2026, 6, 1))]
    assert comparison_text(earlier) == "CT CHEST, 19 May 2026."
    assert comparison_text([("", None)]) == "Study, date unknown."
    assert comparison_text([]) == "None available."


def test_what_a_template_says_itself_is_left_alone() -> None:
    own = [Section(code="comparison", title="Comparison", body="See the site's archive.")]
    assert with_comparison(own, "None available.") == own


def comparison_in_new_report(practice: Practice, *, prior_year: int | None) -> str:
    study = make_study(practice)
    if prior_year:
        prior = make_study(practice, patient=study.patient)
        with tenant_context(practice.tenant_id):
            prior.study_at = datetime(prior_year, 3, 2, 9, 0, tzinfo=UTC)
            prior.study_date = date(prior_year, 3, 2)
            prior.save()
    task = make_task(practice, study)
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        claim_task(actor=reader, task_id=task.id)
        report, _ = create_report(actor=reader, task_id=task.id)
    bodies: dict[str, str] = {s["code"]: s["body"] for s in report.draft_sections or []}
    return bodies["comparison"]


def test_a_new_report_names_the_prior(practice: Practice) -> None:
    assert comparison_in_new_report(practice, prior_year=2025) == "CT Chest, 2 Mar 2025."


def test_a_later_study_is_no_prior(practice: Practice) -> None:
    assert comparison_in_new_report(practice, prior_year=2030) == "None available."


def test_without_a_prior_the_report_says_so(practice: Practice) -> None:
    assert comparison_in_new_report(practice, prior_year=None) == "None available."
