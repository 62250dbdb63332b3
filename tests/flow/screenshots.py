"""Takes the pictures of docs/images from a running demo.

python -m tests.flow.screenshots [--url http://localhost:8000] [--out docs/images]

Wants the demo's seed studies sent. It signs two reports and leaves one study claimed with a draft.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import ViewportSize, expect

from runtime.layout import PROJECT
from tests.flow.browsing import Browsers, Desk, running_browser

PASSWORD = "teleread-demo"
SIZE: ViewportSize = {"width": 1920, "height": 1080}
LUNG_WINDOW = "5"
REPORTED = {
    "SB581125": (
        "Normal heart size. Lungs clear. No pleural effusion or pneumothorax.",
        "No acute cardiopulmonary abnormality.",
    ),
    "SB581102": (
        "Normal left ventricular size with preserved systolic function. No pericardial effusion.",
        "Normal left ventricular function.",
    ),
}
READ = "SB581088"
FINDINGS = (
    "Solid nodule in the right upper lobe, unchanged in size and shape from the prior. "
    "No new nodule. No pleural effusion.\nNo enlarged mediastinal or hilar lymph nodes. "
    "Normal heart size."
)
IMPRESSION = "Right upper lobe nodule, stable over six months. Follow-up CT in twelve months."


@dataclass(frozen=True)
class Album:
    """Where the pictures go."""

    folder: Path

    def take(self, desk: Desk, name: str) -> None:
        # Images of patients are grain, which PNG cannot make small.
        if name == "reading-room":
            desk.page.screenshot(path=self.folder / f"{name}.jpg", type="jpeg", quality=84)
        else:
            desk.page.screenshot(path=self.folder / f"{name}.png")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.flow.screenshots", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "images")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with running_browser() as browsers:
        take_all(browsers, options.url.rstrip("/"), Album(options.out))


def take_all(browsers: Browsers, url: str, album: Album) -> None:
    with browsers.desks(url, size=SIZE) as open_desk:
        reader = open_desk()
        reader.open("/")
        expect(reader.page.get_by_label("E-mail")).to_be_visible()
        album.take(reader, "login")
        reader.log_in("reader@demo.test", PASSWORD)
        for accession, (findings, impression) in REPORTED.items():
            read(reader, accession, findings, impression)
            sign(reader)
        worklist(reader)
        album.take(reader, "worklist")
        reading_room(reader)
        album.take(reader, "reading-room")

        site = open_desk()
        site.open("/portal")
        site.log_in("site@demo.test", PASSWORD)
        site.expect_live()
        expect(site.page.get_by_text("New reports")).to_be_visible()
        album.take(site, "portal")


def worklist(reader: Desk) -> None:
    reader.open("/worklist")
    reader.expect_live()
    row = reader.page.locator("[role=row][data-task]").filter(has_text="Yamada")
    row.first.click()
    expect(reader.page.get_by_label("Study details")).to_contain_text(READ)


def reading_room(reader: Desk) -> None:
    """A CT beside its prior, in the lung window, with the report begun."""
    read(reader, READ, FINDINGS, IMPRESSION)
    for pane in (
        reader.page.get_by_test_id("viewport-0"),
        reader.page.get_by_test_id("viewport-1"),
    ):
        expect(pane).to_have_attribute("data-status", "ready")
        count = int(pane.get_attribute("data-image-count") or 0)
        expect(pane).to_have_attribute("data-loaded-count", str(count), timeout=180_000)
        pane.click()
        reader.press(key="Home")
        for _ in range(count * 11 // 300):
            reader.press(key="PageDown")
        reader.press(key=LUNG_WINDOW)


def read(reader: Desk, accession: str, findings: str, impression: str) -> None:
    """Finds, claims and opens a study, and writes."""
    reader.open("/worklist")
    reader.expect_live()
    reader.press(key="/")
    reader.press(accession)
    row = reader.page.locator("[role=row][data-task]")
    expect(row).to_have_count(1)
    row.dblclick()
    expect(reader.section(1)).to_be_editable()
    for place, text in ((4, findings), (5, impression)):
        reader.section(place).fill(text)
    expect(reader.save_status("saved")).to_be_visible()


def sign(reader: Desk) -> None:
    reader.press(key="F2")
    field = reader.page.get_by_role("dialog", name="Sign report").locator("input[type=password]")
    field.fill(PASSWORD)
    field.press("Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()


if __name__ == "__main__":
    main()
