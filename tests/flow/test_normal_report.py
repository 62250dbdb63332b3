"""A normal chest CT from its row on the worklist to the signed report, in few strokes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.studies import ct_chest

MOST_STROKES = 12
NORMAL = "No acute cardiopulmonary abnormality."


@dataclass
class Hand:
    """Counts what the reader does. A password typed whole is one action: nobody can shorten it."""

    desk: Desk
    done: list[str] = field(default_factory=list)

    def key(self, key: str) -> None:
        self.done.append(key)
        self.desk.press(key=key)

    def password(self) -> None:
        self.done.append("password")
        self.desk.press(PASSWORD)


def test_a_normal_report_takes_few_strokes(
    house: House,
    desk: Callable[[], Desk],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reader = desk()
    reader.open("/worklist")
    reader.log_in(house.email("reader"), PASSWORD)
    reader.expect_live()
    study = ct_chest(tmp_path)
    house.send(study.paths)
    row = reader.task_row(study.patient)
    expect(row).to_be_visible()
    # Which study is next is not part of the reading: the only one is the selected one.
    reader.press(key="j")
    expect(row).to_have_attribute("aria-selected", "true")

    hand = Hand(reader)
    hand.key("Enter")
    expect(reader.section(4)).to_contain_text("No consolidation, suspicious nodule or mass.")
    expect(reader.pane).to_have_attribute("data-status", "ready")
    hand.key("F8")
    choices = reader.page.get_by_role("listbox", name="Impression, 2 choices")
    expect(choices.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    hand.key("Enter")
    expect(reader.section(5)).to_have_text(NORMAL)
    hand.key("F2")
    dialog = reader.page.get_by_role("dialog", name="Sign report")
    expect(dialog).to_contain_text(NORMAL)
    expect(dialog.locator("input[type=password]")).to_be_focused()
    hand.password()
    hand.key("Enter")
    expect(reader.page.get_by_role("heading", name="Final report")).to_be_visible()

    with capsys.disabled():
        print(f"\nopen to signed: {len(hand.done)} actions: {' · '.join(hand.done)}")
    assert len(hand.done) <= MOST_STROKES, hand.done
