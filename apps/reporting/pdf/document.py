"""Printing a signed version: PDF/UA-1 by Typst. The same version gives the same bytes."""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from apps.reporting.content import SignedContent
from apps.reporting.pdf.fonts import FAMILIES, report_fonts
from apps.reporting.pdf.page import page_of


def render_pdf(
    content: SignedContent, *, content_hash: str, later: Sequence[str] = (), superseded: str = ""
) -> bytes:
    """The PDF of ``content``, dated by its signature; ``later`` are paragraphs added after it.

    ``superseded`` marks the copy of a version that no longer stands.
    """
    inputs = _inputs(content, content_hash, later, superseded)
    try:
        return _compile(inputs, content, accessible=True)
    except typst.TypstError:
        # A character that no font has breaks the accessibility profile; the report must be readable all the same.
        return _compile(inputs, content, accessible=False)


def render_pages(content: SignedContent, *, content_hash: str, ppi: float = 96) -> list[bytes]:
    """The same pages as PNG images."""
    # Its declared type knows one page only; several come as a list.
    pages: Any = typst.compile(
        _layout(),
        format="png",
        ppi=ppi,
        sys_inputs=_inputs(content, content_hash),
        font_paths=report_fonts(),
        ignore_system_fonts=True,
    )
    return list(pages) if isinstance(pages, list) else [pages]


def _compile(inputs: dict[str, str], content: SignedContent, *, accessible: bool) -> bytes:
    document: bytes = typst.compile(
        _layout(),
        format="pdf",
        sys_inputs=inputs,
        font_paths=report_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1" if accessible else None,
        timestamp=int(content.signed_at.timestamp()),
    )
    return document


def _inputs(
    content: SignedContent, content_hash: str, later: Sequence[str] = (), superseded: str = ""
) -> dict[str, str]:
    """The report travels as data; the layout never evaluates it as markup."""
    page = page_of(content, content_hash=content_hash, later=later, superseded=superseded)
    return {
        "report": json.dumps(page, ensure_ascii=False),
        "families": json.dumps(FAMILIES),
    }


@lru_cache(maxsize=1)
def _layout() -> bytes:
    return files("apps.reporting.pdf").joinpath("report.typ").read_bytes()
