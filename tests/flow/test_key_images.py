"""Two frames marked by key, captioned and signed: the site's page shows them, the archive holds their selection."""

import io
from collections.abc import Callable
from pathlib import Path

import requests
from dicomweb_client.api import DICOMwebClient
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.studies import ct_chest
from tests.flow.waiting import eventually

CAPTION = "Nodule, right upper lobe"


def draft_captions(house: House, report_id: str) -> list[str]:
    with house.api("reader") as api:
        draft = api.get(f"/reports/{report_id}").json()["draft"]
    return [image["caption"] for image in draft["key_images"]]


def test_marked_frames_reach_the_site_and_the_archive(
    house: House, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    study = ct_chest(tmp_path)
    house.send(study.paths)
    task = str(eventually(house.tasks, what="the study is on the worklist")[0]["id"])
    with house.api("reader") as api:
        assert api.post(f"/reading-tasks/{task}/claim").status_code == 200
    reader = desk()
    reader.open(f"/read/{task}")
    reader.log_in(house.email("reader"), PASSWORD)
    expect(reader.section(4)).to_be_editable()
    expect(reader.pane).to_have_attribute("data-status", "ready")

    reader.press(key="Escape")
    strip = reader.page.get_by_test_id("key-images")
    reader.press(key="m")
    expect(strip.get_by_role("listitem")).to_have_count(1)
    mark = reader.page.get_by_test_id("key-image-mark")
    expect(mark).to_have_text("★ Key image 1")
    reader.press(key="ArrowDown")
    expect(mark).to_be_hidden()
    reader.press(key="r")
    expect(reader.pane).to_have_attribute("data-rotation", "90")
    reader.press(key="m")
    expect(mark).to_have_text("★ Key image 2")
    reader.page.get_by_label("Caption of key image 2").fill(CAPTION)
    # The second comes first; its frame is called back on screen.
    strip.get_by_role("button", name="Go to key image 2").focus()
    reader.press(key="Shift+ArrowLeft")
    expect(reader.page.get_by_label("Caption of key image 1")).to_have_value(CAPTION)
    expect(mark).to_have_text("★ Key image 1")
    strip.get_by_role("button", name="Go to key image 2").click()
    expect(reader.pane).to_have_attribute("data-image-index", "0")
    with house.api("reader") as api:
        report_id = api.get(f"/reading-tasks/{task}").json()["report"]["id"]
    eventually(
        lambda: draft_captions(house, report_id) == [CAPTION, ""],
        what="the key images are saved with the draft",
    )

    reader.section(5).focus()
    reader.press(key="Control+a")
    reader.press("Nodule.", key="F2")
    dialog = reader.page.get_by_role("dialog", name="Sign report")
    expect(dialog).to_contain_text("2 key images are signed with the text.")
    password = dialog.locator("input[type=password]")
    password.fill(PASSWORD)
    expect(dialog.get_by_role("button", name="Sign as final")).to_be_enabled()
    password.press("Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()

    with house.api("site_user") as api:
        [delivered] = eventually(
            lambda: [one for one in api.get("/site-studies").json()["results"] if one["report"]],
            what="the report is delivered",
        )
        page = PdfReader(io.BytesIO(api.get(f"/site-studies/{delivered['id']}/report/pdf").content))
    images = [image for one in page.pages for image in one.images]
    assert len(images) == 2
    said = " ".join(one.extract_text() for one in page.pages)
    assert CAPTION in said and "turned 90° clockwise" in said

    archive = dicomweb(house)
    [row] = eventually(
        lambda: archive.search_for_instances(study.study_uid, search_filters={"Modality": "KO"}),
        what="the key objects are in the archive",
    )
    selection = archive.retrieve_instance(
        study.study_uid, row["0020000E"]["Value"][0], row["00080018"]["Value"][0]
    )
    frames = {
        item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID
        for item in selection.ContentSequence
        if item.ValueType == "IMAGE"
    }
    assert len(frames) == 2 and frames <= study.uids


def dicomweb(house: House) -> DICOMwebClient:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {house.practice.token('reader')}"
    return DICOMwebClient(f"{house.stack.url}/dicom-web", session=session)
