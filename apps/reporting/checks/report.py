"""One report as the checks read it: each section prepared once."""

from functools import cached_property

from apps.reporting.checks.facts import SECTIONS, ReportFacts, Result
from apps.reporting.checks.mentions import Mention, mentions
from apps.reporting.checks.places import Places
from apps.reporting.checks.text import SectionText


class ReportText:
    """The sections by name, and the facts to hold them against."""

    def __init__(self, facts: ReportFacts) -> None:
        self.facts = facts
        self.sections = {name: SectionText(name, facts.sections.get(name, "")) for name in SECTIONS}

    @property
    def technique(self) -> SectionText:
        return self.sections["technique"]

    @property
    def comparison(self) -> SectionText:
        return self.sections["comparison"]

    @property
    def findings(self) -> SectionText:
        return self.sections["findings"]

    @property
    def impression(self) -> SectionText:
        return self.sections["impression"]

    @cached_property
    def places(self) -> dict[str, Places]:
        """Organs and sides of each section, by its name."""
        return {name: Places(section) for name, section in self.sections.items()}

    @cached_property
    def found(self) -> list[Mention]:
        """What the findings name."""
        return mentions(self.findings, self.places["findings"])

    @cached_property
    def concluded(self) -> list[Mention]:
        """What the impression names."""
        return mentions(self.impression, self.places["impression"])


def says(section: SectionText) -> str:
    """`the findings say`, `the technique says`."""
    return f"the {section.name} say" if section.name == "findings" else f"the {section.name} says"


def result(code: str, section: SectionText, start: int, end: int, message: str) -> Result:
    """A result at a place of ``section``."""
    return Result(code=code, section=section.name, start=start, end=end, message=message)
