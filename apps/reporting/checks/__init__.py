"""Checks of a report's text against its order, its images and itself, before it is signed. Pure: no Django.

Each check answers only where it can say what was seen and against what; what is unknown is not judged.
"""

from apps.reporting.checks.facts import CODES, SECTIONS, ReportFacts, Result
from apps.reporting.checks.table import check_report

__all__ = ["CODES", "SECTIONS", "ReportFacts", "Result", "check_report"]
