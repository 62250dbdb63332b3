"""A signed version as plain text, and as the lines of HL7 v2 observations."""

from apps.reporting.key_images.words import KEY_IMAGES_TITLE
from apps.reporting.outputs.source import ReportSource
from apps.reporting.pdf.page import accessions, page_of
from apps.reporting.pdf.script import ZERO_WIDTH_SPACE

# What fits a terminal of 80 columns and a fax.
LINE_WIDTH = 78
TAB = "    "

_ESCAPES = str.maketrans(
    {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\"},
)


def plain_text(source: ReportSource) -> str:
    """The report as a person reads it: one line a paragraph, an empty line between parts, a line feed at the end."""
    page = page_of(source.signed, content_hash=source.content_hash)
    head = [
        page["title"],
        _value(page["practice"]),
        *(
            f"{fact['label']}: {_value(fact['value'])}"
            for fact in page["facts"]
            if fact["value"]["text"]
        ),
        f"Study UID: {page['study_uid']}",
    ]
    sections = [[section["title"], *_paragraphs(section["body"])] for section in source.written()]
    if source.key_images:
        sections.append([KEY_IMAGES_TITLE, *_key_images(source)])
    foot = [_signature(page), page["version"], f"SHA-256 {source.content_hash}"]
    return "\n\n".join("\n".join(part) for part in (head, *sections, foot)) + "\n"


def observation_lines(source: ReportSource, *, width: int = LINE_WIDTH) -> list[str]:
    """OBX-5 values of type TX, one an observation: title, sections, key images, signature; who and what for is PID's
    and OBR's.

    A report on several orders is sent once for each: the same lines, which name all accession numbers.
    Paragraphs are wrapped at spaces to ``width`` characters before they are escaped; an empty value stands between
    parts. A word longer than that, or a script without spaces, stays whole: OBX-5 has room (HL7 v2.5 2.A.78), and a
    broken word could not be told from two. Escapes are those of HL7 v2.5 2.7 for the usual separators ``|^~\\&``.
    """
    page = page_of(source.signed, content_hash=source.content_hash)
    lines = [page["title"]]
    if source.signed.identity.get("linked_studies"):
        lines += [f"Accession numbers: {accessions(source.signed.identity)}"]
    for section in source.written():
        lines += ["", section["title"], *_paragraphs(section["body"])]
    if source.key_images:
        lines += ["", KEY_IMAGES_TITLE, *_key_images(source)]
    lines += ["", _signature(page)]
    return [escaped(part) for line in lines for part in wrapped(line, width=width)]


def escaped(text: str) -> str:
    """Text with the separators of HL7 v2 written as escape sequences (HL7 v2.5 2.7.1)."""
    return text.translate(_ESCAPES)


def wrapped(paragraph: str, *, width: int) -> list[str]:
    """A paragraph in lines of at most ``width`` characters where its spaces allow; never none."""
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if len(longer) <= width or not line:
            line = longer
        else:
            lines.append(line.rstrip(" "))
            line = word
    return [*lines, line.rstrip(" ")]


def _key_images(source: ReportSource) -> list[str]:
    return [line for one in source.key_images for line in one.lines]


def _paragraphs(body: str) -> list[str]:
    return [line.replace("\t", TAB).rstrip(" ") for line in body.strip("\n").split("\n")]


def _signature(page: dict[str, dict[str, str]]) -> str:
    signature = page["signature"]
    return f"{signature['act']} by {_value(signature['name'])}, {signature['at']}"


def _value(line: object) -> str:
    """A value of the page without the places where only the page may break it."""
    assert isinstance(line, dict)
    return str(line["text"]).replace(ZERO_WIDTH_SPACE, "")
