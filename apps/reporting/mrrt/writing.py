"""A template of ours as an MRRT file that ``reading`` reads back identically. Pure."""

from html import escape
from itertools import count

from apps.reporting.content import Section
from apps.reporting.merge_fields import MERGE_FIELDS
from apps.reporting.mrrt.codes import write_codes
from apps.reporting.mrrt.reading import OURS, TERMS
from apps.reporting.template_document import Origin, TemplateDocument
from apps.reporting.template_text import (
    MergeField,
    OpenField,
    PickList,
    Piece,
    pieces,
    written,
)

MEDIA_TYPE = "text/html; charset=utf-8"
TYPE = "IMAGE_REPORT_TEMPLATE"
CONDITIONS = ("modality", "body_part", "sex", "age_from", "age_to")
LISTS = ("procedure_codes", "procedure_words")


def with_required_terms(
    content: TemplateDocument, *, identifier: str, publisher: str, date: str
) -> TemplateDocument:
    """The document with something said where the profile asks for it and nobody said anything; ``date`` is ISO 8601."""
    said = content["origin"]
    origin: Origin = {
        **said,
        "identifier": said["identifier"] or identifier,
        "description": said["description"] or content["name"],
        "language": said["language"] or "en",
        "publisher": said["publisher"] or publisher,
        "rights": said["rights"] or "With the publisher.",
        "date": said["date"] or date,
        "creator": said["creator"] or publisher,
    }
    return {**content, "origin": origin}


def write_template(content: TemplateDocument) -> str:
    """HTML5 as IHE RAD MRRT asks for; what holds an empty required term is written, and does not validate."""
    origin = content["origin"]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(origin["language"])}">',
        "<head>",
        f"<title>{escape(content['name'])}</title>",
        '<meta charset="UTF-8">',
        _meta("dcterms.title", content["name"]),
        _meta("dcterms.type", TYPE),
        *(_meta(f"dcterms.{term}", origin[term]) for term in TERMS if origin[term]),  # type: ignore[literal-required] # the names are keys
        *(_meta(f"{OURS}{name}", str(said)) for name, said in _conditions(content)),
        f'<script type="text/xml">\n{write_codes(origin["codes"])}\n</script>',
        "</head>",
        "<body>",
    ]
    numbers = count(1)
    for section in content["sections"]:
        lines += _section(section, numbers)
    return "\n".join([*lines, "</body>", "</html>", ""])


def _conditions(content: TemplateDocument) -> list[tuple[str, str | int]]:
    single = [(name, content[name]) for name in CONDITIONS]  # type: ignore[literal-required] # the names are keys
    several = [(name, said) for name in LISTS for said in content[name]]  # type: ignore[literal-required] # the names are keys
    return [(name, said) for name, said in [*single, *several] if said not in ("", None)]


def _meta(name: str, said: str) -> str:
    return f'<meta name="{name}" content="{escape(said)}">'


def _section(section: Section, numbers: "count[int]") -> list[str]:
    name = escape(section["title"])
    return [
        (
            f'<section id="{section["code"]}" class="level1" data-section-name="{name}" '
            'data-spacing="exact">'
        ),
        f'<header class="level1">{name}</header>',
        *(_line(line, numbers) for line in section["body"].split("\n")),
        "</section>",
    ]


def _line(line: str, numbers: "count[int]") -> str:
    return f"<p>{''.join(_piece(piece, numbers) for piece in pieces(line))}</p>"


def _piece(piece: Piece, numbers: "count[int]") -> str:
    match piece:
        case OpenField(name):
            return (
                f'<input type="text" {_field(name, "TEXT", numbers)} '
                'data-field-completion-action="ALERT" value="">'
            )
        case PickList(name, choices):
            options = "".join(
                f'<option value="{escape(choice)}"{" selected" * (not place)}>{escape(choice)}</option>'
                for place, choice in enumerate(choices)
            )
            field = _field(name, "SELECTION_LIST", numbers)
            return f'<select {field} data-field-completion-action="ALERT">{options}</select>'
        case MergeField(name) if name in MERGE_FIELDS:
            return (
                f'<input type="text" {_field(name, "MERGE", numbers)} data-field-merge-flag="true" '
                'data-field-completion-action="ALERT" value="">'
            )
        case _:
            return escape(written(piece))


def _field(name: str, kind: str, numbers: "count[int]") -> str:
    said = escape(name)
    return f'id="T{next(numbers)}" name="{said}" title="{said}" data-field-type="{kind}"'
