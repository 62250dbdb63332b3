"""What the checks find is reached, mended or answered from the keyboard; only then is the report signed."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.test_drafts import reading, waiting_task

OpenDesk = Callable[[], Desk]


def test_a_result_is_shown_overridden_and_signed(
    house: House, desk: OpenDesk, tmp_path: Path
) -> None:
    reader = reading(house, desk(), waiting_task(house, tmp_path))
    reader.section(5).fill("Stable nodule of [ ] mm.")
    expect(reader.page.get_by_role("button", name="Checks 1")).to_be_visible()

    reader.press(key="Alt+c")
    checks = reader.page.get_by_role("region", name="1 thing to check before signing")
    expect(checks.get_by_role("button", name="Show in Impression")).to_be_focused()
    reader.press(key="Enter")
    expect(reader.section(5)).to_be_focused()
    assert reader.page.evaluate("String(getSelection())") == "[ ]"

    expect(reader.save_status("saved")).to_be_visible()
    reader.press(key="F2")
    dialog = reader.page.get_by_role("dialog", name="Sign report")
    password = dialog.locator("input[type=password]")
    password.fill(PASSWORD)
    password.press("Enter")
    expect(dialog).to_contain_text("nothing was signed")
    dialog.get_by_label("Why this is right").fill("The size is in the table.")
    password.fill(PASSWORD)
    password.press("Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()
