"""A blind review in the browser: keys to the score, the committee's word, and what who signed is told."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from apps.archive.models import Study
from apps.common.isolation import tenant_context
from apps.worklist.models import ReadingTask
from tests.apps.peer_review.scenes import MISSED, assigned, handed_over
from tests.apps.reporting.scenes import Reading, text
from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.test_drafts import waiting_task


def test_a_review_goes_from_the_reviewer_to_the_committee_to_the_reader(
    house: House, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    task_id, practice = waiting_task(house, tmp_path), house.practice
    with tenant_context(practice.tenant_id):
        task = ReadingTask.objects.get(id=task_id)
        study = Study.objects.get(id=task.study_id)
    reading = Reading(practice, study, task)
    reading.signed(sections=text("No fracture, says Dr Reader."))
    review = assigned(practice, reading)

    reviewer = desk()
    reviewer.open("/peer-review")
    reviewer.log_in(house.email("reader2"), PASSWORD)
    page = reviewer.page
    page.get_by_role("button", name="Open", exact=True).click()
    report = page.get_by_role("article", name="The report as it was signed")
    expect(report).to_contain_text("No fracture, says Dr […].")
    expect(reviewer.pane).to_be_visible()
    reviewer.press(key="Alt+3")
    expect(page.get_by_role("radio", name="3", exact=True)).to_be_checked()
    reviewer.press(key="a")
    expect(page.get_by_text("This goes to the committee before it counts.")).to_be_visible()
    page.get_by_label("What differs").fill(MISSED)
    reviewer.press(key="Control+Enter")
    expect(page.get_by_text("Sent. Thank you.")).to_be_visible()

    committee = desk()
    committee.open(f"/peer-review/cases/{review.id}")
    committee.log_in(house.email("qa"), PASSWORD)
    page = committee.page
    for button, told in (("Vote", "1 of 1 votes"), ("Decide", "Decided: 2a. Subtle.")):
        send = page.get_by_role("button", name=button, exact=True)
        expect(send).to_be_disabled()
        committee.press(key="Alt+2")
        committee.press(key="a")
        page.get_by_label("What differs").fill("Subtle.")
        send.click()
        expect(page.get_by_text(told)).to_be_visible()

    handed_over(practice)
    reader = desk()
    reader.open("/peer-review?part=feedback")
    reader.log_in(house.email("reader"), PASSWORD)
    row = reader.page.get_by_role("row").filter(has_text=MISSED)
    expect(row).to_contain_text("New")
    expect(row).to_contain_text("2a")
