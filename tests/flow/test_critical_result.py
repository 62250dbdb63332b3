"""A critical result from the reader's key to the closed matter: mail, link, code, telephone, read-back, report."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.factories import PASSWORD
from tests.flow.browsing import Browsers, Desk
from tests.flow.house import House
from tests.flow.test_drafts import reading, waiting_task

OpenDesk = Callable[[], Desk]
PHONE: ViewportSize = {"width": 375, "height": 812}
ADDRESS = "ward@site.test"
CODE = "stroke-desk"
FOUND = "Tension pneumothorax"


def test_a_category_1_finding_is_told_proven_and_in_the_report(
    house: House, desk: OpenDesk, browsers: Browsers, tmp_path: Path
) -> None:
    let_ward_be_called(house, desk())
    task = waiting_task(house, tmp_path)
    reader = reading(house, desk(), task)
    raise_finding(reader)

    mail = house.stack.mailbox.await_mail(ADDRESS)
    secrets = secret_words(house, task)
    assert len(secrets) > 3
    assert [word for word in secrets if word.encode() in mail.raw] == []
    link = re.search(rf"{re.escape(house.stack.url)}(/acknowledge/\S+)", mail.text)
    assert link, mail.text
    with browsers.desks(house.stack.url, size=PHONE) as open_phone:
        confirm(open_phone(), link[1], secrets)

    read_back(house, desk())
    sign(reader)
    body = communication(house, task)
    assert f"{FOUND}. Acknowledged in writing by Nurse Night" in body
    assert "to Dr Day" in body
    assert "by telephone" in body
    assert "Read back and confirmed." in body


def let_ward_be_called(house: House, manager: Desk) -> None:
    """A contact with a code, and a ladder that calls them at once; the week's gap is gone with it."""
    page = manager.page
    manager.open("/critical?part=contacts")
    manager.log_in(house.email("manager"), PASSWORD)
    field(page, "Site").click()
    page.get_by_role("option", name=house.practice.site_a.name).click()
    expect(page.get_by_text("In 168 hours of the week nobody at the site")).to_be_visible()
    page.get_by_role("button", name="Add a contact…").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Ward 4")
    form.get_by_label("Telephone").fill("+49 30 1234")
    form.get_by_label("E-mail").fill(ADDRESS)
    form.get_by_label("Confirmation code").fill(CODE)
    manager.press(key="Enter")
    expect(page.get_by_role("cell", name="Ward 4", exact=True)).to_be_visible()
    page.get_by_role("button", name="Add a ladder…").first.click()
    form.get_by_label("Name").fill("Always")
    manager.press(key="Enter")
    expect(page.get_by_role("cell", name="Always", exact=True)).to_be_visible()
    expect(page.get_by_text("nobody at the site is called")).to_have_count(0)


def raise_finding(reader: Desk) -> None:
    reader.press(key="Escape")
    reader.page.get_by_role("button", name="Critical…").click()
    dialog = reader.page.get_by_role("dialog", name="Mark a critical finding")
    field(reader.page, "What was found").fill(FOUND)
    dialog.get_by_role("button", name=re.compile("^1 ·")).click()
    marked = reader.page.get_by_role("dialog", name="Marked. Now tell the site")
    expect(marked.get_by_role("link", name="+49 30 1234")).to_be_visible()
    marked.get_by_role("button", name="Hand over to the desk").click()
    asked = reader.page.get_by_role("dialog", name="Hand over to the desk")
    asked.get_by_role("button", name="Hand over to the desk").click()
    expect(marked.get_by_text("With the desk")).to_be_visible()
    marked.get_by_role("button").first.click()


def field(page: Page, label: str) -> Locator:
    """An input with choices: the list of these has the same label."""
    return page.locator("input").and_(page.get_by_label(label, exact=True))


def secret_words(house: House, task: str) -> list[str]:
    """What only who has the code may read."""
    with house.api("reader") as api:
        row: dict[str, Any] = api.get(f"/reading-tasks/{task}").json()
    patient = row["patient"]
    names = [part for part in re.split(r"[\^, ]+", patient["name"]) if len(part) > 2]
    return [*names, patient["patient_id"], FOUND, "pneumothorax"]


def confirm(phone: Desk, path: str, secrets: list[str]) -> None:
    page = phone.page
    phone.open(path)
    code = page.get_by_label("Your confirmation code")
    code.fill("wrong-code")
    phone.press(key="Enter")
    expect(page.get_by_role("alert")).to_contain_text("closes after 4 more")
    shown = page.locator("body").inner_text()
    assert [word for word in secrets if word in shown] == []
    assert fits(page)
    code.fill(CODE)
    phone.press(key="Enter")
    expect(page.get_by_text(FOUND)).to_be_visible()
    assert fits(page)
    page.get_by_label("Your name").fill("Nurse Night")
    phone.press(key="Enter")
    expect(page.get_by_text("Confirmed by Nurse Night")).to_be_visible()
    phone.open(path)
    expect(page.get_by_text("Confirmed by Nurse Night")).to_be_visible()
    expect(code).to_have_count(0)


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def read_back(house: House, operator: Desk) -> None:
    """From the keyboard, the telephone in the other hand: an attempt in two keys, then who was told."""
    page = operator.page
    operator.open("/critical")
    operator.log_in(house.email("operations"), PASSWORD)
    expect(page.get_by_text("Acknowledged, read-back owed")).to_be_visible()
    operator.press(key="j")
    operator.press(key="Enter")
    finding = page.get_by_role("dialog", name="Critical finding")
    expect(finding.get_by_role("button", name="Site was told")).to_be_visible()
    operator.press(key="a")
    nobody = page.get_by_role("dialog", name="Nobody reached")
    expect(nobody.get_by_role("button", name="No answer")).to_be_focused()
    operator.press(key="1")
    log = finding.get_by_role("table", name="What was tried")
    expect(log.get_by_role("cell", name="No answer")).to_be_visible()
    expect(nobody).to_have_count(0)
    operator.press(key="t")
    expect(page.get_by_label("Person reached")).to_be_focused()
    operator.press("Dr Day", key="Tab")
    operator.press(key=" ")
    operator.press(key="Enter")
    expect(finding.get_by_text("Closed", exact=True)).to_be_visible()
    operator.press(key="Escape")
    expect(page.get_by_text("No critical finding waits for anybody")).to_be_visible()


def sign(reader: Desk) -> None:
    reader.section(4).fill("Tension pneumothorax on the left.")
    reader.section(5).fill("Tension pneumothorax on the left.")
    expect(reader.save_status("saved")).to_be_visible()
    reader.press(key="F2")
    dialog = reader.page.get_by_role("dialog", name="Sign report")
    password = dialog.locator("input[type=password]")
    password.fill(PASSWORD)
    password.press("Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()


def communication(house: House, task: str) -> str:
    """The sealed section of the signed version that says who was told."""
    with house.api("reader") as api:
        report = api.get(f"/reading-tasks/{task}").json()["report"]["id"]
        version = api.get(f"/reports/{report}/versions/1").json()
    return next(str(one["body"]) for one in version["sections"] if one["code"] == "communication")
