"""The whole thread: a modality sends, a reader reads and signs, the site gets the report; nobody else sees a thing."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import requests
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.studies import ct_chest, pydicom_file

FINDINGS = "Eight millimetre nodule in the right upper lobe, unchanged."
IMPRESSION = "Stable pulmonary nodule."


def test_from_the_modality_to_the_opened_report(
    house: House, other_house: House, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    reader, site, stranger = desk(), desk(), desk()
    reader.open("/")
    reader.log_in(house.email("reader"), PASSWORD)
    reader.expect_live()
    site.open("/")
    site.log_in(house.email("site_user"), PASSWORD)
    site.expect_live()
    stranger.open("/worklist")
    stranger.log_in(other_house.email("reader"), PASSWORD)
    expect(stranger.page.get_by_text("Nothing to read")).to_be_visible()
    for person in (reader, site, stranger):
        person.mark()

    study = ct_chest(tmp_path)
    house.send([pydicom_file("CT_small.dcm"), pydicom_file("MR_small.dcm"), *study.paths])
    row = reader.task_row(study.patient)
    expect(row).to_be_visible()
    expect(reader.page.locator("[role=row][data-task]")).to_have_count(3)
    waiting = site.page.get_by_role("listitem").filter(has_text=study.patient)
    expect(waiting).to_contain_text("Waiting to be read")
    expect_nothing_for(stranger, other_house, house, study.study_uid)

    claim_by_keyboard(reader, study.patient)
    expect(waiting).to_contain_text("Being read")
    look_at_images(reader)
    write_report(reader)
    sign(reader, study.patient)
    expect_nothing_for(stranger, other_house, house, study.study_uid)

    expect(waiting).to_contain_text("New report")
    read_report_at_site(site, waiting.get_by_role("link").get_attribute("href") or "")
    expect_nothing_for(stranger, other_house, house, study.study_uid)
    assert not any(person.was_reloaded() for person in (reader, site, stranger))


def claim_by_keyboard(reader: Desk, patient: str) -> None:
    row = reader.task_row(patient)
    for _ in range(3):
        if row.get_attribute("aria-selected") == "true":
            break
        reader.press(key="j")
    expect(row).to_have_attribute("aria-selected", "true")
    reader.press(key="Enter")
    reader.page.wait_for_url("**/read/*")
    banner = reader.page.get_by_label("Patient and study")
    expect(banner).to_contain_text(patient)
    expect(reader.section(1)).to_be_editable()


def look_at_images(reader: Desk) -> None:
    """The stack is there whole, scrolls, and changes its window, all from the keyboard."""
    pane = reader.pane
    expect(pane).to_have_attribute("data-status", "ready")
    count = int(pane.get_attribute("data-image-count") or 0)
    assert count > 1
    expect(pane).to_have_attribute("data-loaded-count", str(count))
    expect(pane).to_have_attribute("data-failed-count", "0")
    reader.press(key="Home")
    expect(pane).to_have_attribute("data-image-index", "0")
    reader.press(key="ArrowDown")
    expect(pane).to_have_attribute("data-image-index", "1")
    reader.press(key="End")
    expect(pane).to_have_attribute("data-image-index", str(count - 1))
    for key, center, width in (("5", "-600", "1500"), ("6", "40", "400")):
        reader.press(key=key)
        expect(pane).to_have_attribute("data-window-center", center)
        expect(pane).to_have_attribute("data-window-width", width)


def write_report(reader: Desk) -> None:
    for place, text in ((4, FINDINGS), (5, IMPRESSION)):
        reader.press(key=f"Alt+{place}")
        expect(reader.section(place)).to_be_focused()
        reader.press(key="Control+a")
        reader.press(text)
    expect(reader.save_status("saved")).to_be_visible()


def sign(reader: Desk, patient: str) -> None:
    reader.press(key="F2")
    dialog = reader.page.get_by_role("dialog", name="Sign report")
    expect(dialog).to_contain_text(patient)
    expect(dialog).to_contain_text(IMPRESSION)
    password = dialog.locator("input[type=password]")
    expect(password).to_be_focused()
    reader.press("wrong password", key="Enter")
    expect(dialog).to_contain_text("Nothing was signed")
    password.focus()
    reader.press(PASSWORD, key="Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()


def read_report_at_site(site: Desk, address: str) -> None:
    link = site.page.locator(f'a[href="{address}"]')
    link.focus()
    site.press(key="Enter")
    expect(site.page.get_by_text("Nobody has opened it yet")).to_be_visible()
    show = site.page.get_by_role("button", name="Read report")
    show.focus()
    site.press(key="Enter")
    expect(site.page.get_by_text(FINDINGS)).to_be_visible()
    openings = site.page.locator("section").filter(has_text="Who has opened the report")
    expect(openings).to_contain_text("Dr Site_User on screen")
    timeline = site.page.locator("section").filter(has_text="Progress")
    for step in ("First image received", "All images received", "Reading begun", "Report opened"):
        expect(timeline).to_contain_text(step)

    pdf = site.page.get_by_role("link", name="Download PDF").get_attribute("href")
    answer = site.page.context.request.get(f"{site.url}{pdf}")
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(answer.body())).pages)
    together = " ".join(text.split())
    for wanted in (FINDINGS, IMPRESSION, "Dr Reader"):
        assert wanted in together, together
    expect(openings).to_contain_text("as PDF")


def expect_nothing_for(stranger: Desk, other_house: House, house: House, study_uid: str) -> None:
    """Neither the other practice's open worklist nor any of its doors knows the study."""
    expect(stranger.page.get_by_text("Nothing to read")).to_be_visible()
    tasks = [
        task for task in house.tasks("manager") if task["study"]["study_instance_uid"] == study_uid
    ]
    assert len(tasks) == 1
    task, study = tasks[0]["id"], tasks[0]["study"]["id"]
    assert other_house.tasks() == []
    with other_house.api("reader") as api:
        assert api.get(f"/reading-tasks/{task}").status_code == 404
        assert api.post(f"/reading-tasks/{task}/claim").status_code == 404
        assert api.get("/reports", params={"study": study}).json()["count"] == 0
    with other_house.api("site_user") as api:
        assert api.get("/site-studies").json()["count"] == 0
        assert api.get(f"/site-studies/{study}").status_code == 404
    for path in (f"studies/{study_uid}/metadata", f"studies/{study_uid}"):
        answer = requests.get(
            f"{house.stack.url}/dicom-web/{path}",
            headers={"Authorization": f"Bearer {other_house.practice.token('reader')}"},
            timeout=30,
        )
        assert answer.status_code == 404, path
