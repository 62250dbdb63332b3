"""What a template says and what it is for, as a draft and as a published version keep it. Pure: no Django."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypedDict

from apps.reporting.content import SECTION_TITLES, Section, tidy
from apps.reporting.differences import SectionDifference, section_differences
from apps.reporting.merge_fields import MERGE_FIELDS
from apps.reporting.template_choice import OLDEST
from apps.reporting.template_text import MergeField, pieces, written

LONGEST_SECTION = 20_000
MOST_PROCEDURES = 50
MOST_CODES = 500


class Code(TypedDict):
    """A term of a coding scheme; ``place`` is the field or section that it was said of, "" for the template."""

    place: str
    value: str
    scheme: str
    meaning: str


class Origin(TypedDict):
    """Where a template comes from: Dublin Core terms (IHE RAD MRRT), "" where nothing was said, and coded content."""

    identifier: str
    description: str
    language: str
    publisher: str
    rights: str
    license: str
    date: str
    creator: str
    codes: list[Code]


class TemplateDocument(TypedDict):
    """``modality`` to ``age_to`` are conditions as ``template_choice`` reads them; ``sections`` are all, in reading
    order.
    """

    name: str
    modality: str
    body_part: str
    procedure_codes: list[str]
    procedure_words: list[str]
    sex: str
    age_from: int | None
    age_to: int | None
    sections: list[Section]
    origin: Origin


class Mistake(TypedDict):
    """Something that keeps a draft from being published; ``place`` is a field of the document or a section's code."""

    place: str
    code: Literal["empty", "range", "unknown_merge_field", "too_long"]
    message: str


class TemplateDifference(TypedDict):
    """``conditions`` names the fields of the document that differ, but for the sections, which tell it by words."""

    conditions: list[str]
    sections: list[SectionDifference]


def no_origin() -> Origin:
    return Origin(
        identifier="",
        description="",
        language="",
        publisher="",
        rights="",
        license="",
        date="",
        creator="",
        codes=[],
    )


def document(values: Mapping[str, Any]) -> TemplateDocument:
    """A whole document: what is missing in ``values`` is empty, sections stand once each in reading order."""
    return TemplateDocument(
        name=str(values["name"]).strip(),
        modality=str(values.get("modality") or "").strip().upper(),
        body_part=str(values.get("body_part") or "").strip().upper(),
        procedure_codes=_once(values.get("procedure_codes") or ()),
        procedure_words=_once(values.get("procedure_words") or ()),
        sex=str(values.get("sex") or ""),
        age_from=values.get("age_from"),
        age_to=values.get("age_to"),
        sections=every_section(values.get("sections") or ()),
        origin=Origin(**{**no_origin(), **(values.get("origin") or {})}),
    )


def every_section(sections: Iterable[Mapping[str, str]]) -> list[Section]:
    """All sections in reading order, empty where nothing is said, with pick lists in their plain form."""
    said = {section["code"]: section for section in tidy(sections)}
    for section in said.values():
        section["body"] = "".join(map(written, pieces(section["body"])))
    return [
        said.get(code, Section(code=code, title=title, body=""))
        for code, title in SECTION_TITLES.items()
    ]


def template_difference(
    before: TemplateDocument | None, after: TemplateDocument | None
) -> TemplateDifference:
    """How one becomes the other; None is nothing at all."""
    old, new = before or document({"name": ""}), after or document({"name": ""})
    return TemplateDifference(
        conditions=[
            name
            for name in old
            if name != "sections" and old[name] != new[name]  # type: ignore[literal-required] # the names are the document's keys
        ],
        sections=section_differences(old["sections"], new["sections"]),
    )


def mistakes(content: TemplateDocument) -> list[Mistake]:
    """What has to be mended before the template may begin reports."""
    return [*_condition_mistakes(content), *_text_mistakes(content["sections"])]


def _condition_mistakes(content: TemplateDocument) -> Iterable[Mistake]:
    age_from, age_to = content["age_from"], content["age_to"]
    if not content["name"]:
        yield Mistake(place="name", code="empty", message="Give the template a name.")
    if age_from is not None and age_to is not None and age_from > age_to:
        yield Mistake(place="age_to", code="range", message="The age range ends before it begins.")
    if max(age_from or 0, age_to or 0) > OLDEST:
        yield Mistake(place="age_to", code="range", message=f"Nobody is older than {OLDEST} years.")


def _text_mistakes(sections: Iterable[Section]) -> Iterable[Mistake]:
    for section in sections:
        if len(section["body"]) > LONGEST_SECTION:
            yield Mistake(
                place=section["code"],
                code="too_long",
                message=f"{section['title']} is longer than {LONGEST_SECTION} characters.",
            )
        for piece in pieces(section["body"]):
            if isinstance(piece, MergeField) and piece.name not in MERGE_FIELDS:
                yield Mistake(
                    place=section["code"],
                    code="unknown_merge_field",
                    message=f"There is no merge field {{{{{piece.name}}}}}.",
                )


def _once(values: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(said for value in values if (said := str(value).strip())))
