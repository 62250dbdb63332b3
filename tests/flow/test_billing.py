"""From a signature to the reader's statement, a disputed line, and books without a gap, through two browsers."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.apps.billing.scenes import priced
from tests.apps.reporting.scenes import begin
from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.waiting import eventually

OBJECTION = "It took an hour."
ANSWER = "Agreed, with thanks."


def test_a_signed_read_is_on_the_statement_and_a_disputed_line_is_adjusted(
    house: House, desk: Callable[[], Desk]
) -> None:
    priced(house.practice)
    begin(house.practice).signed()

    reader = desk()
    reader.open("/statement")
    reader.log_in(house.email("reader"), PASSWORD)
    line = reader.page.get_by_role("row").filter(has_text="CT Chest")
    # Billed by a worker, moments after the signature: the page is asked again until it is.
    eventually(lambda: look_again(reader, line), what="the line on the statement")
    expect(line).to_contain_text("€15.00")
    line.get_by_role("button", name="Dispute").click()
    reader.page.get_by_label("What is wrong with this line?").fill(OBJECTION)
    reader.page.get_by_role("button", name="Send").click()
    expect(line).to_contain_text("Open")

    biller = desk()
    biller.open("/billing?part=statements")
    biller.log_in(house.email("billing"), PASSWORD)
    row = biller.page.get_by_role("row").filter(has_text=OBJECTION)
    row.get_by_role("button", name="Accept").click()
    biller.page.get_by_label("Pay in addition").fill("7.50")
    biller.page.get_by_label("Answer to the reader").fill(ANSWER)
    biller.page.get_by_role("dialog").get_by_role("button", name="Accept").click()
    expect(row).to_contain_text("Accepted")
    biller.page.get_by_role("tab", name="Reconcile").click()
    expect(biller.page.get_by_text("No gap.")).to_be_visible()
    expect(biller.page.get_by_text("€40.00")).to_be_visible()

    reader.page.reload()
    expect(line.first).to_contain_text("€7.50")
    expect(reader.page.get_by_text(ANSWER).first).to_be_visible()


def look_again(reader: Desk, line: Locator) -> bool:
    reader.page.reload()
    reader.page.get_by_text("By study").wait_for()
    reader.page.wait_for_load_state("networkidle")
    return line.count() > 0
