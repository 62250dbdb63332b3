"""The PDF of an invoice or a credit note: PDF/UA-1 by Typst. The same document gives the same bytes."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from apps.billing.documents.page import Paper, page_of
from apps.reporting.pdf.fonts import FAMILIES, report_fonts

LAYOUT = "invoice.typ"


def render_pdf(paper: Paper) -> bytes:
    """Dated by the day of issue."""
    with TemporaryDirectory(prefix="teleread-invoice-") as name:
        folder = Path(name)
        (folder / LAYOUT).write_bytes(_layout())
        try:
            return _compile(paper, folder, accessible=True)
        except typst.TypstError:
            # A character that no font has breaks the accessibility profile; the page must be readable all the same.
            return _compile(paper, folder, accessible=False)


def _compile(paper: Paper, folder: Path, *, accessible: bool) -> bytes:
    issued = datetime(paper.issued_on.year, paper.issued_on.month, paper.issued_on.day, tzinfo=UTC)
    document: bytes = typst.compile(
        folder / LAYOUT,
        root=folder,
        format="pdf",
        sys_inputs={
            "invoice": json.dumps(page_of(paper), ensure_ascii=False),
            "families": json.dumps(FAMILIES),
        },
        font_paths=report_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1" if accessible else None,
        timestamp=int(issued.timestamp()),
    )
    return document


@lru_cache(maxsize=1)
def _layout() -> bytes:
    return files("apps.billing.documents").joinpath(LAYOUT).read_bytes()
