"""Fields of an HTML template as our text holds them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from apps.reporting.merge_fields import MERGE_FIELDS
from apps.reporting.mrrt.losses import Losses
from apps.reporting.mrrt.tree import Element
from apps.reporting.template_text import (
    LONGEST_CHOICE,
    LONGEST_NAME,
    MOST_CHOICES,
    OpenField,
    PickList,
    pieces,
    written,
)

DIGITS = "zero one two three four five six seven eight nine".split()
GROUPED = ("checkbox", "radio")
SILENT = ("hidden", "submit", "button", "reset", "image", "file", "password")


@dataclass
class Form:
    """What the fields of a page have to do with each other: labels by the id they are for, groups by name."""

    labels: dict[str, Element]
    groups: dict[str, list[Element]]
    started: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, body: Element) -> "Form":
        labels: dict[str, Element] = {}
        groups: dict[str, list[Element]] = {}
        for one in body.walk():
            if one.tag == "label" and one.get("for"):
                labels.setdefault(one.get("for"), one)
            if one.tag == "input" and one.get("type").lower() in GROUPED:
                groups.setdefault(group_of(one), []).append(one)
        return cls(labels, groups)

    def label_of(self, one: Element) -> Element | None:
        return self.labels.get(one.get("id")) if one.get("id") else None


def group_of(one: Element) -> str:
    return one.get("name") or one.get("id") or str(id(one))


def field_text(one: Element, form: Form, losses: Losses, label: str) -> str:
    """What stands in the place of an ``input``, ``select`` or ``textarea``; ``label`` is the text before it."""
    name = _name_of(one, form, label)
    _note_attributes(one, name, losses)
    if one.tag == "select":
        return _select(one, name, losses)
    kind = one.get("type").lower() if one.tag == "input" else "textarea"
    if kind in SILENT:
        losses.add("control_ignored", name or kind)
        return ""
    if kind in GROUPED:
        return _group(one, form, losses, label)
    if one.get("data-field-type").upper() == "MERGE" or one.get("data-field-merge-flag") == "true":
        return _merge(one, name, losses)
    value = one.text() if one.tag == "textarea" else one.get("value")
    return value if value.strip() else _open(one, kind, name, losses)


def _open(one: Element, kind: str, name: str, losses: Losses) -> str:
    _note_completion(one, name, losses)
    meant = kind if kind in ("number", "date", "time") else one.get("data-field-type").lower()
    if meant in ("number", "date", "time"):
        losses.add("field_kind", name)
    if one.get("min") or one.get("max"):
        losses.add("number_limits", name)
    units = one.get("data-field-units").strip()
    return written(OpenField(legal_name(name, losses))) + (f" {units}" if units else "")


def _merge(one: Element, name: str, losses: Losses) -> str:
    for said in (one.get("name"), one.get("id"), name):
        known = re.sub(r"\W+", "_", said.strip().lower())
        if known in MERGE_FIELDS:
            return f"{{{{{known}}}}}"
    losses.add("merge_unknown", name)
    return written(OpenField(legal_name(name, losses)))


def _select(one: Element, name: str, losses: Losses) -> str:
    options = [option for option in one.walk() if option.tag == "option"]
    if "multiple" in one.attributes:
        losses.add("several_choices", name)
    return _list(
        name,
        [
            (option.text().strip() or option.get("value"), "selected" in option.attributes)
            for option in options
        ],
        losses,
        one,
    )


def _group(one: Element, form: Form, losses: Losses, label: str) -> str:
    key = group_of(one)
    if key in form.started:
        return ""
    form.started.add(key)
    members = form.groups[key]
    choices = [(choice_of(member, form), "checked" in member.attributes) for member in members]
    holder = form.labels.get(key)
    name = (holder.text() if holder and len(members) > 1 else "") or label or one.get("title")
    if len(members) == 1:
        return written(OpenField(legal_name(choices[0][0] or name, losses)))
    if one.get("type").lower() == "checkbox":
        losses.add("several_choices", name or choices[0][0])
    return _list(name or "choice", choices, losses, one)


def choice_of(member: Element, form: Form) -> str:
    """What ticking this box says: its label where it has one of its own, else its value."""
    label = choice_label(member, form)
    said = " ".join(label.text().split()) if label is not None else ""
    return said or member.get("value").strip()


def choice_label(member: Element, form: Form) -> Element | None:
    """The label that names this box and not its whole group, which one label beside a value may do."""
    label = form.label_of(member)
    if label is None:
        return None
    value = " ".join(member.get("value").split())
    labelled = [one for one in form.groups[group_of(member)] if form.label_of(one) is not None]
    own = len(labelled) > 1 or not value or " ".join(label.text().split()) == value
    return label if own else None


def _list(name: str, choices: Iterable[tuple[str, bool]], losses: Losses, one: Element) -> str:
    """A pick list whose first choice is the one that was selected."""
    ordered = sorted(choices, key=lambda choice: not choice[1])
    said = list(dict.fromkeys(_choice(text) for text, _ in ordered if text.strip()))
    kept = [text for text in said if len(text) <= LONGEST_CHOICE][:MOST_CHOICES]
    for text in said:
        if text not in kept:
            losses.add("choices_dropped", f"{name}: {text}")
    if not kept:
        return _open(one, "", name, losses)
    if len(kept) == 1:
        return kept[0]
    return written(PickList(legal_name(name, losses), tuple(kept)))


def _choice(text: str) -> str:
    text = text.translate({ord("["): "(", ord("]"): ")", ord("|"): "/"})
    return text if _keeps(f"[list: {text}|other]") else " ".join(text.split())


def legal_name(name: str, losses: Losses) -> str:
    """``name`` as a field's name may be: no digits, brackets, line breaks, colons; not too long, never empty."""
    if _keeps(f"[{name}]"):
        return name
    legal = re.sub(r"\d", lambda digit: f" {DIGITS[int(digit[0])]} ", name)
    legal = " ".join(re.sub(r"[\[\]{}:|]", " ", legal).split())[:LONGEST_NAME].strip()
    if not legal or not _keeps(f"[{legal}]"):
        legal = "text"
    if name.strip():
        losses.add("field_renamed", name)
    return legal


def _keeps(token: str) -> bool:
    found = list(pieces(token))
    return (
        len(found) == 1
        and isinstance(found[0], OpenField | PickList)
        and written(found[0]) == token
    )


def _name_of(one: Element, form: Form, label: str) -> str:
    own = form.label_of(one)
    for said in (one.get("title"), own.text() if own else "", label, one.get("name")):
        if said.strip():
            # A title is a name as it stands; what is read off the page is not.
            return said if said == one.get("title") else said.strip().rstrip(":").strip()
    return "text"


def _note_attributes(one: Element, name: str, losses: Losses) -> None:
    if one.get("data-field-verbal-trigger").strip():
        losses.add("verbal_trigger", name)


def _note_completion(one: Element, name: str, losses: Losses) -> None:
    action = one.get("data-field-completion-action").upper()
    if action == "NONE":
        losses.add("completion_may_stay_open", name)
    if action == "PROHIBIT":
        losses.add("completion_prohibits", name)


def labels_of_choices(form: Form) -> Iterator[Element]:
    """Labels that say what a box means, and so are no text of their own."""
    for members in form.groups.values():
        for member in members:
            label = choice_label(member, form)
            if label is not None:
                yield label
