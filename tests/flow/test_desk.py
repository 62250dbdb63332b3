"""The desk on the running product: a page, a hidden list, a list longer than anybody can scroll."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import expect

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.staffing.models import Shift
from apps.worklist.engine.escalation import Rung, ladder_as_json
from apps.worklist.models import AssignmentPolicy, Pathway
from benchmarks.practice import keep_kinds_of_work
from benchmarks.rows import grow_to
from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.studies import make_task

LONG = 2_400
ROW_PIXELS = 30


def at_worklist(house: House, desk: Callable[[], Desk], person: str) -> Desk:
    opened = desk()
    opened.open("/worklist")
    opened.log_in(house.email(person), PASSWORD)
    opened.expect_live()
    return opened


def test_who_is_on_call_is_paged_on_screen_and_the_ladder_says_who_answered(
    house: House, desk: Callable[[], Desk]
) -> None:
    reader_id = house.practice.user_ids["reader"]
    with tenant_context(house.practice.tenant_id):
        rungs = [
            Rung("page", minutes=0, target="on_call", unless="claimed"),
            Rung("page", minutes=20, target="managers"),
        ]
        Pathway.objects.filter(code="stat").delete()
        Pathway.objects.create(
            code="stat", name="STAT", queue_rank=2, minutes=30, ladder=ladder_as_json(rungs)
        )
        Shift.objects.create(
            reader_id=reader_id,
            role="on_call",
            rank=1,
            starts_at=now() - timedelta(hours=1),
            ends_at=now() + timedelta(hours=1),
        )
    reader = at_worklist(house, desk, "reader")
    manager = at_worklist(house, desk, "manager")
    make_task(house.practice, priority="STAT")

    expect(reader.page.get_by_text("You are being paged")).to_be_visible()
    reader.page.get_by_role("button", name="Pages: 1 to acknowledge").click()
    reader.page.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(reader.page.get_by_role("button", name="Pages: 0 to acknowledge")).to_be_visible()

    manager.task_row("DOE").click()
    manager.press(key="t")
    ladder = manager.page.get_by_role("list", name="If it is left too long").get_by_role("listitem")
    expect(ladder).to_have_count(2)
    expect(ladder.first).to_contain_text("Page on-call unless claimed")
    expect(ladder.first).to_contain_text("Dr Reader acknowledged")
    # Whoever answered takes care of it: the next call is not made.
    expect(ladder.last).to_contain_text("withdrawn")


def test_where_the_list_is_hidden_one_key_hands_out_the_most_urgent(
    house: House, desk: Callable[[], Desk]
) -> None:
    with tenant_context(house.practice.tenant_id):
        AssignmentPolicy.objects.update_or_create(defaults={"list_hidden": True})
    make_task(house.practice, priority="ROUTINE")
    stat = make_task(house.practice, priority="STAT")
    reader = at_worklist(house, desk, "reader")
    expect(reader.page.get_by_text("Studies are handed out one by one")).to_be_visible()
    expect(reader.page.get_by_text("2 studies wait")).to_be_visible()
    expect(reader.page.locator("[role=row][data-task]")).to_have_count(0)
    reader.press(key="n")
    reader.page.wait_for_url(f"**/read/{stat.id}")
    expect(reader.section(1)).to_be_editable()


@dataclass(frozen=True)
class Filled:
    """What the filler of rows wants to know."""

    owner_url: str
    tenant_id: str


def test_any_place_of_a_list_beyond_what_pages_count_is_reached_at_once(
    house: House, desk: Callable[[], Desk]
) -> None:
    with tenant_context(house.practice.tenant_id):
        keep_kinds_of_work([house.practice.site_a, house.practice.site_b])
    grow_to(Filled(os.environ["DATABASE_OWNER_URL"], str(house.practice.tenant_id)), LONG)
    manager = at_worklist(house, desk, "manager")
    grid = manager.page.get_by_role("grid", name="Worklist")
    expect(grid).to_have_attribute("aria-rowcount", str(LONG + 1))
    expect(manager.page.get_by_text(f"{LONG:,} studies")).to_be_visible()

    manager.press(key="End")
    expect_same_row(house, manager, LONG - 1)
    grid.evaluate("(list, top) => { list.scrollTop = top }", 2_150 * ROW_PIXELS)
    expect_same_row(house, manager, 2_155)


def expect_same_row(house: House, manager: Desk, place: int) -> None:
    """The screen has at that place what the list has there."""
    with house.api("manager") as api:
        query = {"state": "SCHEDULED,IN_PROGRESS", "limit": "1", "offset": str(place)}
        [row] = api.get("/reading-tasks", params=query).json()["results"]
    shown = manager.page.locator(f"[role=row][data-index='{place}']")
    expect(shown).to_have_attribute("data-task", row["id"])
