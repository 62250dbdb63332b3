"""Text as the XHTML of a FHIR Narrative (HL7 FHIR R4 2.4.0)."""

from collections.abc import Iterable
from html import escape
from typing import Any

from apps.reporting.outputs.characters import xml_text
from apps.reporting.pdf.script import direction, language

XHTML = "http://www.w3.org/1999/xhtml"


def narrative(paragraphs: Iterable[str]) -> dict[str, Any]:
    """One ``p`` a paragraph that says something, each in the direction and language of its letters."""
    inner = "".join(_paragraph(line) for line in paragraphs if line.strip())
    return {"status": "additional", "div": f'<div xmlns="{XHTML}">{inner}</div>'}


def _paragraph(text: str) -> str:
    inside = escape(xml_text(text), quote=False)
    return f'<p dir="{direction(text)}" lang="{language(text)}">{inside}</p>'
