"""Printing a signed version: PDF/UA-1 by Typst. The same version gives the same bytes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from apps.reporting.content import SignedContent
from apps.reporting.pdf.fonts import FAMILIES, report_fonts
from apps.reporting.pdf.page import page_of

LAYOUT = "report.typ"


def render_pdf(
    content: SignedContent,
    *,
    content_hash: str,
    later: Sequence[str] = (),
    superseded: str = "",
    pictures: Sequence[bytes | None] = (),
) -> bytes:
    """The PDF of ``content``, dated by its signature; ``later`` are paragraphs added after it.

    ``superseded`` marks the copy of a version that no longer stands. ``pictures`` are the JPEGs of its key images in
    order, None (or none) where one could not be made: a note stands in its place.
    """
    page = page_of(content, content_hash=content_hash, later=later, superseded=superseded)
    with _workspace(page, pictures) as folder:
        try:
            return _compile(page, folder, content, accessible=True)
        except typst.TypstError:
            # A character that no font has breaks the accessibility profile; the report must be readable all the same.
            return _compile(page, folder, content, accessible=False)


def render_pages(
    content: SignedContent,
    *,
    content_hash: str,
    ppi: float = 96,
    pictures: Sequence[bytes | None] = (),
) -> list[bytes]:
    """The same pages as PNG images."""
    page = page_of(content, content_hash=content_hash)
    with _workspace(page, pictures) as folder:
        # Its declared type knows one page only; several come as a list.
        pages: Any = typst.compile(
            folder / LAYOUT,
            root=folder,
            format="png",
            ppi=ppi,
            sys_inputs=_inputs(page),
            font_paths=report_fonts(),
            ignore_system_fonts=True,
        )
    return list(pages) if isinstance(pages, list) else [pages]


def _compile(
    page: dict[str, Any], folder: Path, content: SignedContent, *, accessible: bool
) -> bytes:
    document: bytes = typst.compile(
        folder / LAYOUT,
        root=folder,
        format="pdf",
        sys_inputs=_inputs(page),
        font_paths=report_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1" if accessible else None,
        timestamp=int(content.signed_at.timestamp()),
    )
    return document


@contextmanager
def _workspace(page: dict[str, Any], pictures: Sequence[bytes | None]) -> Iterator[Path]:
    """A folder with the layout and the pictures, which the page then names: Typst reads pictures from files alone, and
    from nowhere else.
    """
    with TemporaryDirectory(prefix="teleread-page-") as name:
        folder = Path(name)
        (folder / LAYOUT).write_bytes(_layout())
        for place, image in enumerate(page["key_images"]):
            picture = pictures[place] if place < len(pictures) else None
            image["file"] = f"key-image-{place + 1}.jpg" if picture else ""
            if picture:
                (folder / image["file"]).write_bytes(picture)
        yield folder


def _inputs(page: dict[str, Any]) -> dict[str, str]:
    """The report travels as data; the layout never evaluates it as markup."""
    return {
        "report": json.dumps(page, ensure_ascii=False),
        "families": json.dumps(FAMILIES),
    }


@lru_cache(maxsize=1)
def _layout() -> bytes:
    return files("apps.reporting.pdf").joinpath(LAYOUT).read_bytes()
