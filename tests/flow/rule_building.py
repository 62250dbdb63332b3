"""Writing a rule as a manager does: by typing what they mean. Shared by the test and the pictures."""

from playwright.sync_api import Locator, expect

from tests.flow.browsing import Desk

WHEN = ("CT", "emergency", "stroke", "night")
THEN = ("pathway stroke", "goes to neuro", "within 15 minutes", "page on-call")


class RuleBuilder:
    """The rule builder in a manager's browser; ``actions`` counts clicks, and a typed phrase as one."""

    def __init__(self, manager: Desk) -> None:
        self.desk = manager
        self.page = manager.page
        self.actions = 0

    def build_stroke_rule(self) -> None:
        """“Stroke CT from any ED at night goes to neuro within 15 minutes, else page on-call”, from the worklist on."""
        self._click(self.page.get_by_role("link", name="Rules", exact=True))
        self._click(self._button("Add a rule"))
        for phrase in WHEN:
            self._pick("Add a condition", phrase)
        for phrase in THEN:
            self._pick("Add an action", phrase)
        self.await_saved()

    def await_saved(self) -> None:
        expect(self.desk.save_status("saved")).to_be_visible()

    def try_it(self) -> None:
        self._click(self._button("Which recent studies fit?"))
        expect(self.page.get_by_role("status").filter(has_text="recent stud").first).to_be_visible()

    def publish(self, note: str) -> None:
        self.await_saved()
        self._click(self._button("Publish…"))
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("What changed and why").fill(note)
        dialog.get_by_role("button", name="Publish", exact=True).click()
        expect(dialog).to_be_hidden()
        self.actions += 2

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def _click(self, found: Locator) -> None:
        found.click()
        self.actions += 1

    def _pick(self, label: str, phrase: str) -> None:
        field = self.page.get_by_label(label, exact=True)
        field.click()
        self.desk.press(phrase, key="Enter")
        expect(field).to_have_value("")
        self.actions += 2
