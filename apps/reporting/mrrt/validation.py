"""Whether a file keeps the rules of IHE RAD MRRT, as far as they are listed in `docs/templates.md`. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from apps.reporting.mrrt.codes import UnreadableCodes, read_codes, scheme_names
from apps.reporting.mrrt.flow import FIELDS
from apps.reporting.mrrt.reading import XML
from apps.reporting.mrrt.tree import Element, Page, parse_page
from apps.reporting.mrrt.writing import TYPE

REQUIRED_TERMS = (
    *("title", "description", "identifier", "type", "language"),
    *("publisher", "rights", "date", "creator"),
)
KINDS = {
    "input": {"TEXT", "NUMBER", "DATE", "TIME", "MERGE", "CHECKBOX", "RADIO"},
    "textarea": {"TEXT", "TEXTAREA", "MERGE"},
    "select": {"SELECTION_LIST"},
}
ACTIONS = {"NONE", "ALERT", "PROHIBIT"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Fault(TypedDict):
    """``rule`` is stable; ``message`` says what is wrong where."""

    rule: str
    message: str


def faults(text: str) -> list[Fault]:
    """Everything that is not as the profile asks; nothing for a file that is. Raises ``UnreadableTemplate``."""
    page = parse_page(text)
    found = [*_page(page), *_terms(page), *_scripts(page), *_body(page.root.first("body"))]
    return [Fault(rule=rule, message=message) for rule, message in found]


Found = Iterator[tuple[str, str]]


def _page(page: Page) -> Found:
    if page.doctype.lower() != "doctype html":
        yield "doctype", "The file does not begin with <!DOCTYPE html>."
    for tag in ("html", "head", "body", "title"):
        if page.root.first(tag) is None:
            yield "structure", f"There is no <{tag}>."
    charsets = [one.get("charset") for one in page.root.walk() if one.tag == "meta"]
    if "utf-8" not in [charset.lower() for charset in charsets]:
        yield "charset", "The character set is not said to be UTF-8."


def _terms(page: Page) -> Found:
    terms = {
        one.get("name").lower().removeprefix("dcterms."): one.get("content")
        for one in page.root.walk()
        if one.tag == "meta" and one.get("name").lower().startswith("dcterms.")
    }
    for term in REQUIRED_TERMS:
        if not terms.get(term, "").strip():
            yield "term_missing", f"dcterms.{term} is missing or empty."
    title = page.root.first("title")
    if title is not None and title.text().strip() != terms.get("title", "").strip():
        yield "title", "The title and dcterms.title differ."
    if terms.get("type", TYPE) != TYPE:
        yield "type", f"dcterms.type is not {TYPE}."
    if terms.get("language") and not _LANGUAGE.fullmatch(terms["language"]):
        yield "language", "dcterms.language is no language tag (RFC 5646)."
    if terms.get("date") and not _DATE.fullmatch(terms["date"]):
        yield "date", "dcterms.date is no date (ISO 8601)."


def _scripts(page: Page) -> Found:
    scripts = [one for one in page.root.walk() if one.tag == "script"]
    attributes = [one for one in scripts if one.get("type").lower() in XML]
    if len(attributes) != 1:
        yield "template_attributes", "There is not exactly one script of template attributes."
    if len(attributes) != len(scripts):
        yield "script", "There is a script that is none of template attributes."
    for one in page.root.walk():
        if any(name.startswith("on") for name in one.attributes):
            yield "script", f"<{one.tag}> has an event handler."
    ids = {one.get("id") for one in page.root.walk() if one.get("id")}
    for script in attributes:
        yield from _coded_content(script.text(), ids)


def _coded_content(script: str, ids: set[str]) -> Found:
    try:
        codes, schemes = read_codes(script), scheme_names(script)
    except UnreadableCodes as error:
        yield "coded_content", f"The template attributes are not well-formed XML: {error}."
        return
    if "<template_attributes" not in script:
        yield "coded_content", "The script holds no template attributes."
    for code in codes:
        if code["scheme"].upper() not in schemes:
            yield "coding_scheme", f"The coding scheme “{code['scheme']}” is not declared."
        if code["place"] and code["place"] not in ids:
            yield "origtxt", f"A code is said of “{code['place']}”, which is not in the file."


def _body(body: Element | None) -> Found:
    if body is None:
        return
    everything = list(body.walk())
    ids = Counter(one.get("id") for one in everything if one.get("id"))
    for name, times in ids.items():
        if times > 1:
            yield "id", f"The id “{name}” stands {times} times."
    sections = [one for one in everything if one.tag == "section"]
    if not sections:
        yield "section", "There is no section."
    for section in sections:
        yield from _section(section)
    for one in everything:
        if one.tag in FIELDS:
            yield from _field(one)
        if one.tag == "label" and one.get("for") not in ids:
            yield "label", f"A label is for “{one.get('for')}”, which is not in the file."


def _section(section: Element) -> Found:
    name = section.get("data-section-name")
    for attribute in ("id", "data-section-name"):
        if not section.get(attribute).strip():
            yield "section", f"A section has no {attribute}."
    headers = [
        child for child in section.children if isinstance(child, Element) and child.tag == "header"
    ]
    if len(headers) != 1:
        yield "section", f"Section “{name}” has not exactly one header."


def _field(one: Element) -> Found:
    name = one.get("id") or one.get("name")
    for attribute in ("id", "name", "data-field-type"):
        if attribute not in one.attributes:
            yield "field", f"Field “{name}” has no {attribute}."
    if one.get("data-field-type").upper() not in KINDS[one.tag]:
        yield "field_type", f"“{one.get('data-field-type')}” is no type of a <{one.tag}>."
    if one.get("data-field-completion-action").upper() not in ACTIONS:
        yield "completion_action", f"Field “{name}” does not say what happens when it stays open."
    if one.tag == "select":
        options = [option for option in one.walk() if option.tag == "option"]
        chosen = [option for option in options if "selected" in option.attributes]
        if not options:
            yield "options", f"List “{name}” has no options."
        if len(chosen) > 1 and "multiple" not in one.attributes:
            yield "options", f"List “{name}” has several options selected."
