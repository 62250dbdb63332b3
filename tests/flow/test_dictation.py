"""Speech through a real microphone's path and a real engine into the report, and typing without the engine."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.apps.dictation.speech_engine import running_engine
from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.stack import Stack
from tests.flow.studies import ct_chest

TYPED = "Typed while the engine is down."


def test_speech_becomes_text_and_typing_outlives_the_engine(
    house: House, stack: Stack, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    reader = desk()
    reader.open("/worklist")
    reader.log_in(house.email("reader"), PASSWORD)
    reader.expect_live()
    study = ct_chest(tmp_path)
    house.send(study.paths)
    row = reader.task_row(study.patient)
    expect(row).to_be_visible()
    reader.press(key="j")
    expect(row).to_have_attribute("aria-selected", "true")
    reader.press(key="Enter")
    expect(reader.section(4)).to_contain_text("No consolidation")

    listening = reader.page.locator("[role=status][data-phase=listening]")
    with running_engine(stack.speech_port):
        reader.press(key="Alt+4")
        reader.press(key="F4")
        expect(listening).to_be_visible()
        # An engine this small mishears; that words of the sentence arrive is what is shown here.
        expect(reader.section(4)).to_contain_text("embolism")
    # The microphone goes on speaking, and nobody hears it any more.
    expect(reader.page.locator("[role=status][data-phase=down]")).to_be_visible()
    reader.press(key="Alt+5")
    reader.press(TYPED)
    expect(reader.save_status("saved")).to_be_visible()
    reader.page.reload()
    expect(reader.section(5)).to_contain_text(TYPED)
    expect(reader.section(4)).to_contain_text("embolism")
