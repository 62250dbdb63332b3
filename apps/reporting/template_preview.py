"""How a template's text looks in a report, with example values. Pure: no Django."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypedDict

from apps.reporting.content import Section
from apps.reporting.template_text import (
    MacroCall,
    MergeField,
    OpenField,
    PickList,
    Words,
    pieces,
    written,
)

EXAMPLES: Mapping[str, str] = {
    "patient_name": "Example, Alex",
    "patient_sex": "female",
    "patient_age": "57 years",
    "patient_birth_date": "14 May 1969",
    "study_date": "3 March 2026",
    "study_description": "CT chest with contrast",
    "accession_number": "A12345",
    "indication": "Cough for three weeks.",
    "referring_physician": "Dr Sample",
    "site_name": "Example Hospital",
    "reader_name": "Dr Reader",
    "prior_date": "1 February 2025",
    "prior_description": "CT chest",
    "measurements": "12 mm",
}
KINDS = ("text", "field", "list", "merge", "unknown", "macro")


class PreviewPiece(TypedDict):
    """``text`` is what stands there, of a pick list the first of ``choices``; ``name`` is the field's."""

    kind: Literal["text", "field", "list", "merge", "unknown", "macro"]
    text: str
    name: str
    choices: list[str]


class PreviewSection(TypedDict):
    code: str
    title: str
    pieces: list[PreviewPiece]


def preview_sections(sections: Iterable[Section]) -> list[PreviewSection]:
    """Section by section; a merge field that does not exist is ``unknown``."""
    return [
        PreviewSection(
            code=section["code"],
            title=section["title"],
            pieces=[_preview(piece) for piece in pieces(section["body"])],
        )
        for section in sections
    ]


def _preview(piece: object) -> PreviewPiece:
    match piece:
        case OpenField(name):
            return PreviewPiece(kind="field", text=f"[{name}]", name=name, choices=[])
        case PickList(name, choices):
            return PreviewPiece(kind="list", text=choices[0], name=name, choices=list(choices))
        case MergeField(name):
            example = EXAMPLES.get(name)
            if example is None:
                return PreviewPiece(kind="unknown", text=written(piece), name=name, choices=[])
            return PreviewPiece(kind="merge", text=example, name=name, choices=[])
        case MacroCall(code):
            return PreviewPiece(kind="macro", text=written(piece), name=code, choices=[])
        case Words(text):
            return PreviewPiece(kind="text", text=text, name="", choices=[])
        case _:
            raise TypeError(f"{piece!r} is no piece of a text")
