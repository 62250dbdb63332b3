"""One CT read by two readers at the same time, each their series; the site gets one report."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.studies import SentStudy, ct_of_two_series

PARTS = ("Head and neck", "Trunk")
# Findings and impression of each part.
SAID = {
    PARTS[0]: (
        "Eight millimetre nodule in the right upper lobe, unchanged.",
        "Stable pulmonary nodule.",
    ),
    PARTS[1]: (
        "Normal heart size. Lungs clear. No pleural effusion or pneumothorax.",
        "No acute cardiopulmonary abnormality.",
    ),
}


def test_two_readers_share_a_study_and_its_site_gets_one_report(
    house: House, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    manager, first, second, site = (desk() for _ in range(4))
    for person, name in ((manager, "manager"), (first, "reader"), (second, "reader2")):
        person.open("/worklist")
        person.log_in(house.email(name), PASSWORD)
        person.expect_live()
    study = ct_of_two_series(tmp_path)
    house.send(study.paths)

    split(manager, study)
    for person, part in ((first, PARTS[0]), (second, PARTS[1])):
        rows = person.task_row(study.patient)
        expect(rows).to_have_count(len(PARTS))
        claim(person, study, part)
    # Each sees whose the other part is.
    for holder in ("Dr Reader", "Dr Reader2"):
        held = f"{holder} is reading this study."
        expect(manager.task_row(study.patient).get_by_title(held)).to_be_visible()
    shown = {own_series(person) for person in (first, second)}
    assert len(shown) == len(PARTS), "each is shown another series"

    sign(first, SAID[PARTS[0]])
    with house.api("site_user") as api:
        [listed] = api.get("/site-studies").json()["results"]
        assert (listed["status"], listed["report"]) == ("reading", None)
    sign(second, SAID[PARTS[1]])

    site.open("/portal")
    site.log_in(house.email("site_user"), PASSWORD)
    waiting = site.page.get_by_role("listitem").filter(has_text=study.patient)
    expect(waiting).to_contain_text("New report")
    waiting.get_by_role("link").click()
    site.page.get_by_role("button", name="Read report").click()
    report = site.page.locator("#content")
    for part, texts in SAID.items():
        for said in (part.upper(), *texts):
            expect(report).to_contain_text(said)
    with house.api("site_user") as api:
        page = api.get(f"/site-studies/{listed['id']}").json()
    assert sum(entry["kind"] == "delivered" for entry in page["timeline"]) == 1


def split(manager: Desk, study: SentStudy) -> None:
    """In the panel's menu: names the parts and gives each of the two series to one."""
    page = manager.page
    expect(manager.task_row(study.patient)).to_be_visible()
    manager.task_row(study.patient).click()
    page.get_by_label("Study details").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Split").click()
    dialog = page.get_by_role("dialog", name="Split among readers")
    for place, part in enumerate(PARTS, start=1):
        dialog.get_by_label(f"Name of part {place}").fill(part)
    series = dialog.get_by_role("combobox")
    expect(series).to_have_count(len(PARTS))
    for place, part in enumerate(PARTS):
        series.nth(place).select_option(label=part)
    dialog.get_by_role("button", name="Split", exact=True).click()
    expect(dialog).to_be_hidden()


def claim(person: Desk, study: SentStudy, part: str) -> None:
    person.task_row(study.patient).filter(has_text=part).dblclick()
    expect(person.page.get_by_label("Patient and study")).to_contain_text(f"Part: {part}")
    expect(person.section(1)).to_be_editable()


def own_series(person: Desk) -> str:
    """The series that is open; it is the one marked as the reader's part."""
    own = person.page.locator('[data-testid=series-item][data-of-part="true"]')
    expect(own).to_have_count(1)
    expect(own).to_have_attribute("aria-current", "true")
    return own.get_attribute("data-series") or ""


def sign(person: Desk, texts: tuple[str, str]) -> None:
    for place, text in zip((4, 5), texts, strict=True):
        person.section(place).fill(text)
    expect(person.save_status("saved")).to_be_visible()
    person.press(key="F2")
    password = person.page.get_by_role("dialog", name="Sign report").locator("input[type=password]")
    password.fill(PASSWORD)
    password.press("Enter")
    expect(person.page.get_by_role("heading", name="Final report")).to_be_visible()
