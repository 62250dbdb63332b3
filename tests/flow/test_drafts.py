"""What a reader has written is not lost: not to another tab, an ended session, a reload, or another reader."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.studies import ct_chest
from tests.flow.waiting import eventually

OpenDesk = Callable[[], Desk]


def waiting_task(house: House, folder: Path) -> str:
    """The id of the reading task of a study that has just been sent."""
    study = ct_chest(folder)
    house.send(study.paths)
    task = eventually(house.tasks, what="the study is on the worklist")[0]
    return str(task["id"])


def reading(house: House, desk: Desk, task: str, person: str = "reader") -> Desk:
    """The person at the desk has claimed the task and is about to write."""
    with house.api(person) as api:
        assert api.post(f"/reading-tasks/{task}/claim").status_code == 200
    desk.open(f"/read/{task}")
    desk.log_in(house.email(person), PASSWORD)
    expect(desk.section(4)).to_be_editable()
    return desk


def write(desk: Desk, text: str) -> None:
    desk.section(4).focus()
    desk.press(key="Control+a")
    desk.press(text)


def findings(house: House, task: str) -> str:
    """The findings as the server has them."""
    with house.api("reader") as api:
        report_id = api.get(f"/reading-tasks/{task}").json()["report"]["id"]
        sections = api.get(f"/reports/{report_id}").json()["draft"]["sections"]
    return next(str(section["body"]) for section in sections if section["code"] == "findings")


def test_two_tabs_that_write_the_same_report_make_the_reader_choose(
    house: House, desk: OpenDesk, tmp_path: Path
) -> None:
    task = waiting_task(house, tmp_path)
    first = reading(house, desk(), task)
    second = first.another_tab()
    second.open(f"/read/{task}")
    expect(second.section(4)).to_be_editable()

    write(first, "Written in the first tab.")
    expect(first.save_status("saved")).to_be_visible()
    write(second, "Written in the second tab.")
    choice = second.page.get_by_role("dialog")
    expect(choice).to_contain_text("Written in the first tab.")
    expect(choice).to_contain_text("Written in the second tab.")
    assert findings(house, task) == "Written in the first tab."
    second.press(key="Enter")
    expect(choice).to_be_hidden()
    expect(second.save_status("saved")).to_be_visible()
    eventually(
        lambda: findings(house, task) == "Written in the second tab.",
        what="the chosen text is on the server",
    )


def test_an_ended_session_keeps_the_text_and_saves_it_after_the_log_in(
    house: House, desk: OpenDesk, tmp_path: Path
) -> None:
    task = waiting_task(house, tmp_path)
    reader = reading(house, desk(), task)
    reader.mark()
    key = next(
        cookie["value"]
        for cookie in reader.page.context.cookies()
        if cookie["name"] == "teleread_session"
    )
    Session.objects.filter(session_key=key).delete()

    write(reader, "Typed after the session had ended.")
    dialog = reader.page.get_by_role("dialog", name="Log in again to go on")
    expect(dialog).to_be_visible()
    expect(dialog.locator("input[type=password]")).to_be_focused()
    reader.press(PASSWORD, key="Enter")
    expect(dialog).to_be_hidden()
    expect(reader.section(4)).to_have_text("Typed after the session had ended.")
    eventually(
        lambda: findings(house, task) == "Typed after the session had ended.",
        what="the text is on the server",
    )
    assert not reader.was_reloaded()


def test_a_reload_restores_what_was_written(house: House, desk: OpenDesk, tmp_path: Path) -> None:
    task = waiting_task(house, tmp_path)
    reader = reading(house, desk(), task)
    write(reader, "Written before the reload.")
    # At once, without waiting for the text to be saved.
    reader.page.reload()
    expect(reader.section(4)).to_have_text("Written before the reload.")
    eventually(
        lambda: findings(house, task) == "Written before the reload.",
        what="the text is on the server",
    )


def test_the_second_reader_is_told_who_holds_the_study(
    house: House, desk: OpenDesk, tmp_path: Path
) -> None:
    task = waiting_task(house, tmp_path)
    late = desk()
    late.open("/worklist")
    late.log_in(house.email("reader2"), PASSWORD)
    late.expect_live()
    row = late.page.locator(f'[role=row][data-task="{task}"]')
    expect(row).to_be_visible()
    late.press(key="j")
    expect(row).to_have_attribute("aria-selected", "true")

    reading(house, desk(), task)
    expect(row).to_contain_text("Dr Reader")
    late.press(key="c")
    expect(late.page.get_by_role("alert")).to_contain_text("Dr Reader is reading this study")
    late.press(key="Enter")
    expect(late.page.get_by_text("You see it read only")).to_be_visible()
    with house.api("reader2") as api:
        assert api.post(f"/reading-tasks/{task}/claim").json()["holder"]["name"] == "Dr Reader"
