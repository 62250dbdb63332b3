"""An MRRT template file as a template of ours. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from apps.reporting.content import SECTION_TITLES
from apps.reporting.mrrt.codes import UnreadableCodes, read_codes
from apps.reporting.mrrt.fields import Form
from apps.reporting.mrrt.flow import EXACT, UNSEEN, Flow, exact_text, section_name
from apps.reporting.mrrt.losses import Loss, Losses
from apps.reporting.mrrt.section_names import section_code
from apps.reporting.mrrt.tree import Element, Page, UnreadableTemplate, parse_page
from apps.reporting.template_choice import OLDEST
from apps.reporting.template_document import (
    LONGEST_SECTION,
    MOST_CODES,
    MOST_PROCEDURES,
    Code,
    TemplateDocument,
    document,
    no_origin,
)

OURS = "teleread."
TERMS = tuple(name for name in no_origin() if name != "codes")
# Said of every template, or told by the name: nothing is lost with them.
IMPLIED = ("title", "type", "cdesets")
LONGEST_NAME, LONGEST_TERM = 200, 500
XML = ("text/xml", "application/xml")


@dataclass(frozen=True, slots=True)
class ImportedTemplate:
    """A document that ``mistakes`` may still speak against, and what of the file it does not carry."""

    content: TemplateDocument
    losses: list[Loss]


def read_template(text: str) -> ImportedTemplate:
    """Reads a file of any system that follows MRRT roughly. Raises ``UnreadableTemplate``."""
    page = parse_page(text.removeprefix("\ufeff"))
    head = page.root.first("head") or page.root
    body = page.root.first("body") or page.root
    losses = Losses()
    terms, conditions = _metas(page, losses)
    codes = _codes(page, losses)
    loinc = {code["place"]: code["value"] for code in codes if code["scheme"].upper() == "LOINC"}
    sections = _sections(body, loinc, losses)
    if not any(section["body"].strip() for section in sections.values()):
        raise UnreadableTemplate(
            "not_a_template",
            "No section with text or fields was found. Choose the HTML file of an MRRT template.",
        )
    name = terms.get("title") or _title(head) or "Imported template"
    origin = {term: terms.get(term, "")[:LONGEST_TERM] for term in TERMS}
    content = document(
        {
            **conditions,
            "name": name[:LONGEST_NAME],
            "sections": list(sections.values()),
            "origin": {**origin, "codes": _tied(codes, body, losses)},
        }
    )
    return ImportedTemplate(content=content, losses=losses.as_list())


def _title(head: Element) -> str:
    title = head.first("title")
    return " ".join(title.text().split()) if title else ""


def _metas(page: Page, losses: Losses) -> tuple[dict[str, str], dict[str, Any]]:
    terms: dict[str, str] = {}
    conditions: dict[str, Any] = {}
    for meta in page.root.walk():
        if meta.tag != "meta":
            continue
        name, said = meta.get("name").strip().lower(), meta.get("content").strip()
        if name.startswith("dcterms."):
            _term(terms, name.removeprefix("dcterms."), said, losses)
        elif name.startswith(OURS):
            _condition(conditions, name.removeprefix(OURS), said)
    return terms, conditions


def _term(terms: dict[str, str], term: str, said: str, losses: Losses) -> None:
    if term in terms or (term not in TERMS and term not in IMPLIED):
        if said:
            losses.add("terms_dropped", f"{term}: {said}")
    elif term in TERMS or term == "title":
        terms[term] = said


def _condition(conditions: dict[str, Any], name: str, said: str) -> None:
    """Conditions that ``writing`` wrote; what cannot be one is left out."""
    if name in ("procedure_codes", "procedure_words"):
        kept: list[str] = conditions.setdefault(name, [])
        longest = 64 if name == "procedure_codes" else 80
        if 0 < len(said) <= longest and len(kept) < MOST_PROCEDURES:
            kept.append(said)
    elif name in ("age_from", "age_to"):
        if said.isascii() and said.isdecimal() and len(said) < 4 and int(said) <= OLDEST:
            conditions[name] = int(said)
    elif name == "sex":
        conditions[name] = said if said in ("M", "F") else ""
    elif (name == "modality" and len(said) <= 16) or (name == "body_part" and len(said) <= 64):
        conditions[name] = said


def _codes(page: Page, losses: Losses) -> list[Code]:
    codes: list[Code] = []
    for script in page.root.walk():
        if any(name.startswith("on") for name in script.attributes):
            losses.add("script_ignored", f"event handler of {script.tag}")
        if script.tag != "script":
            continue
        if script.get("type").lower() not in XML:
            losses.add("script_ignored", script.get("src") or script.get("type") or "script")
            continue
        try:
            codes += read_codes(script.text())
        except UnreadableCodes as error:
            losses.add("codes_unreadable", str(error))
    if len(codes) > MOST_CODES:
        losses.add("codes_dropped", str(len(codes) - MOST_CODES))
    return codes[:MOST_CODES]


def _tied(codes: list[Code], body: Element, losses: Losses) -> list[Code]:
    """Codes by our sections; those of single fields go to the section that the field is in."""
    within: dict[str, str] = {}
    for section in _top_sections(body):
        ours = section.get("id") if section.get(EXACT) else ""
        ours = ours or section_code(section_name(section)) or "findings"
        within |= {one.get("id"): ours for one in section.walk() if one.get("id")}
    sections = {one.get("id") for one in body.walk() if one.tag == "section"}
    kept = []
    for code in codes:
        if code["place"] and code["place"] not in sections:
            losses.add("codes_untied", code["meaning"] or code["value"])
        kept.append(Code(**{**code, "place": within.get(code["place"], "")}))
    return kept


def _top_sections(body: Element) -> list[Element]:
    """Sections that are in no other."""
    found: list[Element] = []
    waiting: list[Element] = [body]
    while waiting:
        one = waiting.pop()
        if one.tag == "section":
            found.append(one)
        else:
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]
    return found


def _sections(body: Element, loinc: dict[str, str], losses: Losses) -> dict[str, dict[str, str]]:
    form = Form.of(body)
    found: dict[str, dict[str, str]] = {}
    for section in _top_sections(body):
        name = section_name(section)
        if section.get(EXACT) and section.get("id") in SECTION_TITLES:
            said = exact_text(section, form, losses)
            _put(found, section.get("id"), name, said, losses)
            continue
        code = section_code(name, loinc.get(section.get("id"), ""))
        flow = Flow(form, losses)
        if code is None:
            losses.add("section_moved", name)
            flow.heading(name)
        for child in section.children:
            flow.lay(child)
        _put(found, code or "findings", name if code else "", flow.text(), losses)
    outside = _outside(body, form, losses)
    if outside:
        losses.add("outside_section", outside)
        _put(found, "findings", "", outside, losses)
    return found


def _put(found: dict[str, dict[str, str]], code: str, name: str, said: str, losses: Losses) -> None:
    title = " ".join(name.split())[:LONGEST_NAME] or SECTION_TITLES[code]
    if code in found:
        losses.add("section_joined", name or SECTION_TITLES[code])
        before = found[code]
        if name and name != before["title"]:
            said = f"{title}:\n{said}"
        said = "\n\n".join(text for text in (before["body"], said) if text)
        title = before["title"]
    if len(said) > LONGEST_SECTION:
        losses.add("text_shortened", title)
    found[code] = {"code": code, "title": title, "body": said[:LONGEST_SECTION]}


def _outside(body: Element, form: Form, losses: Losses) -> str:
    """What stands beside the sections: templates that know none have everything there."""
    flow = Flow(form, losses)

    def lay(element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                flow.lay(child)
            elif child.tag == "section" or child.tag in UNSEEN:
                continue
            elif child.first("section") is not None:
                lay(child)
            else:
                flow.lay(child)

    lay(body)
    return re.sub(r"\n{3,}", "\n\n", flow.text())
