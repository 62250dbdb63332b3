"""Reading a practice's own lists out of CSV: prices, procedures. Pure: no Django.

The first row names the columns, in any order; a semicolon or a tab may stand between them. What is wrong is said for
each row and column; a file with one wrong row is refused whole.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from apps.billing.vocabulary import BILLABLE_KINDS, PRIORITIES

PRICE_COLUMNS = (
    *("study_type", "site", "reader", "modality", "kind", "priority", "time_band"),
    *("amount", "per_rvu"),
)
PROCEDURE_COLUMNS = ("code", "name", "modality", "body_part", "words", "procedure")
MOST_ROWS = 20_000
LARGEST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class RowError:
    """``row`` counts from 1, which is the row of the columns' names."""

    row: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PriceRow:
    """References are as the file writes them: codes of study types, short names of sites, addresses of readers."""

    row: int
    amount: Decimal
    per_rvu: Decimal
    names: Mapping[str, str]

    @property
    def axes(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.names.items()))


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    row: int
    code: str
    name: str
    modality: str
    body_part: str
    words: str
    procedure: str


@dataclass(frozen=True, slots=True)
class Read:
    prices: tuple[PriceRow, ...] = ()
    procedures: tuple[ProcedureRow, ...] = ()
    errors: tuple[RowError, ...] = field(default=())


def read_prices(content: bytes, known: Mapping[str, frozenset[str]]) -> Read:
    """A price list. ``known`` are the names that each column may hold; an empty cell takes everything."""
    errors: list[RowError] = []
    found: list[PriceRow] = []
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    allowed = {**known, "kind": frozenset(BILLABLE_KINDS), "priority": frozenset(PRIORITIES)}
    for number, cells in _rows(content, PRICE_COLUMNS, ("amount",), errors):
        names = {column: cells[column] for column in PRICE_COLUMNS[:-2] if cells.get(column)}
        before = len(errors)
        errors += [
            RowError(number, column, "unknown", f"“{value}” is not known here.")
            for column, value in names.items()
            if column in allowed and value not in allowed[column]
        ]
        amount = _amount(cells.get("amount", ""), number, "amount", errors)
        per_rvu = _amount(cells.get("per_rvu") or "0", number, "per_rvu", errors)
        row = PriceRow(number, amount, per_rvu, names)
        if row.axes in seen:
            text = f"Row {seen[row.axes]} gives a price for the same already."
            errors.append(RowError(number, "", "twice", text))
        seen.setdefault(row.axes, number)
        found += [row] if len(errors) == before else []
    return Read(prices=tuple(found), errors=tuple(errors))


def read_procedures(content: bytes) -> Read:
    """The practice's study types, each with a rule by which it is known."""
    errors: list[RowError] = []
    found: list[ProcedureRow] = []
    for number, cells in _rows(content, PROCEDURE_COLUMNS, ("code", "name"), errors):
        before = len(errors)
        errors += [
            RowError(number, column, "missing", "This cell needs a value.")
            for column in ("code", "name")
            if not cells.get(column)
        ]
        for column, most in (("code", 30), ("name", 120), ("words", 200), ("procedure", 200)):
            if len(cells.get(column, "")) > most:
                text = f"At most {most} letters."
                errors.append(RowError(number, column, "too_long", text))
        if not any(cells.get(one) for one in PROCEDURE_COLUMNS[2:]):
            text = "Say by which modality, body part, words or procedure it is known."
            errors.append(RowError(number, "words", "missing", text))
        if len(errors) == before:
            found.append(ProcedureRow(number, *(cells.get(one, "") for one in PROCEDURE_COLUMNS)))
    return Read(procedures=tuple(found), errors=tuple(errors))


def _rows(
    content: bytes, columns: Sequence[str], needed: Sequence[str], errors: list[RowError]
) -> Iterator[tuple[int, dict[str, str]]]:
    text = content.decode("utf-8-sig", errors="replace")
    if "\ufffd" in text:
        errors.append(RowError(1, "", "not_text", "Save the file as CSV in UTF-8."))
        return
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    head = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
    unknown = [name for name in head if name not in columns]
    for name in [*needed, *unknown]:
        if name in unknown or name not in head:
            code = "unknown_column" if name in unknown else "missing_column"
            message = f"The columns are {', '.join(columns)}."
            errors.append(RowError(1, name, code, message))
    if errors:
        return
    for number, cells in enumerate(reader, start=2):
        if number > MOST_ROWS:
            errors.append(RowError(number, "", "too_many", f"At most {MOST_ROWS} rows at once."))
            return
        if any(cell.strip() for cell in cells):
            yield number, {name: cell.strip() for name, cell in zip(head, cells, strict=False)}


def _amount(text: str, row: int, column: str, errors: list[RowError]) -> Decimal:
    try:
        amount = Decimal(
            text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
        )
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < LARGEST:
        message = "Write an amount, such as 45.00." if text else "This cell needs an amount."
        errors.append(RowError(row, column, "not_an_amount", message))
    return amount
