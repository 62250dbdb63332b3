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
from tests.flow.rule_building import THEN, WHEN, RuleBuilder

PASSWORD = "teleread-demo"
SIZE: ViewportSize = {"width": 1920, "height": 1080}
LUNG_WINDOW = "5"
# Section by number, and its text.
Texts = dict[int, str]
REPORTED: dict[str, Texts] = {
    "SB581125": {
        4: "Normal heart size. Lungs clear. No pleural effusion or pneumothorax.",
        5: "No acute cardiopulmonary abnormality.",
    },
    "SB581102": {
        4: "Normal left ventricular size and systolic function. No pericardial effusion.",
        5: "Normal left ventricular function.",
    },
}
READ = "SB581088"
DRAFT: Texts = {
    1: "Follow-up of pulmonary nodule.",
    3: "CT chest six months earlier.",
    4: "Solid nodule in the right upper lobe, larger than in the prior. No new nodule. "
    "No pleural effusion.\nNo enlarged mediastinal or hilar lymph nodes. Normal heart size.",
    5: "Growing right upper lobe nodule, suspicious for malignancy. PET-CT advised.",
}
# What undo takes back: the new rule, and each condition and action.
RULE_STEPS = 1 + len(WHEN) + len(THEN)
# Images of 1 mm and of 2 mm, so that both panes show the same level.
LEVEL = {"viewport-0": 110, "viewport-1": 55}


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
        for accession, texts in REPORTED.items():
            if open_study(reader, accession):
                write(reader, texts)
                sign(reader)
        worklist(reader)
        album.take(reader, "worklist")
        reading_room(reader)
        album.take(reader, "reading-room")

        manager = open_desk()
        manager.open("/worklist")
        manager.log_in("manager@demo.test", PASSWORD)
        rules(manager)
        album.take(manager, "rule-builder")
        for _ in range(RULE_STEPS):
            manager.press(key="Control+z")
        RuleBuilder(manager).await_saved()
        manager.open("/coverage")
        expect(manager.page.get_by_role("status").filter(has_text="zone")).to_be_visible()
        album.take(manager, "coverage")

        site = open_desk()
        site.open("/portal")
        site.log_in("site@demo.test", PASSWORD)
        site.expect_live()
        expect(site.page.get_by_text("New reports")).to_be_visible()
        album.take(site, "portal")


def rules(manager: Desk) -> None:
    """The rule of the issue in the builder, as a manager has typed it; the draft is then left as it was."""
    builder = RuleBuilder(manager)
    builder.build_stroke_rule()
    builder.try_it()


def worklist(reader: Desk) -> None:
    reader.open("/worklist")
    reader.expect_live()
    row = reader.page.locator("[role=row][data-task]").filter(has_text="Yamada")
    row.first.click()
    expect(reader.page.get_by_label("Study details")).to_contain_text(READ)


def reading_room(reader: Desk) -> None:
    """A CT beside its prior at the same level, in the lung window, with the report begun."""
    assert open_study(reader, READ), "somebody has signed it: start with a fresh data folder"
    write(reader, DRAFT)
    for name, level in LEVEL.items():
        pane = reader.page.get_by_test_id(name)
        expect(pane).to_have_attribute("data-status", "ready")
        count = pane.get_attribute("data-image-count") or ""
        expect(pane).to_have_attribute("data-loaded-count", count, timeout=180_000)
        pane.click()
        reader.press(key="Home")
        for key, times in (("PageDown", level // 10), ("ArrowDown", level % 10)):
            for _ in range(times):
                reader.press(key=key)
        reader.press(key=LUNG_WINDOW)
        expect(pane).to_have_attribute("data-image-index", str(level))


def open_study(reader: Desk, accession: str) -> bool:
    """Finds, claims and opens a study; false when it waits for no report."""
    reader.open("/worklist")
    reader.expect_live()
    reader.press(key="/")
    reader.press(accession)
    row = reader.page.locator("[role=row][data-task]")
    nothing = reader.page.get_by_text("No study fits these filters")
    expect(nothing.or_(row)).to_have_count(1)
    if nothing.is_visible():
        return False
    row.dblclick()
    expect(reader.section(1)).to_be_editable()
    return True


def write(reader: Desk, texts: Texts) -> None:
    for place, text in texts.items():
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
