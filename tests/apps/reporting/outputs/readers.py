"""Reading the outputs back, with other means than those that wrote them."""

import base64
import io
import re
from typing import Any
from xml.parsers import expat

import pydicom
from pydicom.dataset import Dataset

UNESCAPED = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\"}
# Meanings of PS3.16 CID 7001: what a heading says where its own title had no room.
STANDARD_HEADINGS = {"Indications for Procedure", "Findings", "Impressions", "Summary", "Addendum"}


def dataset(content: bytes) -> Dataset:
    return pydicom.dcmread(io.BytesIO(content))


def words_of_lines(lines: list[str]) -> list[str]:
    """The words of HL7 v2 values, escape sequences resolved; asserts that no separator stands bare."""
    words: list[str] = []
    for line in lines:
        bare = re.sub(r"\\[FSTRE]\\", "", line)
        assert not set(bare) & set("|^~&\\\r\n"), line
        words += re.sub(r"\\([FSTRE])\\", lambda found: UNESCAPED[found[1]], line).split()
    return words


def words_of_tree(report: Dataset) -> list[str]:
    """The words of a structured report's headings and texts."""
    words: list[str] = []
    for section in report.ContentSequence:
        if section.ValueType != "CONTAINER":
            continue
        heading = section.ConceptNameCodeSequence[0].CodeMeaning
        texts = [item.TextValue for item in section.ContentSequence]
        if not (len(texts) == 2 and heading in STANDARD_HEADINGS):
            words += str(heading).split()
        words += " ".join(texts).split()
    return words


def words_of_narrative(narrative: dict[str, Any]) -> list[str]:
    """What a strict XML parser finds between the tags; a paragraph's end parts words."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = found.append
    parser.EndElementHandler = lambda _: found.append("\n")
    parser.Parse(narrative["div"], True)
    return "".join(found).split()


def words_of_composition(composition: dict[str, Any]) -> list[str]:
    words: list[str] = []
    for section in composition.get("section", []):
        words += [*section["title"].split(), *words_of_narrative(section["text"])]
    return words


def words_of_selection(selection: Dataset) -> list[str]:
    """The words of a key object selection's description."""
    [text] = [item.TextValue for item in selection.ContentSequence if item.ValueType == "TEXT"]
    return str(text).split()


def frames_of(items: Any) -> list[tuple[str, int | None]]:
    """The images that content items reference, at any depth: SOP Instance UID and frame, where one is named."""
    found: list[tuple[str, int | None]] = []
    for item in items:
        for referenced in item.get("ReferencedSOPSequence", []):
            frame = referenced.get("ReferencedFrameNumber")
            found.append((referenced.ReferencedSOPInstanceUID, frame and int(frame)))
        found += frames_of(item.get("ContentSequence", []))
    return found


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [dict(one) for one in found if one["resourceType"] == kind]


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    [found] = resources(bundle, kind)
    return found


def presented(report: dict[str, Any], media_type: str) -> bytes:
    [form] = [
        form
        for form in report["presentedForm"]
        if form["contentType"].partition(";")[0] == media_type
    ]
    data = base64.b64decode(form["data"])
    assert len(data) == form["size"]
    return data
