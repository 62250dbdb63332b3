"""Scores of an older system as CSV: what each line says, or what is wrong with it. Pure."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from apps.peer_review.radpeer import from_legacy

COLUMNS: Final = ("reference", "reader", "reviewed_on", "modality", "score")
MOST_LINES: Final = 20_000
LONGEST_REFERENCE: Final = 64
_MODALITY: Final = 16


@dataclass(frozen=True, slots=True)
class LegacyScore:
    """``reference`` names the review in the older system, once; ``score`` is on the present scale."""

    reference: str
    reader_id: UUID
    reviewed_on: date
    modality: str
    legacy_score: str
    score: str


@dataclass(frozen=True, slots=True)
class LegacyError:
    """``line`` counts from 1, the header's; 0 is the file as a whole."""

    line: int
    text: str


def read_legacy(
    text: str, readers: Mapping[str, UUID], today: date
) -> tuple[list[LegacyScore], list[LegacyError]]:
    """The scores of a CSV file (RFC 4180) with exactly the columns ``COLUMNS``, and every error in it.

    ``readers``: by e-mail, in small letters. Other columns are refused, as they may name a patient.
    """
    # Whatever ends its lines: a lone carriage return is no error of the file's.
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    try:
        return _read(rows, readers, today)
    except csv.Error:
        return [], [LegacyError(rows.line_num, "This cannot be read as CSV.")]


def _read(
    rows: "csv.DictReader[str]", readers: Mapping[str, UUID], today: date
) -> tuple[list[LegacyScore], list[LegacyError]]:
    header = [(name or "").strip().lower() for name in rows.fieldnames or []]
    if sorted(header) != sorted(COLUMNS):
        return [], [LegacyError(1, f"The columns are {', '.join(COLUMNS)}, and no other.")]
    rows.fieldnames = header
    found: dict[str, LegacyScore] = {}
    errors: list[LegacyError] = []
    for row in rows:
        if len(found) + len(errors) >= MOST_LINES:
            return [], [LegacyError(0, f"A file holds at most {MOST_LINES} lines.")]
        said = {name: (row.get(name) or "").strip() for name in COLUMNS}
        wrong = _wrong(said, readers, today, found) if None not in row else "It has too many cells."
        if wrong:
            errors.append(LegacyError(rows.line_num, wrong))
        else:
            found[said["reference"]] = LegacyScore(
                reference=said["reference"],
                reader_id=readers[said["reader"].lower()],
                reviewed_on=date.fromisoformat(said["reviewed_on"]),
                modality=said["modality"].upper(),
                legacy_score=said["score"].lower(),
                score=from_legacy(said["score"]),
            )
    return list(found.values()), errors


def _wrong(
    said: Mapping[str, str],
    readers: Mapping[str, UUID],
    today: date,
    found: Mapping[str, LegacyScore],
) -> str:
    reference = said["reference"]
    if not reference or len(reference) > LONGEST_REFERENCE:
        return f"‘reference’ has 1 to {LONGEST_REFERENCE} characters."
    if reference in found:
        return f"‘{reference}’ stands in the file twice."
    if said["reader"].lower() not in readers:
        return f"‘{said['reader']}’ is not the e-mail of a reader of this practice."
    if len(said["modality"]) > _MODALITY:
        return f"‘modality’ has at most {_MODALITY} characters."
    try:
        if date.fromisoformat(said["reviewed_on"]) > today:
            return "‘reviewed_on’ lies in the future."
    except ValueError:
        return "‘reviewed_on’ is a day, as 2019-11-30."
    try:
        from_legacy(said["score"])
    except ValueError as error:
        return f"{error}."
    return ""
