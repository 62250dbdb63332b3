"""The words on critical findings, put into a report as it is signed.

They are no part of the text that the reader edits: so nobody deletes the proof by accident, and the support desk can
call while the reader writes without either overwriting the other.
"""

from apps.reporting.communication import statement_section
from apps.reporting.content import Section
from apps.reporting.selectors import statements_for
from apps.worklist.models import ReadingTask


def statement_sections(task: ReadingTask) -> list[Section]:
    """The section of everything that was recorded so far; none where there is nothing."""
    return statement_section(statements_for(task=task).values_list("text", flat=True))
