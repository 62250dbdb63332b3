"""The coded content of a template: the XML in its head's script (IHE RAD TF-3, MRRT, template attributes). Pure."""

import re
from html import escape
from typing import Any
from xml.parsers import expat

from apps.reporting.template_document import MOST_CODES, Code

# Coding schemes and their object identifiers (PS3.16 section 8).
SCHEMES = {
    "RADLEX": "2.16.840.1.113883.6.256",
    "LOINC": "2.16.840.1.113883.6.1",
    "SNOMEDCT": "2.16.840.1.113883.6.96",
    "SCT": "2.16.840.1.113883.6.96",
    "UCUM": "2.16.840.1.113883.6.8",
    "DCM": "1.2.840.10008.2.16.4",
    "ICD10": "2.16.840.1.113883.6.3",
}
_COMMENT = re.compile(r"^\s*<!--(.*)-->\s*$", re.DOTALL)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnreadableCodes(Exception):
    """The script is not well-formed XML, or declares entities."""


def read_codes(script: str) -> list[Code]:
    """Every code with the id of what it is said of. Raises ``UnreadableCodes``; entities are never resolved."""
    return _read(script).found


def scheme_names(script: str) -> set[str]:
    """The coding schemes that the script declares, in capitals. Raises ``UnreadableCodes``."""
    return _read(script).schemes


def _read(script: str) -> "_CodeReader":
    reader = _CodeReader()
    hidden = _COMMENT.match(script)
    text = (hidden[1] if hidden else script).strip()
    if not text:
        return reader
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UnreadableCodes(str(error)) from None
    return reader


def write_codes(codes: list[Code]) -> str:
    """The script's XML; codes of the whole template stand for themselves, others under what they are said of."""
    schemes = sorted({code["scheme"] for code in codes})
    lines = [
        "<template_attributes>",
        "<top-level-flag>true</top-level-flag>",
        "<status>ACTIVE</status>",
        "<coding_schemes>",
        *(
            f"<coding_scheme name={_quoted(scheme)} designator={_quoted(SCHEMES.get(scheme.upper(), ''))}/>"
            for scheme in schemes
        ),
        "</coding_schemes>",
        *(f"<term>{_code(code)}</term>" for code in codes if not code["place"]),
        "<coded_content>",
        *(
            f"<entry ORIGTXT={_quoted(code['place'])}><term>{_code(code)}</term></entry>"
            for code in codes
            if code["place"]
        ),
        "</coded_content>",
        "</template_attributes>",
    ]
    return "\n".join(lines)


def _code(code: Code) -> str:
    meaning, value, scheme = (_quoted(code[name]) for name in ("meaning", "value", "scheme"))
    return f"<code meaning={meaning} value={value} scheme={scheme}/>"


def _quoted(text: str) -> str:
    """An attribute's value in quotation marks; white space as references, which no reader folds."""
    kept = escape(_NOT_XML.sub("", text))
    return '"' + re.sub(r"[\t\n\r]", lambda found: f"&#{ord(found[0])};", kept) + '"'


def _refuse(*_: Any) -> None:
    raise UnreadableCodes("it declares a document type, and so may declare entities")


def _folded(attributes: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in attributes.items()}


class _CodeReader:
    """Remembers, on the way down, what the nearest enclosing element speaks of."""

    def __init__(self) -> None:
        self.found: list[Code] = []
        self.schemes: set[str] = set()
        self._places = [""]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        said = _folded(attributes)
        self._places.append(said.get("origtxt", self._places[-1]))
        if tag.lower() == "coding_scheme":
            self.schemes.add(said.get("name", "").strip().upper())
        if tag.lower() == "code" and len(self.found) < MOST_CODES:
            self.found.append(
                Code(
                    place=self._places[-1].strip(),
                    value=said.get("value", "").strip(),
                    scheme=said.get("scheme", "").strip(),
                    meaning=said.get("meaning", "").strip(),
                )
            )

    def end(self, tag: str) -> None:
        self._places.pop()
