"""All checks, in the order in which their results are shown."""

from collections.abc import Callable, Iterator

from apps.reporting.checks.body_part import body_part
from apps.reporting.checks.comparison import missing_comparison
from apps.reporting.checks.contradiction import contradiction
from apps.reporting.checks.critical import uncommunicated_critical
from apps.reporting.checks.facts import SECTIONS, ReportFacts, Result
from apps.reporting.checks.impression import empty_impression
from apps.reporting.checks.laterality import laterality
from apps.reporting.checks.measurement import impossible_measurement
from apps.reporting.checks.modality import modality
from apps.reporting.checks.report import ReportText
from apps.reporting.checks.sex import sex
from apps.reporting.checks.unfilled import unfilled_field

CHECKS: tuple[Callable[[ReportText], Iterator[Result]], ...] = (
    empty_impression,
    unfilled_field,
    laterality,
    sex,
    body_part,
    modality,
    missing_comparison,
    contradiction,
    impossible_measurement,
    uncommunicated_critical,
)


def check_report(facts: ReportFacts) -> list[Result]:
    """Everything that speaks against signing this text, by section and place. The same text gives the same answer."""
    report = ReportText(facts)
    found = [one for check in CHECKS for one in check(report)]
    return sorted(
        found, key=lambda one: (SECTIONS.index(one["section"]), one["start"], one["code"])
    )
