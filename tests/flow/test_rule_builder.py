"""A manager who has never seen the rule builder writes a rule, tries it, publishes it; studies then follow it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from apps.common.isolation import tenant_context
from apps.staffing.models import ReaderSkill
from tests.factories import PASSWORD
from tests.flow.browsing import Desk
from tests.flow.house import House
from tests.flow.rule_building import RuleBuilder
from tests.studies import make_task

# What a person who looks for each thing needs: found, thought about, typed.
SECONDS_PER_ACTION = 5
TWO_MINUTES = 120


def test_a_manager_builds_the_stroke_rule_within_two_minutes(
    house: House, desk: Callable[[], Desk]
) -> None:
    with tenant_context(house.practice.tenant_id):
        ReaderSkill.objects.get_or_create(
            reader_id=house.practice.user_ids["reader"], skill="neuro", defaults={"level": 2}
        )
    make_task(house.practice)
    manager = desk()
    manager.open("/worklist")
    manager.log_in(house.email("manager"), PASSWORD)

    builder = RuleBuilder(manager)
    builder.build_stroke_rule()
    assert builder.actions * SECONDS_PER_ACTION < TWO_MINUTES, builder.actions
    sentence = manager.page.locator("[data-rule]").first
    for part in ("modality is CT", "patient class is Emergency", "indication mentions stroke"):
        expect(sentence).to_contain_text(part)
    for part in ("needs neuro", "due within 15 min", "page on-call if not claimed after 15 min"):
        expect(sentence).to_contain_text(part)

    builder.try_it()
    builder.publish("Stroke CT at night goes to neuro")
    expect_published(house)
    roll_back(manager)


def expect_published(house: House) -> None:
    with house.api("manager") as api:
        versions: list[dict[str, Any]] = api.get("/rule-sets").json()["results"]
        current = next(version for version in versions if version["current"])
        assert current["note"] == "Stroke CT at night goes to neuro"
        rules = api.get(f"/rule-sets/{current['number']}").json()["rules"]
    stroke = rules[0]
    assert {leaf["field"] for leaf in stroke["when"]["all"]} == {
        "modality",
        "patient_class",
        "indication",
        "local_time",
    }
    assert [action["kind"] for action in stroke["then"]] == [
        "set_pathway",
        "require_skill",
        "due_within",
        "page",
    ]


def roll_back(manager: Desk) -> None:
    """A second version is taken back; what is in force again is a version of its own."""
    page = manager.page
    page.get_by_role("tab", name="Draft").click()
    page.get_by_role("switch").first.focus()
    manager.press(key=" ")
    builder = RuleBuilder(manager)
    builder.publish("Switched off")
    page.get_by_role("tab", name="Versions").click()
    row = page.get_by_role("row").filter(has_text="Stroke CT at night goes to neuro").last
    row.get_by_role("button", name="Roll back to this").click()
    page.get_by_role("dialog").get_by_role("button", name="Roll back to this").click()
    expect(page.get_by_text("is in force again")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="rolled back to version")).to_be_visible()
