"""A document as a table: CSV for a program, XLSX for a person. Amounts are exact decimals in both."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from apps.billing.documents.page import Paper, tax_label
from apps.billing.money import decimals_of, rounded

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HEAD = ("position", "examined", "accession", "text", "amount", "currency")


def as_csv(paper: Paper) -> str:
    """A header, then one row for each line; the lines alone, so that a column can be added up."""
    return csv_text(HEAD, _rows(paper))


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Comma-separated; a text that a spreadsheet would take for a formula is defused."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return out.getvalue()


def safe(value: Any) -> Any:
    """A text never begins a formula; numbers and days are what they are."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_xlsx(paper: Paper) -> bytes:
    """One sheet: what the document is, its lines, its totals."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(paper.title)
    for column, width in zip("ABCDE", (9, 12, 18, 62, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A5"
    places = decimals_of(paper.currency)
    number_format = f"#,##0{'.' if places else ''}{'0' * places}"

    def cell(value: Any, *, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            # Set after the value, so that a text that begins like a formula stays a text.
            made.data_type = "s"
        if isinstance(value, Decimal):
            made.number_format = number_format
        made.font = Font(bold=bold)
        return made

    sheet.append([cell(f"{paper.title} {paper.number}", bold=True)])
    sheet.append([cell(f"{paper.site}, {paper.first_day} to {paper.last_day}, {paper.currency}")])
    sheet.append([])
    sheet.append([cell(name.capitalize(), bold=True) for name in HEAD[:-1]])
    for row in _rows(paper):
        sheet.append([cell(value) for value in row[:-1]])
    sheet.append([])
    for label, amount in (
        ("Net", paper.net),
        (tax_label(paper), paper.tax),
        (f"Total {paper.currency}", paper.total),
    ):
        bold = label.startswith("Total")
        padding = [cell(None)] * 3
        sheet.append(
            [*padding, cell(label, bold=bold), cell(rounded(amount, paper.currency), bold=bold)]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(paper: Paper) -> Iterable[list[Any]]:
    for one in paper.lines:
        yield [
            one.position,
            one.performed_on,
            one.accession_number,
            one.text,
            rounded(one.amount, paper.currency),
            paper.currency,
        ]
